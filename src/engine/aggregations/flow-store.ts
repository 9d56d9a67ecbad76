import type { Codes } from '../columns.ts'
import type { PairColumns, PairCounts } from './pair-counts.ts'

const SMALLEST_CHUNK = 1024
const LARGEST_CHUNK = 65536
/** Codes of paths that are kept as they are; when there are more, pairs are counted instead. */
const MOST_CODES = 2 ** 24

/**
 * Paths outwards from an anchor, column by column: most pairs of items are rare, so that rows are smaller
 * and quicker than a table of pairs. What does not fit any more is counted in pairs.
 */
export class RowStore {
  readonly #columns: number
  readonly #mostRows: number
  #chunks: Chunk[] = []
  #rows = 0

  /** For paths of so many columns, no more codes than `mostCodes`. */
  constructor(columns: number, mostCodes = MOST_CODES) {
    this.#columns = columns
    this.#mostRows = mostCodes / Math.max(columns, 1)
  }

  /** Adds `count` rows; `pairs` takes over all rows, one table per column, when there are too many. */
  add(columns: readonly Codes[], count: number, pairs: readonly PairCounts[]): void {
    if (this.#columns === 0) return
    for (let from = 0; from < count; ) {
      const chunk = this.#chunkFor(columns)
      const size = Math.min(count - from, chunk.room - chunk.rows)
      columns.forEach((codes, k) => {
        chunk.columns[k]!.set(codes.subarray(from, from + size), chunk.rows)
      })
      chunk.rows += size
      from += size
    }
    this.#rows += count
    if (this.#rows > this.#mostRows) this.#countAll(pairs)
  }

  /** The links from column k (0: the anchor, code 1) to the next, one row each. */
  links(k: number): PairColumns[] {
    const ones = k === 0 ? new Uint8Array(LARGEST_CHUNK).fill(1) : null
    return this.#chunks.map(({ rows, columns }) => ({
      a: (ones ?? columns[k - 1]!).subarray(0, rows),
      b: columns[k]!.subarray(0, rows),
      counts: null,
    }))
  }

  /** The last chunk if it has room and is wide enough for the codes, or a new one. */
  #chunkFor(columns: readonly Codes[]): Chunk {
    const last = this.#chunks.at(-1)
    const isWide = (codes: Codes, k: number) =>
      last!.columns[k]!.BYTES_PER_ELEMENT >= codes.BYTES_PER_ELEMENT
    if (last && last.rows < last.room && columns.every(isWide)) return last
    const room = last ? Math.min(last.room * 2, LARGEST_CHUNK) : SMALLEST_CHUNK
    const chunk = { rows: 0, room, columns: columns.map((codes) => sameWidth(codes, room)) }
    this.#chunks.push(chunk)
    return chunk
  }

  #countAll(pairs: readonly PairCounts[]): void {
    for (let k = 0; k < this.#columns; k++) {
      for (const { a, b } of this.links(k)) {
        for (let i = 0; i < a.length; i++) if (a[i] !== 0) pairs[k]!.add(a[i]!, b[i]!)
      }
    }
    this.#chunks = []
    this.#rows = 0
  }
}

interface Chunk {
  rows: number
  readonly room: number
  readonly columns: readonly Codes[]
}

function sameWidth(codes: Codes, length: number): Codes {
  if (codes instanceof Uint8Array) return new Uint8Array(length)
  return codes instanceof Uint16Array ? new Uint16Array(length) : new Uint32Array(length)
}
