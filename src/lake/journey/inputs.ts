import { ThroughlineError } from '../../model/errors.ts'
import type { Connection } from '../../model/definitions/index.ts'
import type { LakeClient } from '../client.ts'
import { sql, value } from '../sql.ts'
import { committedBatches, pathOfColumn, tableName } from '../datasets/index.ts'
import { rowColumns } from '../datasets/tables.ts'
import type { ScalarType } from './column-type.ts'
import { type Leaf, leavesOf } from './leaf.ts'
import { ownColumns } from '../../model/own-columns.ts'

/** A dataset of a connection as it lies in the lake now. */
export interface Input {
  readonly dataset: string
  /** Position in the connection. */
  readonly position: number
  readonly role: 'event' | 'profile' | 'lookup'
  /** Person id or key. */
  readonly key: string
  readonly keyType: ScalarType
  readonly matches: readonly string[]
  readonly leaves: readonly Leaf[]
  readonly batches: readonly number[]
}

type Entry = Connection['datasets'][number]

/**
 * The connection's event, profile and lookup datasets that have a table; summary datasets have no
 * persons, see `summaries.ts`. Errors: connection/missing-setting, definition/unknown-field.
 */
export async function describeInputs(
  lake: LakeClient,
  connection: Connection,
): Promise<readonly Input[]> {
  const inputs: Input[] = []
  for (const [position, entry] of connection.datasets.entries()) {
    if (entry.granularity !== undefined) continue
    const columns = await columnsOf(lake, tableName(entry.dataset))
    if (columns.length > 0) inputs.push(await describe(lake, entry, position, columns))
  }
  return inputs
}

export interface TableColumn {
  readonly name: string
  readonly type: string
}

export function columnsOf(lake: LakeClient, table: string): Promise<TableColumn[]> {
  return lake.query(sql`
    SELECT name, type FROM system.columns
    WHERE database = currentDatabase() AND table = ${value(table, 'String')} ORDER BY position`)
}

const OWN_COLUMNS: ReadonlySet<string> = new Set(rowColumns)

/** The scalars of a dataset's own fields. */
export function leavesOfColumns(columns: readonly TableColumn[]): readonly Leaf[] {
  return columns
    .filter(({ name }) => !OWN_COLUMNS.has(name))
    .flatMap(({ name, type }) => leavesOf(name, pathOfColumn(name), type))
}

async function describe(
  lake: LakeClient,
  entry: Entry,
  position: number,
  columns: readonly TableColumn[],
): Promise<Input> {
  const leaves = leavesOfColumns(columns)
  const isEvent = columns.some(({ name }) => name === '_time')
  const key = keyOf(entry, position, leaves)
  const role = entry.key !== undefined ? 'lookup' : isEvent ? 'event' : 'profile'
  return {
    dataset: entry.dataset,
    position,
    role,
    key: key.path,
    keyType: key.type,
    matches: role === 'profile' ? [ownColumns.person] : (entry.matches ?? []),
    leaves,
    batches: await batchesOf(lake, entry.dataset),
  }
}

/** The numbers of a dataset's batches that can be read, ascending. */
export async function batchesOf(lake: LakeClient, dataset: string): Promise<number[]> {
  const rows = await lake.query<{ batch: number }>(
    sql`SELECT batch FROM ${committedBatches(dataset)} ORDER BY batch`,
  )
  return rows.map(({ batch }) => batch)
}

function keyOf(entry: Entry, position: number, leaves: readonly Leaf[]): Leaf {
  const setting = entry.key === undefined ? 'personId' : 'key'
  const { dataset, [setting]: field } = entry
  const path = ['datasets', position, setting]
  if (field === undefined) {
    throw new ThroughlineError('connection/missing-setting', { setting, dataset }, path)
  }
  const scalars = leaves.filter(({ lists }) => lists.length === 0)
  const key = scalars.find((leaf) => leaf.path === field)
  if (key) return key
  const allowed = scalars.map((leaf) => leaf.path)
  throw new ThroughlineError('definition/unknown-field', { field, allowed }, path)
}
