/** The most cells of a grid: 4 MB, small enough to build for every request. */
const MAX_CELLS = 1 << 20

/** See `makeTimeGrid`. */
export interface TimeGrid {
  readonly grid: Uint32Array
  readonly cellMs: number
  /** Whether every bound begins a cell. */
  readonly isAligned: boolean
}

const made = new WeakMap<Float64Array, TimeGrid>()

/** The grid of bounds, made once. */
export function prepareTimeGrid(bounds: Float64Array): TimeGrid {
  const known = made.get(bounds) ?? makeTimeGrid(bounds)
  made.set(bounds, known)
  return known
}

/**
 * The grid that finds a bucket by one multiplication: cells of equal length, a whole number of ms, from
 * the first bound to the last, each with the bucket that holds its start; aligned, with the bucket’s code
 * behind a 0 for all times outside. Where the bounds but the last lie on a
 * regular raster (days of a zone lie on its hours) no cell holds the start of a second bucket.
 */
export function makeTimeGrid(bounds: Float64Array): TimeGrid {
  const first = bounds[0]!
  const span = Math.max(1, bounds[bounds.length - 1]! - first)
  const inner = bounds.subarray(0, -1)
  const divisor = inner.reduce((all, bound) => greatestDivisor(all, bound - first), 0)
  const raster = divisor || span
  const isFine = Number.isInteger(raster) && span / raster <= MAX_CELLS
  const cellMs = isFine ? raster : Math.ceil(span / Math.min(MAX_CELLS, bounds.length * 8))
  const cells = Math.ceil(span / cellMs)
  const buckets = bucketsAtCells(bounds, cells, cellMs)
  return { grid: isFine ? codesOfCells(buckets) : buckets, cellMs, isAligned: isFine }
}

/** The bucket that holds the start of each cell, and of one more behind the last. */
function bucketsAtCells(bounds: Float64Array, cells: number, cellMs: number): Uint32Array {
  const buckets = new Uint32Array(cells + 1)
  let bucket = 0
  for (let cell = 0; cell <= cells; cell++) {
    const start = bounds[0]! + cell * cellMs
    while (bucket + 2 < bounds.length && bounds[bucket + 1]! <= start) bucket++
    buckets[cell] = bucket
  }
  return buckets
}

/** Cell + 1 → bucket + 1, and 0 for outside. */
function codesOfCells(buckets: Uint32Array): Uint32Array {
  const codes = new Uint32Array(buckets.length)
  for (let cell = 0; cell + 1 < codes.length; cell++) codes[cell + 1] = buckets[cell]! + 1
  return codes
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b)
}
