import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join as joinPath } from 'node:path'
import type { LakeClient } from '../../../lake/client.ts'
import { ident, type Sql, sql, value } from '../../../lake/sql.ts'
import type { Source } from '../../../model/definitions/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { Outgoing } from '../../../outgoing/index.ts'
import type { Datasets } from '../datasets.ts'
import type { PullState } from './state.ts'
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
 * Imports the rows of a table whose cursor is beyond what was read, or the same and not seen: rows that share
 * the greatest value come one after the other. What was read and not kept, because the process was killed, is
 * recognised by its content. Rows without a cursor are not read.
 */
export async function pollTable(
  polling: Polling,
  { dataset, table }: Source & { readonly table: NonNullable<Source['table']> },
  before: PullState,
): Promise<PullState> {
  const { lake, outgoing, keep } = polling
  const from = await openTable(outgoing, table)
  const type = await findCursorType(lake, from, table.cursor)
  let state: PullState = { ...before, problem: null }
  for (;;) {
    const read = await readRows(lake, { from, cursor: ident(table.cursor), type }, state)
    if (read.rows === 0) return state
    const added = await importRows(polling, dataset, read.bytes, `${table.table} ${read.cursor}`)
    const seen = [...(read.cursor === state.cursor ? state.seen : []), ...read.seen]
    state = { ...state, cursor: read.cursor, seen, added: state.added + added }
    await keep(state)
    if (read.rows < ROWS) return state
  }
}

async function findCursorType(lake: LakeClient, from: Sql, cursor: string): Promise<string> {
  const columns = await lake.query<{ name: string; type: string }>(sql`DESCRIBE TABLE ${from}`)
  const found = columns.find(({ name }) => name === cursor)
  if (found) return found.type.replace(/^Nullable\((.*)\)$/, '$1')
  const allowed = columns.map(({ name }) => name)
  throw new ThroughlineError('source/unknown-column', { id: cursor, allowed })
}

interface Reading {
  readonly from: Sql
  readonly cursor: Sql
  readonly type: string
}

async function readRows(lake: LakeClient, { from, cursor, type }: Reading, state: PullState) {
  const last = value(state.cursor, type)
  const isNew =
    state.cursor === null
      ? sql`isNotNull(${cursor})`
      : sql`(${cursor} > ${last} OR (${cursor} = ${last}
          AND toString(cityHash64(*)) NOT IN ${value(state.seen, 'Array(String)')}))`
  const rows = sql`SELECT * FROM ${from} WHERE ${isNew} ORDER BY ${cursor} LIMIT ${value(ROWS, 'UInt32')}
    SETTINGS session_timezone = 'UTC'`
  const bytes = await lake.bytes(rows, 'Parquet')
  const path = joinPath(lake.scratchDir, `${randomUUID()}.parquet`)
  await writeFile(path, bytes)
  try {
    const file = sql`file(${value(path, 'String')}, 'Parquet')`
    const greatest = sql`(SELECT max(${cursor}) FROM ${file})`
    const [found] = await lake.query<{ rows: number; cursor: string; seen: readonly string[] }>(sql`
      SELECT toFloat64(count()) AS rows, toString(${greatest}) AS cursor,
        groupArrayIf(toString(cityHash64(*)), ${cursor} = ${greatest}) AS seen FROM ${file}
      SETTINGS session_timezone = 'UTC'`)
    return { ...found!, bytes }
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
  const path = joinPath(lake.scratchDir, `${name.replaceAll(/[^\w. -]+/g, '-')}.parquet`)
  await writeFile(path, bytes)
  try {
    return (await datasets.importFiles(dataset, [path], {})).added
  } finally {
    await rm(path, { force: true })
  }
}
