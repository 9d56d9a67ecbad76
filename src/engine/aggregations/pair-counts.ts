import type { Codes } from '../columns.ts'

/** Counts pairs of codes in an open hash table that doubles when it is half full. */
export class PairCounts {
  /** Slots of 16 bytes: both codes as u32, then the count as f64; a count of 0: the slot is free. */
  #codes = new Uint32Array(4096)
  #counts = new Float64Array(this.#codes.buffer)
  #used = 0

  add(a: number, b: number, count = 1): void {
    const mask = (this.#counts.length >> 1) - 1
    let slot = hashOf(a, b) & mask
    while (this.#counts[slot * 2 + 1] !== 0) {
      if (this.#codes[slot * 4] === a && this.#codes[slot * 4 + 1] === b) {
        this.#counts[slot * 2 + 1]! += count
        return
      }
      slot = (slot + 1) & mask
    }
    this.#codes[slot * 4] = a
    this.#codes[slot * 4 + 1] = b
    this.#counts[slot * 2 + 1] = count
    if (++this.#used * 2 > mask) this.#grow()
  }

  /** The pairs as three arrays, in no order. */
  columns(): CountedPairs {
    const a = new Uint32Array(this.#used)
    const b = new Uint32Array(this.#used)
    const counts = new Float64Array(this.#used)
    let row = 0
    for (let slot = 0; slot * 2 < this.#counts.length; slot++) {
      const count = this.#counts[slot * 2 + 1]!
      if (count === 0) continue
      a[row] = this.#codes[slot * 4]!
      b[row] = this.#codes[slot * 4 + 1]!
      counts[row++] = count
    }
    return { a, b, counts }
  }

  #grow(): void {
    const { a, b, counts } = this.columns()
    this.#codes = new Uint32Array(this.#codes.length * 2)
    this.#counts = new Float64Array(this.#codes.buffer)
    this.#used = 0
    for (let i = 0; i < a.length; i++) this.add(a[i]!, b[i]!, counts[i]!)
  }
}

function hashOf(a: number, b: number): number {
  const mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)
  return mixed ^ (mixed >>> 15)
}

/** Pairs of codes; without counts each row is one, and rows whose `a` is 0 are no pair. */
export interface PairColumns {
  readonly a: Codes
  readonly b: Codes
  readonly counts: Float64Array | null
}

/** Every pair once, with how often it was counted. */
export interface CountedPairs extends PairColumns {
  readonly counts: Float64Array
}

/** Pairs from several places: the same pair may stand in more than one part, and in several rows. */
export type PairParts = readonly PairColumns[]

export function mergePairs(all: readonly CountedPairs[]): CountedPairs {
  const merged = new PairCounts()
  for (const { a, b, counts } of all) {
    for (let i = 0; i < a.length; i++) merged.add(a[i]!, b[i]!, counts[i]!)
  }
  return merged.columns()
}

/** Adds up the pairs of parts by their second code: entry c is the total of code c, below `size`. */
export function sumByEnd(parts: PairParts, size: number): Float64Array {
  const totals = new Float64Array(size)
  for (const { a, b, counts } of parts) {
    if (counts) for (let i = 0; i < a.length; i++) totals[b[i]!]! += counts[i]!
    else for (let i = 0; i < a.length; i++) totals[b[i]!]! += a[i] === 0 ? 0 : 1
  }
  return totals
}

/**
 * Adds up the pairs of parts in cells: cell `starts[a] + ends[b]` is the total of pairs (a, b). Rows that
 * are no pair count in `starts[0] + ends[0]`.
 */
export function sumByCell(
  parts: PairParts,
  starts: Uint32Array,
  ends: Uint32Array,
  size: number,
): Float64Array {
  const totals = new Float64Array(size)
  for (const { a, b, counts } of parts) {
    if (counts) {
      for (let i = 0; i < a.length; i++) totals[starts[a[i]!]! + ends[b[i]!]!]! += counts[i]!
    } else {
      for (let i = 0; i < a.length; i++) totals[starts[a[i]!]! + ends[b[i]!]!]! += 1
    }
  }
  return totals
}
