import type { LakeClient } from '../../client.ts'
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

/** One statement; its columns are bound as arrays. */
export async function insertRows(
  lake: LakeClient,
  journey: Journey,
  { index, codes, personOf, fields, rows }: Insertion,
): Promise<void> {
  const columns = [
    ...bindPersons(journey, { index, codes, personOf, rows }),
    bind('time', 'Int64', rows, ({ time }) => time),
    bind('row', 'UInt64', rows, ({ row }) => row),
    bind('_batch', 'UInt32', rows, ({ batch }) => batch),
    ...fields.map((field, at) =>
      bindField(field, rows, ({ values }) => encode(field, values[at], codes)),
    ),
  ]
  const names = columns.map(({ name }) => ident(name))
  const values = columns.map(({ read }, at) =>
    read(sql`tupleElement(_t, ${value(at + 1, 'UInt16')})`),
  )
  await lake.command(sql`
    INSERT INTO ${ident(journeyTable(journey))} (dataset, _increment, ${join(names)})
    SELECT ${value(index + 1, 'UInt8')}, ${value(journey.increment, 'UInt32')}, ${join(values)}
    FROM (SELECT arrayJoin(arrayZip(${join(columns.map(({ array }) => array))})) AS _t)
    SETTINGS max_partitions_per_insert_block = 0`)
}

/** Who rows are, and in stitched journeys what that is worked out from. */
function bindPersons(
  { datasets, namespaces }: Journey,
  { index, codes, personOf, rows }: Omit<Insertion, 'fields'>,
) {
  const { stitching, namespace = null } = datasets[index]!
  const codeOf = (id: string) => codes.code(PERSON, id)
  const person = bind('person', 'UInt32', rows, (row) =>
    codeOf(personOf(index, row) || ownIdOf(row)),
  )
  if (namespaces === undefined) return [person]
  if (stitching === undefined)
    return [person, bind('_namespace', 'UInt8', rows, ({ knownIn }) => knownIn)]
  const target = codeNamespace(namespaces, stitching.graph?.target ?? namespace)
  const persistentIn = codeNamespace(namespaces, stitching.persistentNamespace)
  const namespaceOf = (row: AppendedRow): number => {
    if (personOf(index, row) !== '') return target
    return row.known === '' ? persistentIn : row.knownIn
  }
  return [
    person,
    bind('_known', 'UInt32', rows, ({ known }) => codeOf(known)),
    bind('_known_namespace', 'UInt8', rows, ({ knownIn }) => knownIn),
    bind('_persistent', 'UInt32', rows, ({ persistent }) => codeOf(persistent)),
    bind('_namespace', 'UInt8', rows, namespaceOf),
  ]
}

type Pick = (row: AppendedRow) => unknown

/** A column: its values as an array, and how one of them is read. */
function bind(name: string, type: string, rows: readonly AppendedRow[], pick: Pick) {
  const array = sql`${value(rows.map(pick), `Array(${type})`)}`
  return { name, array, read: (bound: Sql): Sql => bound }
}

/** Numbers are bound by their bits: not all of them can be bound otherwise, and none would be rounded. */
function bindField(field: StoredField, rows: readonly AppendedRow[], pick: Pick) {
  const type = isCoded(field) ? 'UInt32' : 'UInt64'
  const nested = field.lists.reduce((inner) => `Array(${inner})`, type)
  const column = bind(field.storage, nested, rows, pick)
  return isCoded(field)
    ? column
    : { ...column, read: (bound: Sql) => readBits(bound, field.lists.length) }
}

function readBits(bound: Sql, depth: number): Sql {
  if (depth === 0) return sql`reinterpretAsFloat64(${bound})`
  const item = ident(`item${depth}`)
  return sql`arrayMap(${item} -> ${readBits(item, depth - 1)}, ${bound})`
}

function encode(field: StoredField, given: unknown, codes: GivenCodes): unknown {
  if (Array.isArray(given)) return given.map((item) => encode(field, item, codes))
  if (field.type === 'string') return typeof given === 'string' ? codes.code(field.id, given) : 0
  return isCoded(field) ? given : bitsOf(readNumber(given as number | string | null))
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
