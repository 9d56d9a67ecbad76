import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Region } from '../../engine/index.ts'
import { ColumnMemory } from './column-memory.ts'

const FROM = 128
const TO = FROM + 64 * 64

/** A region of a small memory; only its buffer is looked at. */
function region(): Region {
  const wasm = { buffer: new ArrayBuffer(TO) } as WebAssembly.Memory
  return { wasm, from: FROM, to: TO }
}

describe('ColumnMemory', () => {
  it('never gives two the same place, and has all of it again when all was given back', () => {
    const step = fc.oneof(
      fc.record({ length: fc.integer({ min: 0, max: 900 }) }),
      fc.record({ drop: fc.nat() }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const own = region()
        const memory = new ColumnMemory(own)
        const whole = memory.freeBytes
        const taken: { readonly bytes: Uint8Array; readonly mark: number }[] = []
        for (const [index, what] of steps.entries()) {
          if ('length' in what)
            taken.push({ bytes: memory.bytes(what.length).fill(index), mark: index })
          else if (taken.length > 0)
            memory.free(taken.splice(what.drop % taken.length, 1)[0]!.bytes)
          for (const { bytes, mark } of taken)
            expect(bytes.every((value) => value === mark)).toBe(true)
        }
        for (const { bytes } of taken) {
          if (bytes.buffer === own.wasm.buffer) expect(bytes.byteOffset % 64).toBe(0)
          memory.free(bytes)
        }
        expect(memory.freeBytes).toBe(whole)
        expect(memory.bytes(whole / 2).buffer).toBe(own.wasm.buffer)
      }),
    )
  })

  it('gives shared memory of its own when there is no room, or no region', () => {
    const own = region()
    expect(new ColumnMemory(own).bytes(TO).buffer).toBeInstanceOf(SharedArrayBuffer)
    expect(new ColumnMemory().bytes(8).buffer).toBeInstanceOf(SharedArrayBuffer)
  })

  it('keeps an array until the last holder has let go of it', () => {
    const memory = new ColumnMemory(region())
    const whole = memory.freeBytes
    const numbers = memory.bytes(80)
    memory.hold(numbers)
    memory.hold(new Float64Array(numbers.buffer, numbers.byteOffset, 10))
    memory.free(numbers)
    expect(memory.freeBytes).toBeLessThan(whole)
    memory.free(numbers)
    expect(memory.freeBytes).toBe(whole)
  })

  it('takes back what a failed reading took', () => {
    const memory = new ColumnMemory(region())
    const whole = memory.freeBytes
    const room = memory.room()
    const [first, second] = [room.bytes(10), room.bytes(20)]
    room.free(first)
    room.undo()
    expect(memory.freeBytes).toBe(whole)
    expect(second.length).toBe(20)
  })
})
