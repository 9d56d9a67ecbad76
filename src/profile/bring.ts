import type {
  Carried,
  NewProfileChange,
  OwnedIdentity,
  ProfileRows,
  ProfileStore,
  Work,
} from '../store/index.ts'
import { assemble } from './assemble.ts'
import { compareAttributes, compareCarried, type ProfileChangeDetail } from './differences.ts'
import { type Facts, keyOf, readFacts } from './facts.ts'
import type { Ground } from './ground.ts'
import type { ProfileDocument } from './profile.ts'

/** So many are read from the lake at once, and written in one transaction. */
const READ_AT_ONCE = 4000
const WRITTEN_AT_ONCE = 500

/** Who seems to be gone waits until all others are done: whose they are now is known then. */
export const LAST_PLACE = 2_147_483_647
/** Known by rows of profiles only. */
export const PROFILE_PLACE = LAST_PLACE - 1

export interface Bringing {
  readonly store: ProfileStore
  readonly ground: Ground
  /** Whether what changes is told: it is not while profiles are made for the first time. */
  readonly isTold: boolean
  readonly mostChanges: number
  readonly now: () => number
  /** Between transactions. */
  readonly pause: () => Promise<void>
  readonly readAtOnce?: number | undefined
}

/**
 * Works out the profiles of those who are first in line; whether there were any. Can be broken off anywhere: who is not
 * done is still in line. Who wins or loses an identity to one of them gets in line, too.
 */
export async function bringSome(bringing: Bringing): Promise<boolean> {
  const { store, ground, readAtOnce = READ_AT_ONCE } = bringing
  const { id } = ground.connection
  const taken = await store.takeWork(id, readAtOnce)
  if (taken.length === 0) return false
  const facts = await readFacts(ground, taken)
  for (let start = 0; start < taken.length; start += WRITTEN_AT_ONCE) {
    const some = taken.slice(start, start + WRITTEN_AT_ONCE)
    await store.inTransaction((rows) => writeSome(bringing, rows, some, facts))
    await bringing.pause()
  }
  return true
}

async function writeSome(
  bringing: Bringing,
  rows: ProfileRows,
  taken: readonly Work[],
  facts: ReadonlyMap<string, Facts>,
): Promise<void> {
  const { connection } = bringing.ground
  const before = await rows.read(
    connection.id,
    taken.map(({ person }) => person),
  )
  const waits = ({ person, place }: Work) =>
    facts.get(person)!.seen === null && before.has(person) && place < LAST_PLACE
  const later = taken.filter(waits)
  const now = taken.filter((work) => !waits(work))
  await rows.finishWork(connection.id, taken)
  await rows.addWork(
    connection.id,
    later.map(({ person }) => ({ person, place: LAST_PLACE })),
  )
  const changes = new Changes(bringing)
  const { was, moved } = await writeCarried(bringing, rows, now, facts, changes)
  const gone = await writeDocuments(bringing, rows, now, facts, before, changes)
  for (const [person, into] of await findHeirs(rows, connection.id, gone, was)) {
    changes.add(person, into === null ? { kind: 'removed' } : { kind: 'merged', into })
  }
  await rows.addWork(connection.id, moved)
  await rows.addChanges(changes.list, bringing.mostChanges)
}

/** What is told of a transaction. */
class Changes {
  readonly list: NewProfileChange[] = []
  readonly #connection: string
  readonly #at: string
  readonly #isTold: boolean

  constructor({ ground, now, isTold }: Bringing) {
    this.#connection = ground.connection.id
    this.#at = new Date(now()).toISOString()
    this.#isTold = isTold
  }

  add(person: string, detail: ProfileChangeDetail): void {
    if (!this.#isTold) return
    const document = JSON.stringify(detail)
    this.list.push({ connection: this.#connection, person, at: this.#at, document })
  }
}

/**
 * Gives what they carried before, and the others whose attributes may be others now. Whose the other identities are
 * matters to nobody while nothing is told.
 */
async function writeCarried(
  { ground, isTold }: Bringing,
  rows: ProfileRows,
  taken: readonly Work[],
  facts: ReadonlyMap<string, Facts>,
  changes: Changes,
): Promise<{ was: readonly OwnedIdentity[]; moved: readonly Pick<Work, 'person' | 'place'>[] }> {
  const { id } = ground.connection
  const persons = taken.map(({ person }) => person)
  const was = await rows.carried(id, persons)
  const carried = persons.flatMap((person) => facts.get(person)!.carried)
  const change = compareCarried(was, carried)
  const keys = new Set(ground.profileDatasets.map(({ namespace }) => namespace))
  const concerned = distinct([...change.gone, ...change.come]).filter(
    ({ namespace }) => isTold || keys.has(namespace),
  )
  const ownersBefore = await rows.owners(id, concerned)
  await rows.changeCarried(id, change)
  const ownersAfter = new Map(
    (await rows.owners(id, concerned)).map((each) => [keyOf(each), each.owner]),
  )
  const moved = new Set<string>()
  for (const { namespace, id: text, owner: before } of ownersBefore) {
    const after = ownersAfter.get(keyOf({ namespace, id: text })) ?? null
    if (before === after) continue
    if (before !== null) changes.add(before, { kind: 'identity-removed', namespace, id: text })
    if (after !== null) changes.add(after, { kind: 'identity-added', namespace, id: text })
    if (!keys.has(namespace)) continue
    for (const person of [before, after]) if (person !== null) moved.add(person)
  }
  for (const person of persons) moved.delete(person)
  return { was, moved: [...moved].map((person) => ({ person, place: PROFILE_PLACE })) }
}

const distinct = (carried: readonly Carried[]): readonly Carried[] => [
  ...new Map(carried.map((each) => [keyOf(each), each])).values(),
]

/** Gives those who are gone. */
async function writeDocuments(
  { ground }: Bringing,
  rows: ProfileRows,
  taken: readonly Work[],
  facts: ReadonlyMap<string, Facts>,
  before: ReadonlyMap<string, { readonly document: string }>,
  changes: Changes,
): Promise<readonly string[]> {
  const { connection, journey } = ground
  const owned = await readOwned(rows, connection.id, taken)
  const written: { person: string; document: string; dataVersion: number }[] = []
  const gone: string[] = []
  for (const { person } of taken) {
    const kept = before.get(person)
    const after = assemble(ground, facts.get(person)!, owned.get(person) ?? new Set())
    if (after === null) {
      if (kept !== undefined) gone.push(person)
      continue
    }
    const was = kept === undefined ? null : (JSON.parse(kept.document) as ProfileDocument)
    for (const detail of compareAttributes(was, after)) changes.add(person, detail)
    const document = JSON.stringify(after)
    written.push({ person, document, dataVersion: journey.dataVersion })
  }
  await rows.write(connection.id, written)
  await rows.remove(connection.id, gone)
  return gone
}

async function readOwned(
  rows: ProfileRows,
  connection: string,
  taken: readonly Work[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const owned = new Map<string, Set<string>>()
  const persons = taken.map(({ person }) => person)
  for (const [person, namespace, id] of await rows.own(connection, persons)) {
    const key = keyOf({ namespace, id })
    const own = owned.get(person)
    if (own === undefined) owned.set(person, new Set([key]))
    else own.add(key)
  }
  return owned
}

/** Who has most of what those had who are gone; null: nobody has. `was`: what they carried before. */
async function findHeirs(
  rows: ProfileRows,
  connection: string,
  gone: readonly string[],
  was: readonly OwnedIdentity[],
): Promise<readonly (readonly [string, string | null])[]> {
  const theirs = was.filter(({ person, owner }) => person === owner && gone.includes(person))
  const owners = new Map(
    (await rows.owners(connection, theirs)).map((each) => [keyOf(each), each.owner]),
  )
  return gone.map((person) => {
    const counts = new Map<string, number>()
    for (const each of theirs) {
      const owner = each.person === person ? owners.get(keyOf(each)) : null
      if (owner && owner !== person) counts.set(owner, (counts.get(owner) ?? 0) + 1)
    }
    const [heir] = [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    return [person, heir?.[0] ?? null] as const
  })
}
