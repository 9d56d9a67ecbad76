import { listTouchedIdentities, type SpaceState } from '../identity/space/index.ts'
import { type Journey, listTouchedPersons, PERSON } from '../lake/journey/index.ts'
import { ident, sql, value } from '../lake/sql.ts'
import { valuesTable } from '../lake/journey/index.ts'
import type { ProfileStore, Work } from '../store/index.ts'
import { PROFILE_PLACE } from './bring.ts'
import { isTooLong } from './facts.ts'
import { listTargets } from './graph-identities.ts'
import type { Ground, ProfileDataset } from './ground.ts'
import { readTexts, selectValues } from './person-codes.ts'
import { keyText, rowsOfState } from './profile-rows.ts'

type Noted = Pick<Work, 'person' | 'place'>

/** What the profiles of a connection are of, once those in line are done. Plain JSON. */
export interface ProfileState {
  readonly journey: Journey
  readonly spaces: readonly SpaceState[]
  /** What is made of the rows, as text. */
  readonly settings: string
}

/** So many are put in line in one transaction. */
const NOTED_AT_ONCE = 1000
const READ_AT_ONCE = 10_000

/**
 * Puts in line whose profiles may be others than at the state that is noted, and notes the present one with the last of
 * them: broken off anywhere, the same is done again. Whether there was anything to note.
 */
export async function noteWork(
  store: ProfileStore,
  ground: Ground,
  pause: () => Promise<void>,
): Promise<boolean> {
  const { id } = ground.connection
  const text = await store.readState(id)
  const before = text === undefined ? null : (JSON.parse(text) as ProfileState)
  const settings = printSettings(ground)
  const after: ProfileState = {
    journey: ground.journey,
    spaces: [...ground.spaces.values()],
    settings,
  }
  const document = JSON.stringify(after)
  if (document === text) return false
  const touched =
    before === null || before.settings !== settings
      ? null
      : await listTouched(store, ground, before)
  let waiting: Noted[] = []
  const write = async (rest: number) => {
    while (waiting.length > rest) {
      const some = waiting.slice(0, NOTED_AT_ONCE)
      waiting = waiting.slice(NOTED_AT_ONCE)
      await store.inTransaction((rows) => rows.addWork(id, some))
      await pause()
    }
  }
  for await (const some of touched === null ? listAll(store, ground) : [touched]) {
    for (const each of some) if (each.person !== '' && !isTooLong(each.person)) waiting.push(each)
    await write(NOTED_AT_ONCE)
  }
  await store.inTransaction(async (rows) => {
    await rows.addWork(id, waiting)
    await rows.writeState(id, { document, dataVersion: ground.journey.dataVersion })
  })
  return true
}

/** All but which rows there are. */
const printSettings = ({ connection, eventCarriers, profileDatasets, spaces }: Ground): string =>
  JSON.stringify([
    { ...connection.profile, keep: undefined },
    eventCarriers,
    profileDatasets.map(
      ({ joined: { batches: _, versions: __, existing: ___, ...joined }, ...rest }) => [
        joined,
        rest,
      ],
    ),
    [...spaces.values()].map(({ definition, nobody = [] }) => [definition, nobody]),
  ])

/** Those who may be others; null: everybody may. */
async function listTouched(
  store: ProfileStore,
  ground: Ground,
  before: ProfileState,
): Promise<readonly Noted[] | null> {
  const { lake, journey } = ground
  const byEvents = await listTouchedPersons(lake, before.journey, journey)
  if (byEvents === null) return null
  const texts = await readTexts(
    ground,
    PERSON,
    [...byEvents.values()].flatMap(({ persons }) => persons),
  )
  const byRows = await touchedByRows(store, ground, before.journey)
  if (byRows === null) return null
  const byGraphs = await touchedByGraphs(store, ground, before.spaces)
  if (byGraphs === null) return null
  const others = [...byRows, ...byGraphs].map((person) => ({ person, place: PROFILE_PLACE }))
  return [...[...texts].map(([place, person]) => ({ person, place })), ...others]
}

/** Whom new rows of profile datasets are about. Null where rows are gone. */
async function touchedByRows(
  store: ProfileStore,
  { lake, connection, profileDatasets }: Ground,
  before: Journey,
): Promise<readonly string[] | null> {
  const found = new Set<string>()
  for (const dataset of profileDatasets) {
    const { joined, namespace } = dataset
    const was = before.joined.find((each) => each.dataset === joined.dataset)
    if (was === undefined) return null
    const isKept = (batch: number) =>
      joined.batches.includes(batch) && was.versions?.[batch] === joined.versions?.[batch]
    if (!was.batches.every(isKept)) return null
    const added = joined.batches.filter((batch) => !was.batches.includes(batch))
    if (added.length === 0) continue
    const rows = await lake.query<{ key: string }>(sql`
      SELECT DISTINCT ${keyText(dataset)} AS ${ident('key')} ${rowsOfState(dataset)}
        AND _batch IN ${value(added, 'Array(UInt32)')}`)
    const keys = rows.map(({ key }) => key)
    for (const key of keys) found.add(key)
    if (namespace === null) continue
    for (const person of await listCarriers(store, connection.id, namespace, keys))
      found.add(person)
  }
  return [...found]
}

async function listCarriers(
  store: ProfileStore,
  connection: string,
  namespace: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const found: string[] = []
  for (let start = 0; start < ids.length; start += NOTED_AT_ONCE) {
    const some = ids.slice(start, start + NOTED_AT_ONCE).map((id) => ({ namespace, id }))
    for (const person of await store.carriers(connection, some)) found.push(person)
  }
  return found
}

/** Whose graphs have changed, and who was in them. */
async function touchedByGraphs(
  store: ProfileStore,
  ground: Ground,
  before: readonly SpaceState[],
): Promise<readonly string[] | null> {
  const found = new Set<string>()
  const targets = listTargets(ground)
  for (const { state, target } of targets) {
    const was = before.find(({ space }) => space === state.space)
    const identities = was && (await listTouchedIdentities(ground.lake, was, state))
    if (!identities) return null
    for (const { namespace, id } of identities) if (namespace === target) found.add(id)
    for (const namespace of new Set(identities.map((each) => each.namespace))) {
      const ids = identities.filter((each) => each.namespace === namespace).map(({ id }) => id)
      const carriers = await listCarriers(store, ground.connection.id, namespace, ids)
      for (const person of carriers) found.add(person)
    }
  }
  return [...found]
}

/** Everybody who is known in the lake, or was. */
async function* listAll(store: ProfileStore, ground: Ground): AsyncGenerator<readonly Noted[]> {
  const { lake, journey, connection } = ground
  const highest = journey.highestCodes[PERSON] ?? 0
  for (let from = 1; from <= highest; from += READ_AT_ONCE) {
    const range = sql`code >= ${value(from, 'UInt32')} AND code < ${value(from + READ_AT_ONCE, 'UInt32')}`
    const rows = await lake.query<{ code: number; value: string }>(
      selectValues(journey, PERSON, range),
    )
    yield rows.map(({ code, value: person }) => ({ person, place: code }))
  }
  for (const dataset of ground.profileDatasets) yield* listKeys(ground, dataset)
  for (let after = ''; ; ) {
    const persons = await store.list(connection.id, after, NOTED_AT_ONCE)
    if (persons.length === 0) return
    yield persons.map((person) => ({ person, place: PROFILE_PLACE }))
    after = persons.reduce((last, each) =>
      Buffer.compare(Buffer.from(each), Buffer.from(last)) > 0 ? each : last,
    )
  }
}

async function* listKeys(
  { lake, journey }: Ground,
  dataset: ProfileDataset,
): AsyncGenerator<readonly Noted[]> {
  const key = keyText(dataset)
  const known = sql`SELECT value FROM ${ident(valuesTable(journey))} WHERE field = ${value(PERSON, 'UInt32')}`
  for (let after = ''; ; ) {
    const rows = await lake.query<{ person: string }>(sql`
      SELECT DISTINCT ${key} AS ${ident('person')} ${rowsOfState(dataset)}
        AND ${key} > ${value(after, 'String')} AND ${key} NOT IN (${known})
      ORDER BY ${key} LIMIT ${value(READ_AT_ONCE, 'UInt32')}`)
    if (rows.length === 0) return
    yield rows.map(({ person }) => ({ person, place: PROFILE_PLACE }))
    after = rows.at(-1)!.person
  }
}
