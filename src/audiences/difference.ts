import { letOthersIn } from '../model/let-others-in.ts'
import type { AudienceStore, StoredMember } from '../store/index.ts'
import { compareTexts } from './compare-texts.ts'
import type { EvaluatedPerson } from './evaluate.ts'
import type { HoldOut } from './hold-out.ts'

/** Somebody who is in now and was not, with what is known of earlier times. */
export interface Entering extends EvaluatedPerson {
  readonly before: StoredMember | undefined
}

/** What is not as it is stored. Each list in the order of persons. */
export interface Difference {
  readonly entering: readonly Entering[]
  readonly leaving: readonly StoredMember[]
  /** Members who are held out and were not, or the other way round. */
  readonly redrawn: readonly StoredMember[]
  /** Those outside of whom that is true, too: for when they come back. */
  readonly redrawnOutside: readonly StoredMember[]
  /** Members who stay, and how many of them are held out from now on. */
  readonly stays: number
  readonly heldOut: number
  /** Whether anybody is or was in it. */
  readonly isFirst: boolean
}

/** Members that are read at once. */
const PAGE = 2000

/** Compares who is in now with who is stored, both in order. `drawn`: null where nobody is drawn anew. */
export async function compareMembers(
  store: AudienceStore,
  audience: string,
  evaluated: readonly EvaluatedPerson[],
  drawn: HoldOut | null,
): Promise<Difference> {
  const entering: Entering[] = []
  const leaving: StoredMember[] = []
  const redrawn: StoredMember[] = []
  const redrawnOutside: StoredMember[] = []
  let [next, stays, heldOut, isFirst] = [0, 0, 0, true]
  const enterUntil = async (person: string | null): Promise<void> => {
    while (next < evaluated.length) {
      if (person !== null && compareTexts(evaluated[next]!.person, person) >= 0) return
      entering.push({ ...evaluated[next++]!, before: undefined })
      if (next % PAGE === 0) await letOthersIn()
    }
  }
  for await (const member of readMembers(store, audience)) {
    isFirst = false
    await enterUntil(member.person)
    const isIn = evaluated[next]?.person === member.person
    const isHeldOut = drawn === null ? member.isHeldOut : drawn.has(member.person)
    const isRedrawn = isHeldOut !== member.isHeldOut
    if (isIn && member.isMember) {
      stays += 1
      if (isHeldOut) heldOut += 1
      if (isRedrawn) redrawn.push(member)
    } else if (isIn) entering.push({ ...evaluated[next]!, before: { ...member, isHeldOut } })
    else if (member.isMember) leaving.push(member)
    else if (isRedrawn) redrawnOutside.push(member)
    if (isIn) next += 1
  }
  await enterUntil(null)
  return { entering, leaving, redrawn, redrawnOutside, stays, heldOut, isFirst }
}

/** All who are or were in it, in their order. */
export async function* readMembers(
  store: AudienceStore,
  audience: string,
  isMember?: boolean,
): AsyncGenerator<StoredMember, void> {
  let after: string | undefined
  for (;;) {
    const page = await store.members(audience, { after, limit: PAGE, isMember })
    yield* page
    if (page.length < PAGE) return
    after = page.at(-1)!.person
    await letOthersIn()
  }
}
