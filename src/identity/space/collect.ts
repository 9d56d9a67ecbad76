import type { IdentitySpace } from '../../model/definitions/index.ts'
import type { LakeClient } from '../../lake/client.ts'
import { areChosen, type ChosenRows, nameTable } from '../../lake/datasets/index.ts'
import { type Sql, sql, value } from '../../lake/sql.ts'
import type { Identity } from '../ledger/index.ts'
import type { Rules } from '../linking/index.ts'
import { type StoredFeed, selectLinkingRows } from './feed.ts'
import { isForgotten } from './forgotten.ts'
import { selectIdentities } from './hand.ts'
import { spaceTable, type Tables } from './state.ts'

/** What rows are written under. */
export interface Collection {
  readonly tables: Tables
  readonly version: number
  readonly rules: Rules
  readonly definition: Pick<IdentitySpace, 'blocked'>
}

/** So many rows are dealt with in one statement. */
const ROWS_AT_ONCE = 500_000

/** Gives codes to the identities of some rows that have none yet, and writes the rows' links. */
export async function collectRows(
  lake: LakeClient,
  collection: Collection,
  dataset: number,
  feed: StoredFeed,
  chosen: ChosenRows,
): Promise<void> {
  const forgotten = await isForgotten(lake, collection.tables.space)
  for (const of of await cutRows(lake, feed, chosen)) {
    const rows = selectLinkingRows(feed, collection.rules, forgotten, of)
    await giveCodes(lake, collection, sql`SELECT arrayJoin(ids) AS identity FROM (${rows})`)
    await writeLinks(lake, collection, dataset, rows)
  }
}

interface BatchRows {
  readonly batch: number
  readonly rows: number
  readonly first: string
  readonly last: string
}

/** Conditions that take so many rows at a time: of a batch in stretches, or of several small ones together. */
async function cutRows(
  lake: LakeClient,
  { dataset }: StoredFeed,
  chosen: ChosenRows,
): Promise<readonly Sql[]> {
  const found = await lake.query<BatchRows>(sql`
    SELECT _batch AS batch, toFloat64(count()) AS rows, toString(min(_row)) AS first, toString(max(_row)) AS last
    FROM ${nameTable(dataset)} WHERE ${areChosen(chosen)}
    GROUP BY _batch ORDER BY _batch`)
  const large = found.filter(({ rows }) => rows > ROWS_AT_ONCE)
  const small = found.filter(({ rows }) => rows <= ROWS_AT_ONCE)
  return [...large.flatMap(cutBatch), ...joinBatches(small, chosen)]
}

function cutBatch({ batch, rows, first, last }: BatchRows): readonly Sql[] {
  const pieces = Math.ceil(rows / ROWS_AT_ONCE)
  const width = (BigInt(last) - BigInt(first)) / BigInt(pieces) + 1n
  return Array.from({ length: pieces }, (_, piece) => {
    const from = BigInt(first) + width * BigInt(piece)
    return sql`_batch = ${value(batch, 'UInt32')} AND _row >= ${value(String(from), 'UInt64')}
      AND _row < ${value(String(from + width), 'UInt64')} AND _row <= ${value(last, 'UInt64')}`
  })
}

function joinBatches(found: readonly BatchRows[], chosen: ChosenRows): readonly Sql[] {
  const groups: { rows: number; readonly batches: number[] }[] = []
  for (const { batch, rows } of found) {
    const group = groups.at(-1)
    if (group !== undefined && group.rows + rows <= ROWS_AT_ONCE) {
      group.rows += rows
      group.batches.push(batch)
    } else groups.push({ rows, batches: [batch] })
  }
  return groups.map(({ batches }) =>
    areChosen({
      batches: chosen.batches.filter((batch) => batches.includes(batch)),
      ranges: chosen.ranges.filter(({ batch }) => batches.includes(batch)),
    }),
  )
}

/**
 * Gives the next codes to identities that have none; codes never change. `identities` is a query of tuples
 * `identity`. Those that the rules block are marked: they link nothing.
 */
export async function giveCodes(
  lake: LakeClient,
  { tables, rules, definition }: Omit<Collection, 'version'>,
  given: Sql,
): Promise<void> {
  const identities = sql`SELECT DISTINCT identity FROM (${given})`
  const table = spaceTable(tables, 'ids')
  const isNew = sql`identity NOT IN (
    SELECT (namespace, id) FROM ${table} WHERE (namespace, id) IN (${identities}))`
  const added = sql`SELECT identity FROM (${identities}) WHERE ${isNew}`
  const blocked = definition.blocked.length === 0 ? [] : await findBlocked(lake, rules, added)
  const [last] = await lake.query<{ code: number }>(sql`SELECT max(code) AS code FROM ${table}`)
  await lake.command(sql`
    INSERT INTO ${table} (namespace, id, code, blocked)
    SELECT tupleElement(identity, 1), tupleElement(identity, 2),
      toUInt32(${value(last!.code, 'UInt32')} + 1 + rowNumberInAllBlocks()),
      identity IN (${selectIdentities(blocked)})
    FROM (${added} ORDER BY identity)`)
}

/** Regular expressions of people are tried here and nowhere else. */
async function findBlocked(
  lake: LakeClient,
  rules: Rules,
  identities: Sql,
): Promise<readonly Identity[]> {
  const rows = await lake.query<{ identity: Identity }>(identities)
  return rows
    .map(({ identity }) => identity)
    .filter(([namespace, id]) => rules.isBlocked(namespace, id))
}

/**
 * The codes of the identities that rows need are read before the first row: `transform` with constant arrays was
 * the fastest that ClickHouse 26.7 offers for dictionaries of journeys, see `journey/encode.ts`.
 */
async function writeLinks(
  lake: LakeClient,
  { tables, version }: Collection,
  dataset: number,
  rows: Sql,
): Promise<void> {
  const needed = sql`
    SELECT concat(namespace, '\0', id) AS text, if(blocked, 0, code) AS code
    FROM ${spaceTable(tables, 'ids')}
    WHERE (namespace, id) IN (SELECT DISTINCT arrayJoin(ids) FROM (${rows})) ORDER BY code`
  const code = sql`transform(concat(tupleElement(_id, 1), '\0', tupleElement(_id, 2)),
    tupleElement(_codes, 1), tupleElement(_codes, 2), toUInt32(0))`
  await lake.command(sql`
    INSERT INTO ${spaceTable(tables, 'links')} (a, b, time, dataset, batch, row, version)
    WITH (SELECT (groupArray(text), groupArray(toUInt32(code))) FROM (${needed})) AS _codes
    SELECT tupleElement(pair, 1), tupleElement(pair, 2), time, ${value(dataset, 'UInt16')}, _batch, _row,
      ${value(version, 'UInt32')}
    FROM (
      SELECT _row, _batch, time, arrayJoin(arrayFlatten(arrayMap(_a ->
        arrayMap(_b -> (_a, _b), arrayFilter(_b -> _b != _a, codes)), codes))) AS pair
      FROM (
        SELECT _row, _batch, time, arrayFilter(_code -> _code != 0, arrayMap(_id -> ${code}, ids)) AS codes
        FROM (${rows})))`)
}
