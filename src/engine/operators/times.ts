import { clearArray } from '../kernels/fill.ts'
import { toParts, toTable } from '../links.ts'
import type { Operator, Scope } from '../scope.ts'
import type { TimeGrid } from '../time-grid.ts'
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
  links: {},
  instants: ['start', 'end'],
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

/** Cells of equal length that find a bucket by one multiplication, see `TimeGrid`. */
export interface TimeCells {
  readonly grid: TableRef
  readonly cellMs: number
  readonly isAligned: boolean
}

export const toCells = toParts<TimeCells>({ grid: toTable })

export interface TimeBucketNode {
  readonly op: 'time-bucket'
  /** Names the bounds: the same in every plan that has them, or absent. */
  readonly key?: string
  /** f64 ascending UTC milliseconds: bucket b + 1 is `[bounds[b], bounds[b + 1])`. */
  readonly bounds: TableRef
  readonly cells?: TimeCells
}

/** The day, hour, week … of an event: 1 for the first of the plan's buckets, 0 outside of them. */
export const timeBucket: Operator<TimeBucketNode> = {
  links: { bounds: toTable, cells: toCells },
  evaluate(node, scope) {
    const make = () => {
      const out = scope.memory.codes(scope.events)
      return findBuckets(scope.time, node, out, scope)
    }
    return scope.codesVector(node.key === undefined ? make() : getCached(scope, node.key, make))
  },
  cacheAs({ key, bounds }, tables) {
    const count = tables[bounds]!.length - 1
    if (key === undefined || count > 0xffff) return null
    return { key, bytes: count <= 0xff ? 1 : 2 }
  },
}

/** The bucket of each time, as in `TimeBucketNode`. */
export function findBuckets(
  times: Float64Array,
  { bounds, cells }: Pick<TimeBucketNode, 'bounds' | 'cells'>,
  out: Uint32Array,
  scope: Scope,
): Uint32Array {
  const edges = scope.table(bounds) as Float64Array
  if (cells) {
    findByCells(scope, times, out, edges, {
      ...cells,
      grid: scope.table(cells.grid) as Uint32Array,
    })
  } else {
    // One cell for all of them: each time is looked for from the first bucket on.
    const [n, count] = [times.length, edges.length - 1]
    const grid = clearArray(scope.memory.codes(2), scope.kernels)
    const spanMs = edges[count]! - edges[0]!
    scope.kernels.timeBuckets(times, n, edges, count, grid, spanMs, out)
  }
  return out
}

/** The bucket of each time among ascending edges that have a grid. */
export function findByCells(
  { kernels }: Pick<Scope, 'kernels'>,
  times: Float64Array,
  out: Uint32Array,
  edges: Float64Array,
  { grid, cellMs, isAligned }: TimeGrid,
): void {
  const [n, count] = [times.length, edges.length - 1]
  if (!isAligned) {
    kernels.timeBuckets(times, n, edges, count, grid, cellMs, out)
    return
  }
  kernels.timeCells(times, n, edges[0]!, edges[count]!, cellMs, out)
  if (grid.length - 1 > count) kernels.mapCodes(out, grid, out, n)
}
