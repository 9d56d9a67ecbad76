import { letOthersIn } from '../../../model/let-others-in.ts'
import type { LakeClient } from '../../client.ts'
import { type Cell, columnAside, withRowsAside } from '../../rows-aside.ts'
import { ident, join, type Sql, sql, value } from '../../sql.ts'
import { isCoded, type Journey, journeyTable, PERSON, type StoredField } from '../journey.ts'
import { codeNamespace } from '../stitching/own-ids.ts'
import type { GivenCodes } from './find-codes.ts'
import type { FoundOwners } from './find-owners.ts'
import { type Appended, type AppendedRow, ownIdOf } from './read-appended.ts'

export interface Insertion extends Appended {
  /** Of the dataset. */
  readonly index: number
  readonly codes: GivenCodes
  readonly personOf: FoundOwners['person']
}

/** Writes rows of one dataset, under the journey's increment: nobody reads them before its state is saved. */
export async function insertRows(
  lake: LakeClient,
  journey: Journey,
  { index, codes, personOf, fields, rows }: Insertion,
): Promise<void> {
  const columns = [
    ...listPersonColumns(journey, { index, codes, personOf }),
    column('time', sql`Int64`, ({ time }) => time),
    column('row', sql`UInt64`, ({ row }) => row),
    column('_batch', sql`UInt32`, ({ batch }) => batch),
    ...fields.map((field, at) =>
      fieldColumn(field, ({ values }) => encode(field, values[at], codes)),
    ),
  ]
  const names = columns.map(({ name }) => ident(name))
  const types = columns.map(({ type }) => type)
  const values = columns.map(({ read }, at) => read(columnAside(at)))
  const cells: (readonly Cell[])[] = []
  for (const row of rows) {
    cells.push(columns.map(({ pick }) => pick(row)))
    await letOthersIn()
  }
  await withRowsAside(lake, types, cells, (table) =>
    lake.command(sql`
      INSERT INTO ${ident(journeyTable(journey))} (dataset, _increment, ${join(names)})
      SELECT ${value(index + 1, 'UInt8')}, ${value(journey.increment, 'UInt32')}, ${join(values)}
      FROM ${table} SETTINGS max_partitions_per_insert_block = 0`),
  )
}

/** Who rows are, and in stitched journeys what that is worked out from. */
function listPersonColumns(
  { datasets, namespaces }: Journey,
  { index, codes, personOf }: Pick<Insertion, 'index' | 'codes' | 'personOf'>,
): readonly Column[] {
  const { stitching, namespace = null } = datasets[index]!
  const codeOf = (id: string) => codes.code(PERSON, id)
  const person = column('person', sql`UInt32`, (row) =>
    codeOf(personOf(index, row) || ownIdOf(row)),
  )
  if (namespaces === undefined) return [person]
  if (stitching === undefined)
    return [person, column('_namespace', sql`UInt8`, ({ knownIn }) => knownIn)]
  const target = codeNamespace(namespaces, stitching.graph?.target ?? namespace)
  const persistentIn = codeNamespace(namespaces, stitching.persistentNamespace)
  const namespaceOf = (row: AppendedRow): number => {
    if (personOf(index, row) !== '') return target
    return row.known === '' ? persistentIn : row.knownIn
  }
  return [
    person,
    column('_known', sql`UInt32`, ({ known }) => codeOf(known)),
    column('_known_namespace', sql`UInt8`, ({ knownIn }) => knownIn),
    column('_persistent', sql`UInt32`, ({ persistent }) => codeOf(persistent)),
    column('_namespace', sql`UInt8`, namespaceOf),
  ]
}

interface Column {
  readonly name: string
  /** ClickHouse's, of the cells. */
  readonly type: Sql
  readonly pick: (row: AppendedRow) => Cell
  /** What a cell stands for. */
  readonly read: (cell: Sql) => Sql
}

const column = (name: string, type: Sql, pick: Column['pick']): Column => ({
  name,
  type,
  pick,
  read: (cell) => cell,
})

/** Numbers are handed over by their bits: not all of them can be written otherwise, and none would be rounded. */
function fieldColumn(field: StoredField, pick: Column['pick']): Column {
  const type = isCoded(field) ? sql`UInt32` : sql`UInt64`
  const nested = field.lists.reduce((inner) => sql`Array(${inner})`, type)
  const plain = column(field.storage, nested, pick)
  if (isCoded(field)) return plain
  return { ...plain, read: (cell) => readBits(cell, field.lists.length) }
}

function readBits(cell: Sql, depth: number): Sql {
  if (depth === 0) return sql`reinterpretAsFloat64(${cell})`
  const item = ident(`item${depth}`)
  return sql`arrayMap(${item} -> ${readBits(item, depth - 1)}, ${cell})`
}

function encode(field: StoredField, given: unknown, codes: GivenCodes): Cell {
  if (Array.isArray(given)) return given.map((item) => encode(field, item, codes))
  if (field.type === 'string') return typeof given === 'string' ? codes.code(field.id, given) : 0
  return isCoded(field) ? (given as number) : bitsOf(readNumber(given as number | string | null))
}

const bits = new DataView(new ArrayBuffer(8))

function bitsOf(number: number): bigint {
  bits.setFloat64(0, number)
  return bits.getBigUint64(0)
}

/** Texts are those that are not finite, as ClickHouse writes them. */
function readNumber(given: number | string | null): number {
  if (typeof given === 'number') return given
  if (given === 'inf') return Number.POSITIVE_INFINITY
  return given === '-inf' ? Number.NEGATIVE_INFINITY : Number.NaN
}
