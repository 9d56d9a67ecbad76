import { type ClickHouseType, parseClickHouseType } from '../lake/clickhouse-type.ts'
import { getOwn } from '../model/own.ts'

/**
 * A column of a ClickHouse Native block. `data` is a view of the block's bytes and may lie at any
 * address: copy it into a typed array before use. Arrays hold the end of each row's items.
 */
export type NativeColumn =
  | {
      readonly kind: 'fixed'
      readonly type: string
      readonly width: number
      readonly data: Uint8Array
    }
  | { readonly kind: 'array'; readonly ends: Uint32Array; readonly items: NativeColumn }
  | { readonly kind: 'nullable'; readonly nulls: Uint8Array; readonly values: NativeColumn }
  | { readonly kind: 'texts'; readonly values: readonly Uint8Array[] }

export interface NativeBlock {
  readonly rows: number
  readonly columns: ReadonlyMap<string, NativeColumn>
}

const widths: Readonly<Record<string, number>> = {
  Bool: 1,
  UInt8: 1,
  Int8: 1,
  UInt16: 2,
  Int16: 2,
  UInt32: 4,
  Int32: 4,
  Float32: 4,
  UInt64: 8,
  Int64: 8,
  Float64: 8,
}

/** All blocks of a Native answer. Errors: a plain Error when the bytes end inside a block. */
export function readNative(bytes: Uint8Array): readonly NativeBlock[] {
  const blocks: NativeBlock[] = []
  const cursor = new Cursor(bytes)
  while (cursor.at < bytes.length) blocks.push(readBlock(cursor))
  return blocks
}

/** Blocks as they arrive; a block is given out when all of its bytes are there. */
export async function* readNativeStream(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<NativeBlock> {
  let rest: Uint8Array = new Uint8Array(0)
  for await (const chunk of chunks) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const cursor = new Cursor(rest)
    let done = 0
    for (let block = tryBlock(cursor); block !== null; block = tryBlock(cursor)) {
      done = cursor.at
      yield block
    }
    rest = rest.subarray(done)
  }
  if (rest.length > 0) throw new Error('the Native stream ends inside a block')
}

class Underflow extends Error {}

function tryBlock(cursor: Cursor): NativeBlock | null {
  if (cursor.at === cursor.bytes.length) return null
  try {
    return readBlock(cursor)
  } catch (error) {
    if (error instanceof Underflow) return null
    throw error
  }
}

function readBlock(cursor: Cursor): NativeBlock {
  const columnCount = cursor.varint()
  const rows = cursor.varint()
  const columns = new Map<string, NativeColumn>()
  for (let i = 0; i < columnCount; i++) {
    const name = cursor.text()
    columns.set(name, readColumn(cursor, parseClickHouseType(cursor.text()), rows))
  }
  return { rows, columns }
}

function readColumn(cursor: Cursor, type: ClickHouseType, rows: number): NativeColumn {
  if (type.kind === 'array') {
    const ends = endsOf(cursor.take(rows * 8), rows)
    return { kind: 'array', ends, items: readColumn(cursor, type.of, ends[rows - 1] ?? 0) }
  }
  if (type.kind === 'nullable') {
    const nulls = cursor.take(rows)
    return { kind: 'nullable', nulls, values: readColumn(cursor, type.of, rows) }
  }
  const name = type.kind === 'scalar' ? type.name : type.kind
  if (name === 'String') return { kind: 'texts', values: readTexts(cursor, rows) }
  const width = getOwn(widths, name)
  if (width === undefined) throw new Error(`the Native reader does not know the type ${name}`)
  return { kind: 'fixed', type: name, width, data: cursor.take(rows * width) }
}

function readTexts(cursor: Cursor, rows: number): Uint8Array[] {
  return Array.from({ length: rows }, () => cursor.take(cursor.varint()))
}

/** UInt64 array ends as u32: a block never has that many items. */
function endsOf(data: Uint8Array, rows: number): Uint32Array {
  const aligned = new Uint32Array(new Uint8Array(data).buffer)
  const ends = new Uint32Array(rows)
  for (let i = 0; i < rows; i++) ends[i] = aligned[i * 2]!
  return ends
}

/** A Native block of one row with one String column. */
export function writeNativeText(name: string, text: Uint8Array): Uint8Array {
  const [column, type] = [Buffer.from(name), Buffer.from('String')]
  const head = [1, 1, ...varintOf(column.length), ...column, ...varintOf(type.length), ...type]
  return Buffer.concat([Uint8Array.from([...head, ...varintOf(text.length)]), text])
}

function varintOf(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varintOf(Math.floor(value / 128))]
}

class Cursor {
  readonly bytes: Uint8Array
  at = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  take(length: number): Uint8Array {
    const end = this.at + length
    if (end > this.bytes.length) throw new Underflow('the Native answer ends inside a block')
    const data = this.bytes.subarray(this.at, end)
    this.at = end
    return data
  }

  varint(): number {
    let value = 0
    for (let factor = 1; ; factor *= 128) {
      const byte = this.take(1)[0]!
      value += (byte & 127) * factor
      if (byte < 128) return value
    }
  }

  text(): string {
    return Buffer.from(this.take(this.varint())).toString('utf8')
  }
}
