import { type Codes, type KeptShape, type KeptVector, mostBatches } from '../../engine/index.ts'
import type { EntryPart } from './assemble-blocks.ts'
import type { ColumnMemory } from './column-memory.ts'

type CodesType = new (buffer: ArrayBufferLike, byteOffset: number, length: number) => Codes

const CODES: Readonly<Record<number, CodesType>> = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array }

/** Room for a batch's values and one more in each batch, see `KeptVector`. */
const keptValues = (events: number): number => events + mostBatches(events)

/** Bytes that a bucket's part of a kept vector takes. */
export const keptBytes = (events: number, { bytes }: KeptShape): number =>
  keptValues(events) * bytes + mostBatches(events) * Int32Array.BYTES_PER_ELEMENT

/** A bucket's part of a kept vector, empty as yet. */
export function keptPart(
  events: number,
  { key, bytes }: KeptShape,
  memory: ColumnMemory,
): EntryPart {
  const batches = mostBatches(events)
  const values = memory.bytes(keptValues(events) * bytes)
  const counts = memory.bytes(batches * Int32Array.BYTES_PER_ELEMENT).fill(0)
  const vector: KeptVector = {
    values: new CODES[bytes]!(values.buffer, values.byteOffset, keptValues(events)),
    counts: new Int32Array(counts.buffer, counts.byteOffset, batches),
  }
  return { events, people: null, columns: {}, kept: { [key]: vector } }
}
