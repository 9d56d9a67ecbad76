import { describe, expect, it } from 'vitest'
import { type NativeBlock, readNative, readNativeStream } from './native-format.ts'

/** Two columns and two rows, as ClickHouse 26.7 writes them. */
const bytes = Buffer.concat([
  Uint8Array.of(2, 2),
  Uint8Array.of(1, 97, 5, 85, 73, 110, 116, 56, 7, 9),
  Uint8Array.of(1, 98, 12),
  Buffer.from('Array(UInt8)'),
  Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0),
  Uint8Array.of(4, 5, 6),
])

function show(block: NativeBlock): unknown {
  const a = block.columns.get('a')
  const b = block.columns.get('b')
  if (a?.kind !== 'fixed' || b?.kind !== 'array' || b.items.kind !== 'fixed') return null
  return { rows: block.rows, a: [...a.data], ends: [...b.ends], items: [...b.items.data] }
}

const shown = { rows: 2, a: [7, 9], ends: [1, 3], items: [4, 5, 6] }

describe('readNative', () => {
  it('reads columns and arrays', () => {
    expect(readNative(bytes).map(show)).toEqual([shown])
  })

  it('reads several blocks', () => {
    expect(readNative(Buffer.concat([bytes, bytes])).map(show)).toEqual([shown, shown])
  })

  it('refuses bytes that end inside a block', () => {
    expect(() => readNative(bytes.subarray(0, 20))).toThrow('inside a block')
  })
})

describe('readNativeStream', () => {
  async function* inPieces(all: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size)
  }

  it('gives the same blocks, however the bytes are cut', async () => {
    const all = Buffer.concat([bytes, bytes, bytes])
    for (const size of [1, 7, 50, 1000]) {
      const blocks: unknown[] = []
      for await (const block of readNativeStream(inPieces(all, size))) blocks.push(show(block))
      expect(blocks).toEqual([shown, shown, shown])
    }
  })

  it('refuses a stream that ends inside a block', async () => {
    const read = async () => {
      for await (const _ of readNativeStream(inPieces(bytes.subarray(0, 30), 9)));
    }
    await expect(read()).rejects.toThrow('inside a block')
  })
})
