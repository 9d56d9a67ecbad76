import {
  type CachedVector,
  type CacheShape,
  type Codes,
  countMostBatches,
} from '../../engine/index.ts'
import type { EntryPart } from './entry-parts.ts'
import type { ColumnMemory } from './column-memory.ts'

type CodesType = new (buffer: ArrayBufferLike, byteOffset: number, length: number) => Codes

const CODES: Readonly<Record<number, CodesType>> = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array }

/** Room for a batch's values and one more in each batch, see `CachedVector`. */
const countValues = (events: number): number => events + countMostBatches(events)

/** Bytes that a bucket's part of a cached vector takes. */
export const measureVectorPart = (events: number, { bytes }: CacheShape): number =>
  countValues(events) * bytes + countMostBatches(events) * Int32Array.BYTES_PER_ELEMENT

/** A bucket's part of a cached vector, empty as yet. */
export function makeVectorPart(
  events: number,
  { key, bytes }: CacheShape,
  memory: ColumnMemory,
): EntryPart {
  const batches = countMostBatches(events)
  const values = memory.bytes(countValues(events) * bytes)
  const counts = memory.bytes(batches * Int32Array.BYTES_PER_ELEMENT).fill(0)
  const vector: CachedVector = {
    values: new CODES[bytes]!(values.buffer, values.byteOffset, countValues(events)),
    counts: new Int32Array(counts.buffer, counts.byteOffset, batches),
  }
  return { events, people: null, columns: new Map(), cached: new Map([[key, vector]]) }
}
