import type { MembersImported } from '../model/answers/audiences.ts'
import type { Audience } from '../model/definitions/index.ts'
import { ThroughlineError } from '../model/errors.ts'
import { letOthersIn } from '../model/let-others-in.ts'
import { beginRun } from './begin-run.ts'
import { claim, keepClaimed } from '../timing/claims.ts'
import { foldRows } from './fold-rows.ts'
import type { Ground, Known } from './ground.ts'
import { openHoldOut } from './hold-out.ts'
import { isoOf, type Journal, joinSteps } from './journal.ts'
import { openMovesOf, settleDestinations, withNew } from './publish-evaluation.ts'
import { type NamedMember, type RejectedMember, readImported } from './read-imported.ts'

/** Rows whose persons are asked for at once. */
const READ_AT_ONCE = 1000

/**
 * Takes what somebody who keeps an audience says of people: by person in the order of time, later rows of the same
 * moment last. A row that cannot be taken is told with its reason, and holds no other up; the same rows again change
 * nothing. Errors: audience/not-imported, audience/busy, policy/denied.
 */
export async function importMembers(
  ground: Ground,
  known: Known,
  audience: Audience,
  rows: readonly unknown[],
): Promise<MembersImported> {
  const { id, source } = audience
  if (source !== 'imported') throw new ThroughlineError('audience/not-imported', { id })
  await ground.refuse(audience)
  if (!(await claim(ground, id, true))) throw new ThroughlineError('audience/busy', { id })
  const stop = keepClaimed(ground, [id])
  try {
    return await importClaimed(ground, known, audience, rows)
  } finally {
    stop()
    await ground.store.release(id, ground.owner)
  }
}

async function importClaimed(
  ground: Ground,
  known: Known,
  audience: Audience,
  rows: readonly unknown[],
): Promise<MembersImported> {
  const now = ground.now()
  const started = performance.now()
  const { journal, before } = await beginRun(ground, audience, 'import', now)
  journal.remember({ destinations: withNew(before.destinations, audience.destinations) })
  const { named, rejected } = await readAll(ground, known, audience, now, rows)
  const taken = await takeAll(ground, known, audience, journal, named)
  await settleDestinations(ground, { audience, journal, known })
  const { members, heldOut } = await ground.store.countMembers(audience.id)
  const endedAt = ground.now()
  const writeMs = performance.now() - started
  const { entered } = journal.run
  const stays = members - entered
  journal.note({ writeMs, members, heldOut, stays, state: 'done', endedAt: isoOf(endedAt) })
  journal.remember({ run: null, endedAt, evaluatedAt: now, window: null, dataVersion: null })
  journal.remember({ fixed: null, problem: null, members, heldOut })
  await journal.write({})
  await ground.store.dropOldRuns(audience.id, KEPT_RUNS)
  const { id: run, left, moved, wanted } = journal.run
  const all = [...rejected, ...taken.rejected].toSorted((a, b) => a.index - b.index)
  const { unchanged } = taken
  return { run, members, heldOut, entered, left, stays, moved, unchanged, rejected: all, wanted }
}

const KEPT_RUNS = 1000

async function readAll(
  { profiles }: Ground,
  known: Known,
  { dataView }: Audience,
  now: number,
  rows: readonly unknown[],
) {
  const view = known.dataView(dataView)
  const connection = known.connection(view.connection)
  const place = { connection, profiles, timeZone: view.timeZone, now }
  const named: NamedMember[] = []
  const rejected: RejectedMember[] = []
  for (let from = 0; from < rows.length; from += READ_AT_ONCE) {
    const read = await readImported(place, rows.slice(from, from + READ_AT_ONCE), from)
    named.push(...read.named)
    rejected.push(...read.rejected)
    await letOthersIn()
  }
  return { named, rejected }
}

/** Some persons at a time, with all that is said of them. */
async function takeAll(
  ground: Ground,
  known: Known,
  audience: Audience,
  journal: Journal,
  named: readonly NamedMember[],
) {
  const { store, atOnce } = ground
  const byPerson = new Map<string, NamedMember[]>()
  for (const row of named) {
    byPerson.set(row.person, [...(byPerson.get(row.person) ?? []), row])
  }
  const persons = [...byPerson.keys()]
  const moves = openMovesOf(ground, known, audience)
  const holdOut = openHoldOut(audience)
  const rejected: RejectedMember[] = []
  let unchanged = 0
  for (let from = 0; from < persons.length; from += atOnce) {
    const some = persons.slice(from, from + atOnce)
    const own = await store.findMembers(audience.id, some)
    const members = new Map(own.map((member) => [member.person, member]))
    const earlier = await moves.before(some)
    const folded = some.map((person) => {
      const its = { own: members.get(person), earlier: earlier.get(person) ?? [] }
      return foldRows(holdOut, its, byPerson.get(person)!)
    })
    const step = joinSteps(folded.map((each) => each.step))
    await journal.write({ ...step, destinations: audience.destinations })
    rejected.push(...folded.flatMap((each) => each.rejected))
    unchanged += folded.reduce((sum, each) => sum + each.unchanged, 0)
    await letOthersIn()
  }
  return { rejected, unchanged }
}
