import type { IdentitySpace } from '../../model/definitions/index.ts'
import { areMost } from '../../lake/are-most.ts'
import type { LakeClient } from '../../lake/client.ts'
import { areChosen, type ChosenRows, nameTable } from '../../lake/datasets/index.ts'
import { type Sql, sql, value } from '../../lake/sql.ts'
import type { Identity } from '../ledger/index.ts'
import type { Rules } from '../linking/index.ts'
import { type StoredFeed, selectLinkingRows } from './feed.ts'
import { isForgotten } from './forgotten.ts'
import { selectIdentities } from './hand.ts'
import { withScratch } from './scratch.ts'
import { BLOCKED, type KnownCodes, textOf, withKnownCodes } from './known-codes.ts'
import { spaceTable, type Tables } from './state.ts'

/** What rows are written under. */
export interface Collection {
  readonly tables: Tables
  readonly version: number
  readonly rules: Rules
  readonly definition: Pick<IdentitySpace, 'blocked'>
}

/** So many rows are dealt with at once: all identities that are known are looked through each time. */
const ROWS_AT_ONCE = 8_000_000

/** More rows than this are read from their dataset once, and kept in memory for the statements that need them. */
const MOST_READ_AGAIN = 10_000

/** Gives codes to the identities of some rows that have none yet, and writes the rows' links. */
export async function collectRows(
  lake: LakeClient,
  collection: Collection,
  dataset: number,
  feed: StoredFeed,
  chosen: ChosenRows,
): Promise<void> {
  const { tables, rules } = collection
  const forgotten = await isForgotten(lake, tables.space)
  await withKnownCodes(lake, tables, async (open) => {
    for (const { of, count } of await cutRows(lake, feed, chosen)) {
      const isLarge = count > MOST_READ_AGAIN
      await withScratch(lake, tables, async (keep) => {
        const read = async (columns: Sql, query: Sql): Promise<Sql> =>
          isLarge ? keep(columns, query) : sql`(${query})`
        const rows = await read(linkingColumns, selectLinkingRows(feed, rules, forgotten, of))
        const distinct = sql`SELECT DISTINCT arrayJoin(ids) AS identity FROM ${rows}`
        const met = await read(sql`identity Tuple(String, String)`, distinct)
        const highest = await readHighestCode(lake, tables)
        const known = isLarge && areMost(count, highest) ? await open() : null
        await giveCodes(lake, collection, sql`SELECT identity FROM ${met}`, known)
        await writeLinks(lake, collection, dataset, { rows, met, known })
      })
    }
  })
}

const linkingColumns = sql`_row UInt64, _batch UInt32, time Int64, ids Array(Tuple(String, String))`

interface BatchRows {
  readonly batch: number
  readonly rows: number
  readonly first: string
  readonly last: string
}

/** Some rows of a dataset: a condition, and how many meet it, about. */
interface Piece {
  readonly of: Sql
  readonly count: number
}

/** Pieces of so many rows at a time: of a batch in stretches, or of several small ones together. */
async function cutRows(
  lake: LakeClient,
  { dataset }: StoredFeed,
  chosen: ChosenRows,
): Promise<readonly Piece[]> {
  const appended = chosen.ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0)
  if (chosen.batches.length === 0 && appended <= ROWS_AT_ONCE) {
    return [{ of: areChosen(chosen), count: appended }]
  }
  const found = await lake.query<BatchRows>(sql`
    SELECT _batch AS batch, toFloat64(count()) AS rows, toString(min(_row)) AS first, toString(max(_row)) AS last
    FROM ${nameTable(dataset)} WHERE ${areChosen(chosen)}
    GROUP BY _batch ORDER BY _batch`)
  const large = found.filter(({ rows }) => rows > ROWS_AT_ONCE)
  const small = found.filter(({ rows }) => rows <= ROWS_AT_ONCE)
  return [...large.flatMap(cutBatch), ...joinBatches(small, chosen)]
}

function cutBatch({ batch, rows, first, last }: BatchRows): readonly Piece[] {
  const pieces = Math.ceil(rows / ROWS_AT_ONCE)
  const width = (BigInt(last) - BigInt(first)) / BigInt(pieces) + 1n
  return Array.from({ length: pieces }, (_, piece) => {
    const from = BigInt(first) + width * BigInt(piece)
    const of = sql`_batch = ${value(batch, 'UInt32')} AND _row >= ${value(String(from), 'UInt64')}
      AND _row < ${value(String(from + width), 'UInt64')} AND _row <= ${value(last, 'UInt64')}`
    return { of, count: rows / pieces }
  })
}

function joinBatches(found: readonly BatchRows[], chosen: ChosenRows): readonly Piece[] {
  const groups: { rows: number; readonly batches: number[] }[] = []
  for (const { batch, rows } of found) {
    const group = groups.at(-1)
    if (group !== undefined && group.rows + rows <= ROWS_AT_ONCE) {
      group.rows += rows
      group.batches.push(batch)
    } else groups.push({ rows, batches: [batch] })
  }
  return groups.map(({ rows, batches }) => ({
    of: areChosen({
      batches: chosen.batches.filter((batch) => batches.includes(batch)),
      ranges: chosen.ranges.filter(({ batch }) => batches.includes(batch)),
    }),
    count: rows,
  }))
}

/**
 * Gives the next codes to identities that have none; codes never change. `identities` is a query of tuples
 * `identity`, each once. Those that the rules block are marked: they link nothing. `known`: for many, it follows; null:
 * they are looked for.
 */
export async function giveCodes(
  lake: LakeClient,
  { tables, rules, definition }: Omit<Collection, 'version'>,
  identities: Sql,
  known: KnownCodes | null = null,
): Promise<void> {
  const table = spaceTable(tables, 'ids')
  const highest = await readHighestCode(lake, tables)
  await known?.follow(highest)
  const isNew = known
    ? sql`${known.codeOf(sql`identity`)} = 0`
    : sql`identity NOT IN (
        SELECT (namespace, id) FROM ${table} WHERE (namespace, id) IN (${identities}))`
  const added = sql`SELECT identity FROM (${identities}) WHERE ${isNew}`
  const blocked = definition.blocked.length === 0 ? [] : await findBlocked(lake, rules, added)
  await lake.command(sql`
    INSERT INTO ${table} (namespace, id, code, blocked)
    SELECT tupleElement(identity, 1), tupleElement(identity, 2),
      toUInt32(${value(highest, 'UInt32')} + 1 + rowNumberInAllBlocks()),
      identity IN (${selectIdentities(blocked)})
    FROM (${added} ORDER BY identity)`)
  await known?.follow(await readHighestCode(lake, tables))
}

async function readHighestCode(lake: LakeClient, tables: Tables): Promise<number> {
  const [last] = await lake.query<{ code: number }>(
    sql`SELECT max(code) AS code FROM ${spaceTable(tables, 'ids')}`,
  )
  return last!.code
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

interface Linking {
  /** Rows as `selectLinkingRows` gives them: a table, or a query in brackets. */
  readonly rows: Sql
  /** Their identities, each once: `identity`. */
  readonly met: Sql
  /** All codes, where they may need most of them. */
  readonly known: KnownCodes | null
}

/** The codes of the identities that rows need are read before the first row, see `journey/encode.ts`. */
async function writeLinks(
  lake: LakeClient,
  { tables, version }: Collection,
  dataset: number,
  { rows, met, known }: Linking,
): Promise<void> {
  const { prelude, codeOf } = known ? { prelude: sql``, ...known } : codesOf(tables, met)
  await lake.command(sql`
    INSERT INTO ${spaceTable(tables, 'links')} (a, b, time, dataset, batch, row, version)
    ${prelude}
    SELECT tupleElement(pair, 1), tupleElement(pair, 2), time, ${value(dataset, 'UInt16')}, _batch, _row,
      ${value(version, 'UInt32')}
    FROM (
      SELECT _row, _batch, time, arrayJoin(arrayFlatten(arrayMap(_a ->
        arrayMap(_b -> (_a, _b), arrayFilter(_b -> _b != _a, codes)), codes))) AS pair
      FROM (
        SELECT _row, _batch, time, arrayFilter(_code -> _code NOT IN (0, ${BLOCKED}),
          arrayMap(_id -> ${codeOf(sql`_id`)}, ids)) AS codes
        FROM ${rows}))
    SETTINGS max_insert_threads = 2`)
}

/** The codes of some identities. */
function codesOf(tables: Tables, met: Sql) {
  const needed = sql`
    SELECT ${textOf(sql`namespace`, sql`id`)} AS text, if(blocked, 0, code) AS code
    FROM ${spaceTable(tables, 'ids')} WHERE (namespace, id) IN (SELECT identity FROM ${met}) ORDER BY code`
  return {
    prelude: sql`WITH (SELECT (groupArray(text), groupArray(toUInt32(code))) FROM (${needed})) AS _codes`,
    codeOf: (identity: Sql) => sql`transform(
      ${textOf(sql`tupleElement(${identity}, 1)`, sql`tupleElement(${identity}, 2)`)},
      tupleElement(_codes, 1), tupleElement(_codes, 2), toUInt32(0))`,
  }
}
