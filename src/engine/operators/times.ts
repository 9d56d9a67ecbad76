import { at } from '../kernels.ts'
import type { Operator, TableRef } from '../operator.ts'

export interface TimeInNode {
  readonly op: 'time-in'
  /** UTC milliseconds, `[start, end)`. */
  readonly start: number
  readonly end: number
}

/** Events within a range of time. */
export const timeIn: Operator<TimeInNode> = {
  label: 'Date range',
  evaluate({ start, end }, scope) {
    const time = scope.time
    const data = scope.memory.bytes(scope.events)
    scope.kernels.inRange(at(time), start, end, at(data), scope.events)
    return { kind: 'mask', data }
  },
}

export interface TimeBucketNode {
  readonly op: 'time-bucket'
  /** f64 ascending UTC milliseconds: bucket b + 1 is `[bounds[b], bounds[b + 1])`. */
  readonly bounds: TableRef
  /** u32: bucket at the start of each cell, see `timeGrid`. */
  readonly grid: TableRef
  readonly cellMs: number
  /** Whether every bound begins a cell. */
  readonly isEven: boolean
}

/** The day, hour, week … of an event: 1 for the first of the plan's buckets, 0 outside of them. */
export const timeBucket: Operator<TimeBucketNode> = {
  label: 'Time part',
  evaluate({ bounds, grid, cellMs, isEven }, scope) {
    const time = scope.time
    const edges = scope.table(bounds)
    const data = scope.memory.codes(scope.events)
    const count = edges.length - 1
    const cells = at(scope.table(grid))
    scope.kernels.timeBuckets(
      at(time),
      scope.events,
      at(edges),
      count,
      cells,
      cellMs,
      isEven,
      at(data),
    )
    return { kind: 'codes', data }
  },
}

/** The most cells of a grid: 4 MB, small enough to build for every request. */
const MAX_CELLS = 1 << 20

export interface TimeGrid {
  readonly grid: Uint32Array
  readonly cellMs: number
  readonly isEven: boolean
}

/**
 * The grid that finds a bucket by one division: cells of equal length, a whole number of ms, from the
 * first bound to the last, each with the bucket that holds its start. Where the bounds lie on a
 * regular raster (days of a zone lie on its hours) no cell holds the start of a second bucket.
 */
export function timeGrid(bounds: Float64Array): TimeGrid {
  const first = bounds[0]!
  const span = Math.max(1, bounds[bounds.length - 1]! - first)
  const raster = bounds.reduce((divisor, bound) => greatestDivisor(divisor, bound - first), 0) || 1
  const isFine = Number.isInteger(raster) && span / raster <= MAX_CELLS
  const cellMs = isFine ? raster : Math.ceil(span / Math.min(MAX_CELLS, bounds.length * 8))
  const grid = new Uint32Array(Math.ceil(span / cellMs) + 1)
  let bucket = 0
  for (let cell = 0; cell < grid.length; cell++) {
    const start = first + cell * cellMs
    while (bucket + 2 < bounds.length && bounds[bucket + 1]! <= start) bucket++
    grid[cell] = bucket
  }
  return { grid, cellMs, isEven: isFine }
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b)
}
