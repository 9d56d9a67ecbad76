import { letOthersIn } from '../model/let-others-in.ts'
import type { AudienceStore, StoredMember } from '../store/index.ts'
import type { Difference, Entering } from './difference.ts'
import type { CodedPersons, EvaluatedPerson } from './evaluate.ts'
import type { RememberedMembers } from './remembered-members.ts'
import { sortPersons } from './sort-persons.ts'

/**
 * Compares who is in now with who was, by their codes: only those are looked up who enter or leave. Null where what
 * is stored of them is not as it was remembered.
 */
export async function compareRemembered(
  store: AudienceStore,
  audience: string,
  evaluated: CodedPersons,
  remembered: RememberedMembers,
): Promise<Difference | null> {
  const { entered, left } = compareCodes(evaluated.codes, remembered.codes)
  const come = await evaluated.name(entered)
  const gone = await sortPersons(
    left.map((code) => ({ person: evaluated.dictionary.value(code)! })),
  )
  if (come.length < entered.length || gone.length < left.length) return null
  const entering = await findBefore(store, audience, come)
  const leaving = await findMembersOf(store, audience, gone)
  if (entering.some(({ before }) => before?.isMember)) return null
  if (leaving.length < gone.length || leaving.some(({ isMember }) => !isMember)) return null
  const heldOut = remembered.heldOut - leaving.filter(({ isHeldOut }) => isHeldOut).length
  const stays = remembered.codes.length - leaving.length
  return { entering, leaving, redrawn: [], redrawnOutside: [], stays, heldOut, isFirst: false }
}

/** How many enter or leave. */
export function countMoved(now: Float64Array, before: Float64Array): number {
  if (now === before) return 0
  const { entered, left } = compareCodes(now, before)
  return entered.length + left.length
}

/** Places in `now` of those who were not there, and codes of those who are not any more. */
function compareCodes(
  now: Float64Array,
  before: Float64Array,
): { readonly entered: readonly number[]; readonly left: readonly number[] } {
  const highest = Math.max(highestOf(now), highestOf(before))
  const marks = new Uint8Array(highest + 1)
  for (const code of before) marks[code] = WAS
  const entered: number[] = []
  for (let place = 0; place < now.length; place++) {
    const code = now[place]!
    if (marks[code] === WAS) marks[code] = STAYS
    else entered.push(place)
  }
  const left: number[] = []
  for (const code of before) if (marks[code] === WAS) left.push(code)
  return { entered, left }
}

const [WAS, STAYS] = [1, 2]

const highestOf = (codes: Float64Array): number =>
  codes.reduce((highest, code) => Math.max(highest, code), 0)

const AT_ONCE = 2000

async function findBefore(
  store: AudienceStore,
  audience: string,
  come: readonly EvaluatedPerson[],
): Promise<readonly Entering[]> {
  const known = new Map<string, StoredMember>()
  for (const member of await findMembersOf(store, audience, come)) known.set(member.person, member)
  return come.map((each) => ({ ...each, before: known.get(each.person) }))
}

/** In the order of persons. */
async function findMembersOf(
  store: AudienceStore,
  audience: string,
  all: readonly { readonly person: string }[],
): Promise<readonly StoredMember[]> {
  const found: StoredMember[] = []
  for (let from = 0; from < all.length; from += AT_ONCE) {
    const some = all.slice(from, from + AT_ONCE).map(({ person }) => person)
    found.push(...(await store.findMembers(audience, some)))
    await letOthersIn()
  }
  return sortPersons(found)
}
