import { type DatasetRecord, isUndecided } from '../lake/datasets/index.ts'
import type { Field, ScalarType } from '../model/answers/datasets.ts'
import { getOwn } from '../model/own.ts'

type Row = Readonly<Record<string, unknown>>

/** A row by the paths of its dataset's fields. */
interface PlainRow {
  /** UTC milliseconds. */
  readonly time: number
  readonly values: Row
}

/**
 * Rows of JSON of which every value is plainly what its field holds: what an import makes of them is known without
 * one. Null where the dataset has no events, or one of the rows has a new field, a value of another type or a time to be read: rows of one
 * instant keep their order only together.
 */
export function readPlain(record: DatasetRecord, rows: readonly Row[]): readonly PlainRow[] | null {
  if (record.type !== 'event') return null
  const fields = new Map(record.fields.map((field) => [field.path, field]))
  const plain: PlainRow[] = []
  for (const row of rows) {
    const values: [string, unknown][] = []
    const time = readTime(getOwn(row, record.timestamp ?? ''))
    if (time === undefined || !flatten(row, '', fields, values)) return null
    plain.push({ time, values: Object.fromEntries(values) })
  }
  return plain
}

/** Puts values under their paths; false where one does not fit. */
function flatten(
  row: Row,
  prefix: string,
  fields: ReadonlyMap<string, Field>,
  values: [string, unknown][],
): boolean {
  return Object.entries(row).every(([name, value]) => {
    if (value === null || value === undefined) return true
    const path = `${prefix}${name}`
    const field = fields.get(path)
    if (isObject(value) && field === undefined) return flatten(value, `${path}.`, fields, values)
    if (field === undefined || !fits(field, value)) return false
    values.push([path, value])
    return true
  })
}

function fits(field: Field, value: unknown): boolean {
  if (isUndecided(field)) return false
  if (field.type !== 'list') return fitsScalar(field.type, value)
  if (!Array.isArray(value)) return false
  const items: readonly unknown[] = value
  if ('of' in field) return items.every((item) => item === null || fitsScalar(field.of, item))
  return items.every((item) => isObject(item) && fitsElement(field.children, item))
}

function fitsElement(children: readonly Field[], item: Row): boolean {
  return Object.entries(item).every(([name, value]) => {
    if (value === null) return true
    const child = children.find(({ path }) => path === name)
    return child !== undefined && fits(child, value)
  })
}

function fitsScalar(type: ScalarType, value: unknown): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string' || Number.isSafeInteger(value)
    case 'number':
      return typeof value === 'number'
    case 'boolean':
      return typeof value === 'boolean'
    case 'timestamp':
      return readTime(value) !== undefined
    case 'date':
      return false
  }
}

/** ISO to the millisecond, with its zone, as the lake can keep it. */
function readTime(value: unknown): number | undefined {
  const isIso = typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)
  const time = isIso ? Date.parse(value) : Number.NaN
  return time >= EARLIEST && time <= LATEST ? time : undefined
}

/** Others cannot be kept. semantics §1.2 */
const EARLIEST = Date.UTC(1900, 0)
const LATEST = Date.UTC(2300, 0) - 1

const isObject = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
