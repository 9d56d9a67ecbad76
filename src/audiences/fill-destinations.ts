import { letOthersIn } from '../model/let-others-in.ts'
import type { AudienceStore, StoredMember } from '../store/index.ts'
import { readMembers } from './difference.ts'
import type { Journal, Wish } from './journal.ts'

interface Filling {
  readonly store: AudienceStore
  readonly journal: Journal
  readonly atOnce: number
}

/**
 * Wants those at a destination that is new to the audience who were members before (where it is filled), and
 * nobody else who is wanted there from an earlier time. Those of this run are told already. Can be repeated.
 */
export async function fillDestination(
  { store, journal, atOnce }: Filling,
  destination: string,
  isBackfilled: boolean,
): Promise<void> {
  await takeOut({ store, journal, atOnce }, destination, async (persons) => {
    const members = await store.findMembers(journal.audience, persons)
    const staying = new Set(members.filter(isTold).map(({ person }) => person))
    return persons.filter((person) => !staying.has(person))
  })
  if (!isBackfilled) return
  let wishes: Wish[] = []
  for await (const { person, epoch, isHeldOut } of readMembers(store, journal.audience, true)) {
    if (!isHeldOut && !journal.hasTouched(person)) wishes.push({ person, wanted: 'in', epoch })
    if (wishes.length < atOnce) continue
    await journal.write({ wishes, destinations: [destination] })
    wishes = []
  }
  if (wishes.length > 0) await journal.write({ wishes, destinations: [destination] })
}

const isTold = ({ isMember, isHeldOut }: StoredMember): boolean => isMember && !isHeldOut

/** Wants everybody out of a destination that the audience is not sent to any more. Can be repeated. */
export const emptyDestination = (filling: Filling, destination: string): Promise<void> =>
  takeOut(filling, destination, async (persons) => persons)

async function takeOut(
  { store, journal, atOnce }: Filling,
  destination: string,
  choose: (persons: readonly string[]) => Promise<readonly string[]>,
): Promise<void> {
  const of = { audience: journal.audience, destination }
  let after = ''
  for (;;) {
    const persons = await store.wanted(of, { after, limit: atOnce })
    const chosen = await choose(persons)
    const wishes = chosen.map((person): Wish => ({ person, wanted: 'out', epoch: 0 }))
    if (wishes.length > 0) await journal.write({ wishes, destinations: [destination] })
    if (persons.length < atOnce) return
    after = persons.at(-1)!
    await letOthersIn()
  }
}
