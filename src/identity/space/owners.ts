import type { IdentitySpace } from '../../model/definitions/index.ts'
import type { LakeClient } from '../../lake/client.ts'
import { type Sql, sql, value } from '../../lake/sql.ts'
import { selectUnstitched } from '../../lake/unstitched.ts'
import { type Keep, withScratch } from './scratch.ts'
import { type SpaceState, spaceTable, type Tables } from './state.ts'
import { HELD, selectGraphs, selectLinks, selectStoredHand } from './tables.ts'

/** `start` of what has always been so. */
const ALWAYS = sql`toInt64(-9223372036854775808)`

/** Who is asked for. */
interface Asked {
  /** A namespace that stands for persons. */
  readonly target: string
  /** A query of the ids (`id`, of any namespace) that are asked for; null: all. */
  readonly among: Sql | null
}

/** What is known of those who are asked for. */
interface Known {
  /** Whose the rows of identities are, see `writeOwners`. */
  readonly owners: Sql
  /** What the links of devices say in time: `device` (a code), `time`, `person`. */
  readonly seen: Sql
}

/**
 * Writes whose the rows of identities are to a table with the columns `namespace`, `id`, `start` (UTC ms,
 * `-9223372036854775808` for always) and `person`. From `start` until the next one
 * of the same identity, its rows are that person's; an empty `person` is nobody: the rows are their own id's.
 * Identities that stand for nobody have no row. Device ids follow the space's `anonymous`. What was somebody's who was
 * forgotten is nobody's. semantics §2.2, §2.4
 */
export const writeOwners = (
  lake: LakeClient,
  state: SpaceState,
  asked: Asked,
  table: Sql,
): Promise<void> =>
  withKnown(lake, state, asked, ({ owners }) =>
    lake.commandAside(sql`
      INSERT INTO ${table} (namespace, id, start, person)
      SELECT namespace, id, start, person FROM (${owners})`),
  )

/**
 * Does something with where the rows of ids are these persons', ids of the namespace `target`: a query with `namespace`,
 * `id` and `time` for `noteUnstitched`. Links in time are of nobody then; what is somebody's at all times is nobody's
 * until `now`.
 */
export function withOwnedBy(
  lake: LakeClient,
  state: SpaceState,
  { target, persons, now }: OwnedBy,
  work: (rows: Sql) => Promise<void>,
): Promise<void> {
  const isOne = sql`person IN ${value(persons, 'Array(String)')}`
  const devices = selectIds(state, isDeviceOf(state.definition))
  return withKnown(lake, state, { target, among: null }, ({ owners, seen }) => {
    const always = (isElsewhere: Sql) => sql`
      SELECT DISTINCT namespace, id, ${value(now, 'Int64')} AS time FROM (${owners})
      WHERE ${isOne} AND ${isElsewhere}`
    if (isTimeless(state.definition)) return work(always(sql`1`))
    return work(sql`
      SELECT namespace, id, time FROM (${devices}) AS ids
      INNER JOIN (SELECT device, time FROM ${seen} WHERE ${isOne}) AS seen ON ids.code = seen.device
      UNION ALL
      ${always(sql`(namespace, id) NOT IN (
        SELECT namespace, id FROM (${devices}) WHERE code IN (SELECT device FROM ${seen}))`)}`)
  })
}

interface OwnedBy {
  readonly target: string
  readonly persons: readonly string[]
  /** UTC ms. */
  readonly now: number
}

/**
 * Identities whose owners may have changed since a version of the space: a query with the columns `namespace` and
 * `id`. Null where that is not known: all may have.
 */
export function selectChangedIds(state: SpaceState, sinceVersion: number): Sql | null {
  if (sinceVersion < state.builtAt) return null
  return sql`
    SELECT namespace, id FROM ${spaceTable(state, 'ids')} WHERE code IN (
      SELECT code FROM ${spaceTable(state, 'graphs')}
      WHERE version > ${value(sinceVersion, 'UInt32')} AND version <= ${value(state.version, 'UInt32')})`
}

/** Works out what is known, step by step, for the time of some work. */
function withKnown<T>(
  lake: LakeClient,
  state: SpaceState,
  { target, among }: Asked,
  work: (known: Known) => Promise<T>,
): Promise<T> {
  const isDevice = isDeviceOf(state.definition)
  const unstitched = selectUnstitched({ space: state.space }, target)
  return withScratch(lake, state, async (keep) => {
    const asked =
      among &&
      (await keep(
        sql`code UInt32`,
        sql`SELECT code FROM ${spaceTable(state, 'ids')} WHERE id IN (${among})`,
      ))
    const devices = sql`${isDevice} AND ${isIn(sql`code`, asked)}`
    const linked = await keep(
      sql`a UInt32, b UInt32, time Int64`,
      sql`SELECT a, b, time FROM (${selectDeviceLinks(state, devices)})`,
    )
    const reached =
      asked &&
      (await keep(
        sql`code UInt32`,
        sql`SELECT code FROM ${asked} UNION DISTINCT SELECT b FROM ${linked}`,
      ))
    const owned = await keepOwned(keep, state, target, reached)
    const seen = await keep(
      sql`device UInt32, time Int64, person String`,
      selectSeen(state, { linked, owned, devices, unstitched }),
    )
    const own = sql`SELECT code, namespace, id, person FROM ${owned} WHERE ${isIn(sql`code`, asked)}`
    return work({ owners: joinOwners(state, { own, seen, devices, unstitched }), seen })
  })
}

/** Those of ids that are no device's always; of devices in time where something is seen of them, else always, too. */
function joinOwners(
  { definition, ...state }: SpaceState,
  { own, seen, devices, unstitched }: { own: Sql; seen: Sql; devices: Sql; unstitched: Sql },
): Sql {
  const stretches = sql`
    SELECT namespace, id, tupleElement(stretch, 1) AS start, tupleElement(stretch, 2) AS person
    FROM (
      SELECT device, arrayJoin(${joinEqual(sql`stretches`)}) AS stretch
      FROM (SELECT device, ${stretchesOf(definition)} AS stretches
        FROM (SELECT device, arraySort(groupArray((time, person))) AS seen FROM ${seen} GROUP BY device))
    ) AS stretches
    INNER JOIN (${selectIds(state, devices)}) AS ids ON ids.code = stretches.device`
  const always = alwaysSince(
    sql`SELECT namespace, id, person FROM (${own}) WHERE code NOT IN (SELECT device FROM ${seen})`,
    unstitched,
  )
  const inTime = isTimeless(definition)
    ? alwaysSince(sql`SELECT namespace, id, person FROM (${stretches})`, unstitched)
    : stretches
  return sql`${always} UNION ALL ${inTime}`
}

const isDeviceOf = ({ namespaces }: IdentitySpace): Sql => {
  const devices = namespaces.filter(({ device }) => device === true).map(({ id }) => id)
  return sql`has(${value(devices, 'Array(String)')}, namespace)`
}

const selectIds = (tables: Tables, of: Sql): Sql => sql`
  SELECT code, namespace, id FROM ${spaceTable(tables, 'ids')} WHERE ${of}`

const isIn = (column: Sql, table: Sql | null): Sql =>
  table === null ? sql`1` : sql`${column} IN (SELECT * FROM ${table})`

/** Owners whatever the time; of ids that were somebody's who was forgotten only since then. */
const alwaysSince = (owners: Sql, unstitched: Sql): Sql => sql`
  SELECT namespace, id, tupleElement(stretch, 1) AS start, tupleElement(stretch, 2) AS person
  FROM (
    SELECT namespace, id,
      arrayJoin(if(is_cut, [(${ALWAYS}, ''), (until, person)], [(${ALWAYS}, person)])) AS stretch
    FROM (${owners}) AS owners
    LEFT ANY JOIN (
      SELECT namespace, id, max(time) AS until, true AS is_cut FROM (${unstitched}) GROUP BY namespace, id
    ) AS cuts USING (namespace, id))`

/** Whether a device is its person's whatever the time. */
const isTimeless = ({ anonymous }: IdentitySpace): boolean => anonymous === 'last-authenticated'

/** Links of devices that are not held, in time. */
const selectDeviceLinks = (state: SpaceState, devices: Sql): Sql =>
  selectLinks(state, selectStoredHand(state), {
    of: sql`a IN (SELECT code FROM (${selectIds(state, devices)})) AND a NOT IN (${selectHeld(state)})`,
    withoutNever: true,
  })

/** Few are or were held: only their graphs are looked at. */
function selectHeld(state: SpaceState): Sql {
  const wasHeld = sql`code IN (SELECT code FROM ${spaceTable(state, 'graphs')} WHERE NOT ${isFree})`
  return sql`SELECT code FROM (${selectGraphs(state, wasHeld)}) WHERE NOT ${isFree}`
}

const isFree = sql`held = ${value(HELD.no, 'UInt32')}`

/** Identities whose graph has a target: `code`, `namespace`, `id`, `held`, `person`. `codes`: of these; null: all. */
async function keepOwned(
  keep: Keep,
  state: SpaceState,
  target: string,
  codes: Sql | null,
): Promise<Sql> {
  const columns = sql`code UInt32, namespace String, id String, graph UInt32, held UInt32`
  const members = await keep(columns, selectMembers(state, isIn(sql`code`, codes), sql`1`))
  const isTarget = sql`namespace = ${value(target, 'String')}`
  const isNear = sql`code IN (
    SELECT code FROM ${spaceTable(state, 'graphs')} WHERE graph IN (SELECT graph FROM ${members}))`
  const targets = await keep(
    columns,
    codes === null
      ? sql`SELECT * FROM ${members} WHERE ${isTarget}`
      : selectMembers(state, isNear, isTarget),
  )
  return keep(
    sql`code UInt32, namespace String, id String, held UInt32, person String`,
    sql`
      SELECT code, namespace, id, held, person FROM ${members} AS members
      INNER JOIN (${choosePersons(state, target, targets)}) AS targets USING (graph)`,
  )
}

/** `code`, `namespace`, `id`, `graph`, `held`. `codes`: a condition on `code`, `of`: on what is in `ids`. */
const selectMembers = (state: SpaceState, codes: Sql, of: Sql): Sql => sql`
  SELECT code, namespace, id, graph, held
  FROM (SELECT code, graph, held FROM (${selectGraphs(state, codes)})) AS graphs
  INNER JOIN (${selectIds(state, of)}) AS ids USING (code)`

/** The id that stands for each graph: the last seen where the namespace is limited, else the first in text order. */
function choosePersons(state: SpaceState, target: string, targets: Sql): Sql {
  const rule = state.definition.namespaces.find(({ id }) => id === target)
  if (rule?.unique !== true && rule?.limit === undefined) {
    return sql`SELECT graph, min(id) AS person FROM ${targets} GROUP BY graph`
  }
  const of = sql`a IN (SELECT code FROM ${targets})`
  const links = selectLinks(state, selectStoredHand(state), { of })
  return sql`
    SELECT graph, argMin(id, (-toInt256(last), id)) AS person
    FROM ${targets} AS ids
    INNER JOIN (SELECT a AS code, max(time) AS last FROM (${links}) GROUP BY a) AS seen USING (code)
    GROUP BY graph`
}

interface Seen {
  readonly linked: Sql
  readonly owned: Sql
  /** A condition on `ids`. */
  readonly devices: Sql
  readonly unstitched: Sql
}

/**
 * What a device's links to ids that are none say in time; an empty person where they were somebody's
 * who was forgotten. Where several are said at once, the first in text order counts.
 */
function selectSeen(state: SpaceState, { linked, owned, devices, unstitched }: Seen): Sql {
  const links = sql`
    SELECT a AS device, time, person
    FROM ${linked} AS links
    INNER JOIN (
      SELECT code AS b, person FROM ${owned} WHERE NOT ${isDeviceOf(state.definition)} AND ${isFree}
    ) AS owned USING (b)`
  const gone = sql`
    SELECT code AS device, time, '' AS person FROM (${unstitched}) AS unstitched
    INNER JOIN (${selectIds(state, devices)}) AS ids USING (namespace, id)`
  const all = isTimeless(state.definition) ? links : sql`${links} UNION ALL ${gone}`
  return sql`SELECT device, time, min(person) AS person FROM (${all}) GROUP BY device, time`
}

/** The stretches of a device, from what is `seen` of it: an array of times and persons, ascending. */
function stretchesOf({ anonymous }: IdentitySpace): Sql {
  const always = (person: Sql) => sql`[(${ALWAYS}, ${person})]`
  const last = sql`tupleElement(seen[-1], 2)`
  const rest = (start: Sql) =>
    sql`arrayMap((earlier, later) -> (${start}, tupleElement(later, 2)), arrayPopBack(seen), arrayPopFront(seen))`
  const first = always(sql`tupleElement(seen[1], 2)`)
  switch (anonymous) {
    case 'last-authenticated':
      return always(last)
    case 'device-split':
      return sql`arrayConcat(${first}, ${rest(sql`tupleElement(later, 1)`)})`
    case 'new-after-logout':
      return sql`arrayConcat(${first}, ${rest(sql`tupleElement(earlier, 1) + 1`)},
        [(tupleElement(seen[-1], 1) + 1, '')])`
    default:
      return anonymous satisfies never
  }
}

/** Consecutive stretches of one person are one. */
const joinEqual = (stretches: Sql): Sql => sql`
  arrayMap(pair -> tupleElement(pair, 1), arrayFilter(
    pair -> tupleElement(pair, 2) = 1 OR tupleElement(tupleElement(pair, 1), 2) != tupleElement(tupleElement(pair, 3), 2),
    arrayMap((own, nth, before) -> (own, nth, before),
      ${stretches}, arrayEnumerate(${stretches}), arrayPushFront(arrayPopBack(${stretches}), ${stretches}[1]))))`
