import type { FreeformSort } from '../reports/freeform/request.ts'
import { compareCodes, compareItems } from '../compilation/item-order.ts'
import type { Domain } from '../compilation/value.ts'
import type { Item } from '../../model/result.ts'

/** How rows are ordered. */
export interface RowOrder {
  /** Compares two rows by their indexes: negative when the first comes first. */
  readonly compare: (a: number, b: number) => number
  /** One figure per row that no row before another has less of; null where items come first. */
  readonly scores: { readonly figures: ArrayLike<number>; readonly sign: 1 | -1 } | null
}

type Compare = RowOrder['compare']

/** Numbers with those that are null (NaN) behind all others, whatever the direction. */
export function compareFigures(a: number, b: number, direction: 'asc' | 'desc'): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
  return direction === 'asc' ? a - b : b - a
}

export interface SortableRows {
  readonly codes: readonly Uint32Array[]
  readonly dimensions: readonly {
    readonly id: string
    readonly domain: Domain
  }[]
  readonly columns: ReadonlyMap<string, ArrayLike<number>>
}

/** The order of a table's rows; rows that tie are ordered by their items. */
export function orderRows(rows: SortableRows, sorts: readonly FreeformSort[]): RowOrder {
  const orders = sorts.map((sort) => orderBy(rows, sort))
  const ties = rows.dimensions.map((_, k) => orderByDimension(rows, k, 'asc'))
  const all = [...orders, ...ties]
  const compare = (a: number, b: number) => {
    for (const order of all) {
      const result = order(a, b)
      if (result !== 0) return result
    }
    return a - b
  }
  return { compare, scores: scoresOf(rows, sorts[0]) }
}

function scoresOf({ columns }: SortableRows, sort: FreeformSort | undefined): RowOrder['scores'] {
  if (!sort || !('column' in sort)) return null
  return { figures: columns.get(sort.column)!, sign: sort.direction === 'asc' ? -1 : 1 }
}

function orderBy(rows: SortableRows, sort: FreeformSort): Compare {
  if ('column' in sort) {
    const figures = rows.columns.get(sort.column)!
    return (a, b) => compareFigures(figures[a]!, figures[b]!, sort.direction)
  }
  const index = rows.dimensions.findIndex(({ id }) => id === sort.dimension)
  return orderByDimension(rows, index, sort.direction)
}

function orderByDimension(
  { codes, dimensions }: SortableRows,
  k: number,
  direction: 'asc' | 'desc',
): Compare {
  const { domain } = dimensions[k]!
  const column = codes[k]!
  const sign = direction === 'asc' ? 1 : -1
  const second = lastItem(domain)
  return (a, b) => {
    const [x, y] = [column[a]!, column[b]!]
    if (x === y) return 0
    if (domain.isOrdered) return sign * compareCodes(domain, x, y)
    return sign * compareItems(domain.item(x), second(y))
  }
}

/** Items of codes, of which the last is remembered: the worst of the best is asked for most. */
function lastItem(domain: Domain): (code: number) => Item {
  let last = 0
  let item: Item = null
  return (code) => {
    if (code !== last) item = domain.item(code)
    last = code
    return item
  }
}

/**
 * The first `count` of the candidates in an order, without sorting the others: a heap of the best so
 * far, whose root is the worst of them. Rows that score less than it are passed over.
 */
export function takeFirstRows(candidates: Uint32Array, count: number, order: RowOrder): number[] {
  const { compare, scores } = order
  if (count * 8 >= candidates.length) return [...candidates].sort(compare).slice(0, count)
  const heap: number[] = []
  for (let i = 0; i < count; i++) siftUp(heap, candidates[i]!, compare)
  if (count === 0) return heap
  if (scores) replaceBetter(heap, candidates, scores, compare)
  else {
    for (let i = count; i < candidates.length; i++) replaceRoot(heap, candidates[i]!, compare)
  }
  return heap.sort(compare)
}

/** Only rows that score as much as the root are compared; a score that is null (NaN) is the least. */
function replaceBetter(
  heap: number[],
  candidates: Uint32Array,
  { figures, sign }: NonNullable<RowOrder['scores']>,
  compare: Compare,
): void {
  let i = heap.length
  for (;;) {
    const least = sign * figures[heap[0]!]!
    if (!Number.isNaN(least)) i = nextWith(candidates, i, figures, sign, least)
    if (i >= candidates.length) return
    replaceRoot(heap, candidates[i++]!, compare)
  }
}

/** Index of the first candidate from `i` on that scores at least so much. */
function nextWith(
  candidates: Uint32Array,
  i: number,
  figures: ArrayLike<number>,
  sign: number,
  least: number,
): number {
  while (i < candidates.length && !(sign * figures[candidates[i]!]! >= least)) i++
  return i
}

function replaceRoot(heap: number[], row: number, compare: Compare): void {
  if (compare(row, heap[0]!) < 0) siftDown(heap, row, compare)
}

function siftUp(heap: number[], row: number, compare: Compare): void {
  let i = heap.push(row) - 1
  while (i > 0) {
    const parent = (i - 1) >> 1
    if (compare(heap[parent]!, row) >= 0) break
    heap[i] = heap[parent]!
    i = parent
  }
  heap[i] = row
}

function siftDown(heap: number[], row: number, compare: Compare): void {
  let i = 0
  for (;;) {
    let child = 2 * i + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && compare(heap[child]!, heap[child + 1]!) < 0) child++
    if (compare(heap[child]!, row) <= 0) break
    heap[i] = heap[child]!
    i = child
  }
  heap[i] = row
}
