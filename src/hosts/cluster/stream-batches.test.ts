import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NativeBlock } from '../native-format.ts'
import { streamBatches } from './stream-batches.ts'

const bytes = (data: Uint32Array | Float64Array) => new Uint8Array(data.buffer)

/** Native blocks of `rows` events each; event i has the time i. */
async function* blocksOf(people: readonly number[], rows: number): AsyncGenerator<NativeBlock> {
  for (let at = 0; at < people.length; at += rows) {
    const codes = Uint32Array.from(people.slice(at, at + rows))
    const times = Float64Array.from(codes, (_, i) => at + i)
    const columns = new Map([
      ['out: person', { kind: 'fixed', type: 'UInt32', width: 4, data: bytes(codes) }],
      ['out: time', { kind: 'fixed', type: 'Float64', width: 8, data: bytes(times) }],
    ] as const)
    yield { rows: codes.length, columns }
  }
}

describe('streamBatches', () => {
  it('gives every person once, whole and in order, however the stream is cut', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 30 })
    const cut = fc.integer({ min: 1, max: 20 })
    await fc.assert(
      fc.asyncProperty(sizes, cut, cut, async (counts, rows, eventsPerBlock) => {
        const people = counts.flatMap((count, person) => Array(count).fill(person + 1))
        const seen: { ordinal: number; code: number; times: number[] }[] = []
        for await (const { block, range } of streamBatches(
          blocksOf(people, rows),
          [],
          eventsPerBlock,
        )) {
          for (let p = range.personFrom; p < range.personTo; p++) {
            const times = [...block.time.subarray(block.personStart[p], block.personStart[p + 1])]
            seen.push({ ordinal: block.personBase + p, code: block.personCode[p]!, times })
          }
        }
        const expected = counts.map((_, person) => ({
          ordinal: person,
          code: person + 1,
          times: people.flatMap((code, i) => (code === person + 1 ? [i] : [])),
        }))
        expect(seen).toEqual(expected)
      }),
    )
  })
})
