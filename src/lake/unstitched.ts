import type { LakeClient } from './client.ts'
import { keptOn } from './durability.ts'
import { join, type Sql, sql, value } from './sql.ts'

/** Who knows the persons of ids: the rows of a dataset, or an identity space. */
export type KnownBy = { readonly dataset: string } | { readonly space: string }

/**
 * Where ids were somebody's who was forgotten: the rows stay, and are nobody's, so that they fall to no other person.
 * Names the ids that the rows have anyway, not who it was.
 */
export async function createUnstitched(lake: LakeClient): Promise<void> {
  await lake.command(sql`
    CREATE TABLE IF NOT EXISTS _unstitched
      (known_by String, target String, namespace String, id String, time Int64)
    ENGINE = ReplacingMergeTree ORDER BY (known_by, target, namespace, id, time) ${keptOn(lake)}`)
}

/** `namespace`, `id` and `time` (UTC ms, Int64). `target`: the namespace of the persons; empty for those of a dataset. */
export const selectUnstitched = (knownBy: KnownBy, target: string): Sql => sql`
  SELECT namespace, id, time FROM _unstitched
  WHERE known_by = ${value(nameKnower(knownBy), 'String')} AND target = ${value(target, 'String')}`

/** `rows`: a query of `namespace`, `id` and `time`. Can be repeated. */
export async function noteUnstitched(
  lake: LakeClient,
  knownBy: KnownBy,
  target: string,
  rows: Sql,
): Promise<void> {
  await lake.command(sql`
    INSERT INTO _unstitched (known_by, target, namespace, id, time)
    SELECT ${value(nameKnower(knownBy), 'String')}, ${value(target, 'String')}, namespace, id, time
    FROM (${rows})`)
}

/** In the place of a target: the ids are hashes of persons who were forgotten. No namespace is called so. */
const FORGOTTEN = '#'

/**
 * Notes that rows of a dataset that come later say nothing of other rows where they name one of these persons. What is
 * kept of these is a hash. Can be repeated.
 */
export const noteForgotten = (
  lake: LakeClient,
  dataset: string,
  namespace: string,
  persons: readonly string[],
): Promise<void> => {
  const person = sql`arrayJoin(${value(persons, 'Array(String)')})`
  const ids = sql`SELECT ${hashOf(dataset, namespace, person)} AS id`
  const rows = sql`SELECT ${value(namespace, 'String')} AS namespace, id, 0 AS time FROM (${ids})`
  return noteUnstitched(lake, { dataset }, FORGOTTEN, rows)
}

/** Condition that a person of a dataset was forgotten; where none was, nothing is worked out of any row. */
export function isForgotten(dataset: string, namespace: string, person: Sql): Sql {
  const all = selectUnstitched({ dataset }, FORGOTTEN)
  return sql`if((SELECT count() FROM (${all})) = 0, false,
    ${hashOf(dataset, namespace, person)} IN (SELECT id FROM (${all})))`
}

const hashOf = (dataset: string, namespace: string, person: Sql): Sql => sql`
  lower(hex(SHA256(concat(${value(dataset, 'String')}, '\0', ${value(namespace, 'String')}, '\0', ${person}))))`

/** When a dataset or a space goes, what was noted for it goes too. */
export const dropUnstitched = (lake: LakeClient, knownBy: KnownBy): Promise<void> =>
  dropWhere(lake, sql`known_by = ${value(nameKnower(knownBy), 'String')}`)

/** Ids that are forgotten themselves are named nowhere. */
export async function dropUnstitchedIds(
  lake: LakeClient,
  ids: readonly { readonly namespace: string; readonly id: string }[],
): Promise<void> {
  const isOne = ids.map(
    ({ namespace, id }) =>
      sql`(namespace = ${value(namespace, 'String')} AND id = ${value(id, 'String')})`,
  )
  if (isOne.length > 0) await dropWhere(lake, join(isOne, sql` OR `))
}

async function dropWhere(lake: LakeClient, condition: Sql): Promise<void> {
  const found = await lake.query(sql`SELECT 1 FROM _unstitched WHERE ${condition} LIMIT 1`)
  if (found.length === 0) return
  await lake.command(
    sql`ALTER TABLE _unstitched DELETE WHERE ${condition} SETTINGS mutations_sync = 2`,
  )
}

const nameKnower = (knownBy: KnownBy): string =>
  'dataset' in knownBy ? `dataset:${knownBy.dataset}` : `space:${knownBy.space}`
