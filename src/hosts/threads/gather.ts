import { type Codes, type Column, numbersColumn } from '../../engine/index.ts'
import type { NativeColumn } from '../native-format.ts'

/** Columns by name; a list's own column holds the offsets. */
export type Columns = Record<string, Column>

/** What is gathered: the column's name in the engine, its values, and the lists around it. */
export interface Gathered {
  readonly name: string
  readonly isCodes: boolean
  readonly lists: readonly string[]
}

/**
 * Puts the parts of a column, as Native blocks give them, together in shared memory: its values,
 * and the offsets of the lists around it.
 */
export function gather(
  parts: readonly NativeColumn[],
  { name, isCodes, lists }: Gathered,
): Columns {
  const columns: Columns = {}
  let items = parts
  for (const [level, list] of lists.entries()) {
    const arrays = items.map(asArray)
    columns[list] = { kind: 'list', parent: lists[level - 1] ?? null, offsets: offsetsOf(arrays) }
    items = arrays.map((array) => array.items)
  }
  const values = items.map(asFixed)
  columns[name] = isCodes
    ? { kind: 'codes', data: codesOf(values) }
    : numbersColumnOf(numbersOf(values), lists)
  return columns
}

/** Elements of lists stay one per element. */
function numbersColumnOf(data: Float64Array, lists: readonly string[]): Column {
  return lists.length === 0 ? numbersColumn(data) : { kind: 'numbers', data }
}

type Fixed = Extract<NativeColumn, { kind: 'fixed' }>
type Arrays = Extract<NativeColumn, { kind: 'array' }>

export function asFixed(column: NativeColumn): Fixed {
  if (column.kind !== 'fixed') throw new Error(`expected plain values, not ${column.kind}`)
  return column
}

function asArray(column: NativeColumn): Arrays {
  if (column.kind !== 'array') throw new Error(`expected arrays, not ${column.kind}`)
  return column
}

export function codesOf(parts: readonly Fixed[]): Codes {
  const buffer = joined(parts)
  const width = parts[0]?.width ?? 1
  if (width === 1) return new Uint8Array(buffer)
  return width === 2 ? new Uint16Array(buffer) : new Uint32Array(buffer)
}

export function numbersOf(parts: readonly Fixed[]): Float64Array {
  return new Float64Array(joined(parts))
}

/** The parts' bytes one after the other, in shared memory. */
function joined(parts: readonly Fixed[]): SharedArrayBuffer {
  const bytes = parts.reduce((sum, { data }) => sum + data.length, 0)
  const buffer = new SharedArrayBuffer(bytes)
  const target = new Uint8Array(buffer)
  let at = 0
  for (const { data } of parts) {
    target.set(data, at)
    at += data.length
  }
  return buffer
}

function offsetsOf(parts: readonly Arrays[]): Uint32Array {
  const rows = parts.reduce((sum, { ends }) => sum + ends.length, 0)
  const offsets = sharedU32(rows + 1)
  let at = 0
  let base = 0
  for (const { ends } of parts) {
    for (let i = 0; i < ends.length; i++) offsets[++at] = base + ends[i]!
    base = offsets[at]!
  }
  return offsets
}

export function sharedU32(length: number): Uint32Array {
  return new Uint32Array(new SharedArrayBuffer(length * Uint32Array.BYTES_PER_ELEMENT))
}

export function sharedF64(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT))
}

/** Bytes that a column keeps in memory. */
export function bytesOf(column: Column): number {
  if (column.kind === 'list') return column.offsets.byteLength
  if (column.kind === 'few') return column.places.byteLength + column.values.byteLength
  return column.data.byteLength
}
