import type { IdentitySpace } from '../../model/definitions/index.ts'
import { type Sql, sql, value } from '../../lake/sql.ts'
import { selectUnstitched } from '../../lake/unstitched.ts'
import type { SpaceState } from './state.ts'
import { spaceTable } from './state.ts'
import { HELD, selectGraphs, selectLinks, selectStoredHand } from './tables.ts'

/** `start` of what has always been so. */
const ALWAYS = sql`toInt64(-9223372036854775808)`

/**
 * Whose the rows of an identity are, for a namespace that stands for persons: a query with the columns
 * `namespace`, `id`, `start` (UTC ms, `-9223372036854775808` for always) and `person`. From `start` until the next one
 * of the same identity, its rows are that person's; an empty `person` is nobody: the rows are their own id's.
 * Identities that stand for nobody have no row. Device ids follow the space's `anonymous`. What was somebody's who was
 * forgotten is nobody's. semantics §2.2, §2.4
 */
export function selectOwners(state: SpaceState, target: string): Sql {
  const devices = listDevices(state.definition)
  const isDevice = sql`has(${value(devices, 'Array(String)')}, namespace)`
  const owned = selectOwned(state, target)
  const unstitched = selectUnstitched({ space: state.space }, target)
  const always = (of: Sql) =>
    alwaysSince(sql`SELECT namespace, id, person FROM (${owned}) WHERE ${of}`, unstitched)
  if (devices.length === 0) return always(sql`1`)
  const seen = selectSeen(state, owned, isDevice, unstitched)
  const stretches = sql`
    SELECT namespace, id, tupleElement(stretch, 1) AS start, tupleElement(stretch, 2) AS person
    FROM (
      SELECT device, arrayJoin(${stretchesOf(state.definition)}) AS stretch
      FROM (SELECT device, arraySort(groupArray((time, person))) AS seen FROM (${seen}) GROUP BY device)
    ) AS stretches
    INNER JOIN (
      SELECT code, namespace, id FROM ${spaceTable(state, 'ids')} WHERE ${isDevice}
    ) AS ids ON ids.code = stretches.device`
  return sql`
    ${always(sql`NOT ${isDevice}`)}
    UNION ALL
    ${isTimeless(state.definition) ? alwaysSince(sql`SELECT namespace, id, person FROM (${stretches})`, unstitched) : stretches}
    UNION ALL
    ${always(sql`${isDevice} AND code NOT IN (SELECT device FROM (${seen}))`)}`
}

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

/**
 * Where the rows of ids are these persons', ids of the namespace `target`: a query with `namespace`, `id` and `time`
 * for `noteUnstitched`. Links in time are of nobody then; what is somebody's at all times is nobody's until `now`.
 */
export function selectOwnedBy(
  state: SpaceState,
  target: string,
  persons: readonly string[],
  now: number,
): Sql {
  const isOne = sql`person IN ${value(persons, 'Array(String)')}`
  const isDevice = sql`has(${value(listDevices(state.definition), 'Array(String)')}, namespace)`
  const devices = sql`SELECT code, namespace, id FROM ${spaceTable(state, 'ids')} WHERE ${isDevice}`
  const unstitched = selectUnstitched({ space: state.space }, target)
  const seen = isTimeless(state.definition)
    ? sql`SELECT 0 AS device, 0 AS time, '' AS person WHERE 0`
    : selectSeen(state, selectOwned(state, target), isDevice, unstitched)
  const inTime = sql`SELECT device, time FROM (${seen}) WHERE ${isOne}`
  return sql`
    SELECT namespace, id, time FROM (${devices}) AS ids
    INNER JOIN (${inTime}) AS seen ON ids.code = seen.device
    UNION ALL
    SELECT DISTINCT namespace, id, ${value(now, 'Int64')} AS time FROM (${selectOwners(state, target)})
    WHERE ${isOne} AND (namespace, id) NOT IN (
      SELECT namespace, id FROM (${devices}) WHERE code IN (SELECT device FROM (${seen})))`
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

const listDevices = ({ namespaces }: IdentitySpace): readonly string[] =>
  namespaces.filter(({ device }) => device === true).map(({ id }) => id)

/** Identities whose graph has a target: `code`, `namespace`, `id`, `person`, `held`. */
function selectOwned(state: SpaceState, target: string): Sql {
  const members = (of: Sql) => sql`
    SELECT code, namespace, id, graph, held
    FROM (SELECT code, graph, held FROM (${selectGraphs(state)})) AS graphs
    INNER JOIN (
      SELECT code, namespace, id FROM ${spaceTable(state, 'ids')} WHERE ${of}
    ) AS ids USING (code)`
  return sql`
    SELECT code, namespace, id, held, person
    FROM (${members(sql`1`)}) AS members
    INNER JOIN (${selectTargets(state, target, members)}) AS targets USING (graph)`
}

/** The id that stands for each graph: the last seen where the namespace is limited, else the first in text order. */
function selectTargets(state: SpaceState, target: string, members: (of: Sql) => Sql): Sql {
  const ofTarget = members(sql`namespace = ${value(target, 'String')}`)
  const rule = state.definition.namespaces.find(({ id }) => id === target)
  if (rule?.unique !== true && rule?.limit === undefined) {
    return sql`SELECT graph, min(id) AS person FROM (${ofTarget}) GROUP BY graph`
  }
  return sql`
    SELECT graph, argMin(id, (-toInt256(last), id)) AS person
    FROM (${ofTarget}) AS ids
    INNER JOIN (
      SELECT a AS code, max(time) AS last FROM (${selectLinks(state, selectStoredHand(state))}) GROUP BY a
    ) AS seen USING (code)
    GROUP BY graph`
}

/**
 * What a device's links to ids that are none say in time: `device`, `time`, `person`; empty where they were somebody's
 * who was forgotten. Where several are said at once, the first in text order counts.
 */
function selectSeen(state: SpaceState, owned: Sql, isDevice: Sql, unstitched: Sql): Sql {
  const isFree = sql`held = ${value(HELD.no, 'UInt32')}`
  const links = sql`
    SELECT a AS device, time, person
    FROM (${selectLinks(state, selectStoredHand(state), {
      of: sql`a IN (
        SELECT code FROM ${spaceTable(state, 'ids')} WHERE ${isDevice}
      ) AND a NOT IN (SELECT code FROM (${selectGraphs(state)}) WHERE NOT ${isFree})`,
      withoutNever: true,
    })}) AS links
    INNER JOIN (
      SELECT code AS b, person FROM (${owned}) WHERE NOT ${isDevice} AND ${isFree}
    ) AS owned USING (b)`
  const gone = sql`
    SELECT code AS device, time, '' AS person FROM (${unstitched}) AS unstitched
    INNER JOIN (
      SELECT code, namespace, id FROM ${spaceTable(state, 'ids')} WHERE ${isDevice}
    ) AS ids USING (namespace, id)`
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
      return joinEqual(sql`arrayConcat(${first}, ${rest(sql`tupleElement(later, 1)`)})`)
    case 'new-after-logout':
      return joinEqual(sql`arrayConcat(${first}, ${rest(sql`tupleElement(earlier, 1) + 1`)},
        [(tupleElement(seen[-1], 1) + 1, '')])`)
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
