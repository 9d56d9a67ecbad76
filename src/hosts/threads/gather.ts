import { type Codes, type Column, makeNumbersColumn } from '../../engine/index.ts'
import type { NativeColumn } from '../native-format.ts'
import type { Room } from './column-memory.ts'

/** Columns by name; a list's own column holds the offsets. */
export type Columns = ReadonlyMap<string, Column>

/** What is gathered: the column's name in the engine, its values, and the lists around it. */
export interface Gathered {
  readonly name: string
  readonly isCodes: boolean
  readonly lists: readonly string[]
}

/**
 * Puts the parts of a column, as Native blocks give them, together: its values, and the offsets of the
 * lists around it that are not among the columns yet.
 */
export function gather(
  columns: Map<string, Column>,
  parts: readonly NativeColumn[],
  { name, isCodes, lists }: Gathered,
  room: Room,
): void {
  let items = parts
  for (const [level, list] of lists.entries()) {
    const arrays = items.map(asArray)
    const parent = lists[level - 1] ?? null
    if (!columns.has(list)) {
      columns.set(list, { kind: 'list', parent, offsets: offsetsOf(arrays, room) })
    }
    items = arrays.map((array) => array.items)
  }
  const values = items.map(asFixed)
  const column: Column = isCodes
    ? { kind: 'codes', data: joinCodes(values, room) }
    : numbersColumnOf(values, lists, room)
  columns.set(name, column)
}

/** Elements of lists stay one per element. */
function numbersColumnOf(parts: readonly Fixed[], lists: readonly string[], room: Room): Column {
  if (lists.length > 0) return { kind: 'numbers', data: joinNumbers(parts, room) }
  const bytes = joined(parts, room)
  const column = makeNumbersColumn(asNumbers(bytes), (length) => room.bytes(length))
  if (column.kind === 'sparse') room.free(bytes)
  return column
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

export function joinCodes(parts: readonly Fixed[], room: Room): Codes {
  const bytes = joined(parts, room)
  const width = parts[0]?.width ?? 1
  if (width === 1) return bytes
  return width === 2
    ? new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2)
    : asCodes(bytes)
}

export function joinNumbers(parts: readonly Fixed[], room: Room): Float64Array {
  return asNumbers(joined(parts, room))
}

function asNumbers({ buffer, byteOffset, length }: Uint8Array): Float64Array {
  return new Float64Array(buffer, byteOffset, length / Float64Array.BYTES_PER_ELEMENT)
}

function asCodes({ buffer, byteOffset, length }: Uint8Array): Uint32Array {
  return new Uint32Array(buffer, byteOffset, length / Uint32Array.BYTES_PER_ELEMENT)
}

/** The parts' bytes one after the other. */
function joined(parts: readonly Fixed[], room: Room): Uint8Array {
  const target = room.bytes(parts.reduce((sum, { data }) => sum + data.length, 0))
  let at = 0
  for (const { data } of parts) {
    target.set(data, at)
    at += data.length
  }
  return target
}

function offsetsOf(parts: readonly Arrays[], room: Room): Uint32Array {
  const rows = parts.reduce((sum, { ends }) => sum + ends.length, 0)
  const offsets = reserveCodes(room, rows + 1)
  offsets[0] = 0
  let at = 0
  let base = 0
  for (const { ends } of parts) {
    for (let i = 0; i < ends.length; i++) offsets[++at] = base + ends[i]!
    base = offsets[at]!
  }
  return offsets
}

/** Not cleared. */
export function reserveCodes(room: Room, length: number): Uint32Array {
  return asCodes(room.bytes(length * Uint32Array.BYTES_PER_ELEMENT))
}

export function sharedU32(length: number): Uint32Array {
  return new Uint32Array(new SharedArrayBuffer(length * Uint32Array.BYTES_PER_ELEMENT))
}

export function sharedF64(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * Float64Array.BYTES_PER_ELEMENT))
}

/** The arrays that a column keeps in memory. */
export function listArrays(column: Column): readonly (Codes | Float64Array)[] {
  if (column.kind === 'list') return [column.offsets]
  return column.kind === 'sparse' ? [column.places, column.values] : [column.data]
}
