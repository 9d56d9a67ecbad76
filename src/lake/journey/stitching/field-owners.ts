import type { Connection } from '../../../model/definitions/index.ts'
import { type Sql, sql, value } from '../../sql.ts'

/** A persistent id that changes its person more often is not stitched. semantics §2.2 */
const mostSwitchesPerDevice = 50_000

/** How often a persistent id of a connection may change its person. */
export const mostSwitchesOf = ({ guards }: Pick<Connection, 'guards'>): number =>
  guards?.switchesPerDevice ?? mostSwitchesPerDevice

/** From the beginning of time: the least Int64 but one, which no event has. */
const always = sql`toInt64(-9223372036854775807)`

const never = sql`toInt64(-9223372036854775808)`

/**
 * Who rows with a persistent id belong to by the rows of their own dataset: from each sighting of a
 * person beside it to the next, and before the first one, too. Columns `namespace` (empty), `id`,
 * `start` (UTC ms) and `person`. semantics §2.2
 *
 * @param sightings rows with the columns `id`, `at` (Int64, UTC ms), `person` (empty: nobody) and `isNew` (of what is
 * arriving now: it is known from its own time on only)
 */
export const selectFieldOwners = (sightings: Sql, mostSwitches: number): Sql => sql`
  SELECT '' AS namespace, id, tupleElement(_stretch, 1) AS start, tupleElement(_stretch, 2) AS person
  FROM (${selectStretches(sightings)} HAVING _switches <= ${value(mostSwitches, 'UInt32')})
  ARRAY JOIN _stretches AS _stretch`

/** Persistent ids (`id`) that change their person more often, and have no owners for that. */
export const selectSwitchingIds = (sightings: Sql, mostSwitches: number): Sql => sql`
  SELECT id FROM (${selectStretches(sightings)} HAVING _switches > ${value(mostSwitches, 'UInt32')})`

/** By `id`: the stretches of time that belong to one person, and how often that changes. */
function selectStretches(sightings: Sql): Sql {
  // Of several persons at one time the alphabetically first one counts.
  const oneAtATime = sql`arrayFilter((x, y) -> x.1 != y.1, _all,
    arrayPopBack(arrayPushFront(_all, (${never}, '', toUInt8(0)))))`
  const listed = sql`arrayConcat(
    arrayMap(x -> (${always}, x.2), arraySlice(arrayFilter(x -> x.3 = 0, _single), 1, 1)),
    arrayMap(x -> (x.1, x.2), _single))`
  const changes = sql`arrayFilter((x, y) -> x.2 != y.2, _listed,
    arrayPopBack(arrayPushFront(_listed, (${never}, ''))))`
  return sql`
    SELECT id, arraySort(groupUniqArray((at, person, isNew))) AS _all,
      ${oneAtATime} AS _single, ${listed} AS _listed, ${changes} AS _stretches,
      length(_stretches) - 1 AS _switches
    FROM (${sightings}) GROUP BY id`
}
