import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join as joinPath } from 'node:path'
import type { LakeClient } from '../../../lake/client.ts'
import { ident, type Sql, sql, value } from '../../../lake/sql.ts'
import type { Source } from '../../../model/definitions/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { Outgoing } from '../../../outgoing/index.ts'
import type { Datasets } from '../datasets.ts'
import { type CursorKind, findCursorKind } from './cursor.ts'
import { askingTable } from './table-problem.ts'
import { MOST_SEEN, remember } from './remember.ts'
import type { PullState, Seen } from './state.ts'
import { openTable } from './table-of.ts'

/** Rows of one batch. */
const ROWS = 250_000

export interface Polling {
  readonly lake: LakeClient
  readonly datasets: Datasets
  readonly outgoing: Outgoing
  /** Keeps how far it is. */
  readonly keep: (state: PullState) => Promise<void>
}

/**
 * Imports the rows of a table beyond what was read, and those a little before it that were not there then:
 * a transaction that takes long ends with smaller cursors than others that were read. Rows are known by the
 * hashes of all their values. Where the process was killed between a batch and what was kept of it, the batch
 * tells that it is there. Rows without a cursor are not read.
 */
export async function pollTable(
  polling: Polling,
  { dataset, table }: Source & { readonly table: NonNullable<Source['table']> },
  before: PullState,
): Promise<PullState> {
  const { lake, outgoing, keep } = polling
  const from = await openTable(outgoing, table)
  const type = await askingTable(table.table, () => findCursorType(lake, from, table.cursor))
  const kind = findCursorKind(type, table.overlap)
  let state = await settlePending(polling, dataset, { ...before, problem: null })
  for (;;) {
    const reading = { from, cursor: ident(table.cursor), kind }
    const read = await askingTable(table.table, () => readRows(lake, reading, state))
    if (read.rows === 0) return state
    const place = await remember(lake, kind, state, read)
    const source = nameBatch(table.table, read.cursor)
    await keep({ ...state, pending: { ...place, source, rows: read.rows } })
    const added = await importRows(polling, dataset, read.bytes, source)
    state = { ...state, ...place, pending: null, added: state.added + added }
    await keep(state)
    if (read.rows < ROWS) return state
  }
}

/** Of a batch alone. */
const nameBatch = (table: string, cursor: string): string =>
  `${table} ${cursor} ${randomUUID().slice(0, 8)}.parquet`.replaceAll(/[^\w. -]+/g, '-')

/** What was being imported when the process was killed is there, or is read again. */
async function settlePending(
  { datasets }: Polling,
  dataset: string,
  { pending, ...state }: PullState,
): Promise<PullState> {
  if (pending === null) return { ...state, pending }
  const batches = await datasets.batches(dataset).catch(() => [])
  if (!batches.some(({ source }) => source === pending.source)) return { ...state, pending: null }
  const { source: _, rows, ...place } = pending
  return { ...state, ...place, pending: null, added: state.added + rows }
}

/** The columns of a table, as ClickHouse has them. */
export async function describeTable(lake: LakeClient, from: Sql) {
  const columns = await lake.query<{ name: string; type: string }>(sql`DESCRIBE TABLE ${from}`)
  return columns.map(({ name, type }) => ({ name, type }))
}

async function findCursorType(lake: LakeClient, from: Sql, cursor: string): Promise<string> {
  return typeOfCursor(await describeTable(lake, from), cursor)
}

/** Errors: source/unknown-column. */
export function typeOfCursor(
  columns: Awaited<ReturnType<typeof describeTable>>,
  cursor: string,
): string {
  const found = columns.find(({ name }) => name === cursor)
  if (found) return found.type.replace(/^Nullable\((.*)\)$/, '$1')
  const allowed = columns.map(({ name }) => name)
  throw new ThroughlineError('source/unknown-column', { id: cursor, allowed })
}

interface Reading {
  readonly from: Sql
  readonly cursor: Sql
  readonly kind: CursorKind
}

async function readRows(lake: LakeClient, { from, cursor, kind }: Reading, state: PullState) {
  const hash = sql`toString(cityHash64(*))`
  const known = value(
    state.seen.map(([each]) => each),
    'Array(String)',
  )
  const isNew =
    state.cursor === null
      ? sql`isNotNull(${cursor})`
      : sql`${cursor} >= ${value(state.from ?? state.cursor, kind.type)} AND ${hash} NOT IN ${known}`
  const rows = sql`SELECT * FROM ${from} WHERE ${isNew} ORDER BY ${cursor} LIMIT ${value(ROWS, 'UInt32')}
    SETTINGS session_timezone = 'UTC'`
  const bytes = await lake.bytes(rows, 'Parquet')
  const path = joinPath(lake.scratchDir, `${randomUUID()}.parquet`)
  await writeFile(path, bytes)
  try {
    const file = sql`file(${value(path, 'String')}, 'Parquet')`
    const [found] = await lake.query<{ rows: number; cursor: string }>(sql`
      SELECT toFloat64(count()) AS rows, toString(max(${cursor})) AS cursor FROM ${file}
      SETTINGS session_timezone = 'UTC'`)
    const seen = await lake.query<{ hash: string; at: string }>(sql`
      SELECT ${hash} AS hash, toString(${cursor}) AS at FROM ${file}
      ORDER BY ${cursor} DESC LIMIT ${value(MOST_SEEN + 1, 'UInt32')} WITH TIES
      SETTINGS session_timezone = 'UTC'`)
    return { ...found!, seen: seen.map(({ hash: text, at }): Seen => [text, at]), bytes }
  } finally {
    await rm(path, { force: true })
  }
}

async function importRows(
  { lake, datasets }: Polling,
  dataset: string,
  bytes: Uint8Array,
  name: string,
): Promise<number> {
  const path = joinPath(lake.scratchDir, name)
  await writeFile(path, bytes)
  try {
    return (await datasets.importFiles(dataset, [path], {})).added
  } finally {
    await rm(path, { force: true })
  }
}
