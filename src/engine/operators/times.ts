import type { Operator, Scope } from '../scope.ts'
import { getCached } from '../vector-cache.ts'
import type { TableRef } from '../vectors.ts'

export interface TimeInNode {
  readonly op: 'time-in'
  /** UTC milliseconds, `[start, end)`. */
  readonly start: number
  readonly end: number
}

/** Events within a range of time. */
export const timeIn: Operator<TimeInNode> = {
  evaluate(node, scope) {
    const data = getCached(scope, rangeKey(node), () => maskOf(node, scope)) as Uint8Array
    return { kind: 'mask', data }
  },
  cacheAs: (node) => ({ key: rangeKey(node), bytes: 1 }),
}

const rangeKey = ({ start, end }: TimeInNode): string => `range ${start} ${end}`

function maskOf({ start, end }: TimeInNode, scope: Scope): Uint8Array {
  const time = scope.time
  const data = scope.memory.bytes(scope.events)
  scope.kernels.inRange(time, start, end, data, scope.events)
  return data
}

export interface TimeBucketNode {
  readonly op: 'time-bucket'
  /** Names the bounds: the same in every plan that has them, or absent. */
  readonly key?: string
  /** f64 ascending UTC milliseconds: bucket b + 1 is `[bounds[b], bounds[b + 1])`. */
  readonly bounds: TableRef
  /** u32, see `timeGrid`. */
  readonly grid: TableRef
  readonly cellMs: number
  /** Whether every bound begins a cell. */
  readonly isAligned: boolean
}

/** The day, hour, week … of an event: 1 for the first of the plan's buckets, 0 outside of them. */
export const timeBucket: Operator<TimeBucketNode> = {
  evaluate(node, scope) {
    const make = () => bucketsOf(node, scope)
    return scope.codesVector(node.key === undefined ? make() : getCached(scope, node.key, make))
  },
  cacheAs({ key, bounds }, tables) {
    const count = tables[bounds]!.length - 1
    if (key === undefined || count > 0xffff) return null
    return { key, bytes: count <= 0xff ? 1 : 2 }
  },
}

function bucketsOf({ bounds, grid, cellMs, isAligned }: TimeBucketNode, scope: Scope): Uint32Array {
  const edges = scope.table(bounds) as Float64Array
  const cells = scope.table(grid) as Uint32Array
  const data = scope.memory.codes(scope.events)
  findBuckets(scope, scope.time, data, { edges, cells, cellMs, isAligned })
  return data
}

/** The bucket of each time, as in `TimeBucketNode`. */
export function findBuckets(
  { kernels }: Pick<Scope, 'kernels'>,
  times: Float64Array,
  out: Uint32Array,
  grid: {
    readonly edges: Float64Array
    readonly cells: Uint32Array
    readonly cellMs: number
    readonly isAligned: boolean
  },
): void {
  const { edges, cells, cellMs, isAligned } = grid
  const [n, count] = [times.length, edges.length - 1]
  if (!isAligned) {
    kernels.timeBuckets(times, n, edges, count, cells, cellMs, out)
    return
  }
  kernels.timeCells(times, n, edges[0]!, edges[count]!, cellMs, out)
  if (cells.length - 1 > count) kernels.mapCodes(out, cells, out, n)
}

/** The most cells of a grid: 4 MB, small enough to build for every request. */
const MAX_CELLS = 1 << 20

export interface TimeGrid {
  readonly grid: Uint32Array
  readonly cellMs: number
  readonly isAligned: boolean
}

/**
 * The grid that finds a bucket by one multiplication: cells of equal length, a whole number of ms, from
 * the first bound to the last, each with the bucket that holds its start; aligned, with the bucket’s code
 * behind a 0 for all times outside. Where the bounds but the last lie on a
 * regular raster (days of a zone lie on its hours) no cell holds the start of a second bucket.
 */
export function timeGrid(bounds: Float64Array): TimeGrid {
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
