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

  constructor(columns: number) {
    this.#columns = columns
    this.#mostRows = MOST_CODES / Math.max(columns, 1)
  }

  /** Adds `count` rows; `pairs` takes over all rows, one table per column, when there are too many. */
  add(
    anchor: number,
    columns: readonly Uint32Array[],
    count: number,
    pairs: readonly PairCounts[],
  ): void {
    if (this.#columns === 0) return
    for (let from = 0; from < count; ) {
      const chunk = this.#chunkWithRoom()
      const size = Math.min(count - from, chunk.anchors.length - chunk.rows)
      chunk.anchors.fill(anchor, chunk.rows, chunk.rows + size)
      columns.forEach((codes, k) => {
        chunk.columns[k]!.set(codes.subarray(from, from + size), chunk.rows)
      })
      chunk.rows += size
      from += size
    }
    this.#rows += count
    if (this.#rows > this.#mostRows) this.#countAll(pairs)
  }

  /** The links from column k (0: the anchor) to the next, one row each. */
  links(k: number): PairColumns[] {
    return this.#chunks.map(({ rows, anchors, columns }) => ({
      a: (k === 0 ? anchors : columns[k - 1]!).subarray(0, rows),
      b: columns[k]!.subarray(0, rows),
      counts: null,
    }))
  }

  #chunkWithRoom(): Chunk {
    const last = this.#chunks.at(-1)
    if (last && last.rows < last.anchors.length) return last
    const size = last ? Math.min(last.rows * 2, LARGEST_CHUNK) : SMALLEST_CHUNK
    const columns = Array.from({ length: this.#columns }, () => new Uint32Array(size))
    const chunk = { rows: 0, anchors: new Uint32Array(size), columns }
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
  readonly anchors: Uint32Array
  readonly columns: readonly Uint32Array[]
}
