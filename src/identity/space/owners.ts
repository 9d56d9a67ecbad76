import type { IdentitySpace } from '../../model/definitions/index.ts'
import { type Sql, sql, value } from '../../lake/sql.ts'
import type { SpaceState } from './state.ts'
import { spaceTable } from './state.ts'
import { HELD, selectGraphs, selectLinks, selectStoredHand } from './tables.ts'

/** `start` of what has always been so. */
const ALWAYS = sql`toInt64(-9223372036854775808)`

/**
 * Whose the rows of an identity are, for a namespace that stands for persons: a query with the columns
 * `namespace`, `id`, `start` (UTC ms, `-9223372036854775808` for always) and `person`. From `start` until the next one
 * of the same identity, its rows are that person's; an empty `person` is nobody: the rows are their own id's.
 * Identities that stand for nobody have no row. Device ids follow the space's `anonymous`. semantics §2.2, §2.4
 */
export function selectOwners(state: SpaceState, target: string): Sql {
  const devices = listDevices(state.definition)
  const isDevice = sql`has(${value(devices, 'Array(String)')}, namespace)`
  const owned = selectOwned(state, target)
  const always = (of: Sql) =>
    sql`SELECT namespace, id, ${ALWAYS} AS start, person FROM (${owned}) WHERE ${of}`
  if (devices.length === 0) return always(sql`1`)
  const seen = selectSeen(state, owned, isDevice)
  return sql`
    ${always(sql`NOT ${isDevice}`)}
    UNION ALL
    SELECT namespace, id, tupleElement(stretch, 1) AS start, tupleElement(stretch, 2) AS person
    FROM (
      SELECT device, arrayJoin(${stretchesOf(state.definition)}) AS stretch
      FROM (SELECT device, arraySort(groupArray((time, person))) AS seen FROM (${seen}) GROUP BY device)
    ) AS stretches
    INNER JOIN (
      SELECT code, namespace, id FROM ${spaceTable(state, 'ids')} WHERE ${isDevice}
    ) AS ids ON ids.code = stretches.device
    UNION ALL
    ${always(sql`${isDevice} AND code NOT IN (SELECT device FROM (${seen}))`)}`
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
 * What a device's links to ids that are none say in time: `device`, `time`, `person`. Where several are said at
 * once, the first in text order counts.
 */
function selectSeen(state: SpaceState, owned: Sql, isDevice: Sql): Sql {
  const isFree = sql`held = ${value(HELD.no, 'UInt32')}`
  return sql`
    SELECT a AS device, time, min(person) AS person
    FROM (${selectLinks(state, selectStoredHand(state), {
      of: sql`a IN (
        SELECT code FROM ${spaceTable(state, 'ids')} WHERE ${isDevice}
      ) AND a NOT IN (SELECT code FROM (${selectGraphs(state)}) WHERE NOT ${isFree})`,
      withoutNever: true,
    })}) AS links
    INNER JOIN (
      SELECT code AS b, person FROM (${owned}) WHERE NOT ${isDevice} AND ${isFree}
    ) AS owned USING (b)
    GROUP BY device, time`
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
