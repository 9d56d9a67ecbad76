import type { FreeformSort } from '../../model/requests/freeform.ts'
import type { Domain, Item } from '../value.ts'

/** Compares two rows by their indexes: negative when the first comes first. */
export type RowOrder = (a: number, b: number) => number

/** Items in their natural order: numbers by value, texts by code unit, no value last. */
export function compareItems(a: Item, b: Item): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a) < String(b) ? -1 : 1
}

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
    readonly byCode: boolean
  }[]
  readonly columns: ReadonlyMap<string, Float64Array>
}

/** The order of a table's rows; rows that tie are ordered by their items. */
export function rowOrder(rows: SortableRows, sorts: readonly FreeformSort[]): RowOrder {
  const orders = sorts.map((sort) => orderBy(rows, sort))
  const ties = rows.dimensions.map((_, k) => orderByDimension(rows, k, 'asc'))
  const all = [...orders, ...ties]
  return (a, b) => {
    for (const order of all) {
      const result = order(a, b)
      if (result !== 0) return result
    }
    return a - b
  }
}

function orderBy(rows: SortableRows, sort: FreeformSort): RowOrder {
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
): RowOrder {
  const { domain, byCode } = dimensions[k]!
  const column = codes[k]!
  const sign = direction === 'asc' ? 1 : -1
  return (a, b) => {
    const [x, y] = [column[a]!, column[b]!]
    if (x === y) return 0
    if (byCode) return sign * (x - y)
    return sign * compareItems(domain.item(x), domain.item(y))
  }
}

/**
 * The first `count` of the candidates in an order, without sorting the others: a heap of the best so
 * far, whose root is the worst of them.
 */
export function firstRows(candidates: Uint32Array, count: number, order: RowOrder): number[] {
  if (count * 8 >= candidates.length) return [...candidates].sort(order).slice(0, count)
  const heap: number[] = []
  for (const row of candidates) {
    if (heap.length < count) siftUp(heap, row, order)
    else if (order(row, heap[0]!) < 0) siftDown(heap, row, order)
  }
  return heap.sort(order)
}

function siftUp(heap: number[], row: number, order: RowOrder): void {
  let i = heap.push(row) - 1
  while (i > 0) {
    const parent = (i - 1) >> 1
    if (order(heap[parent]!, row) >= 0) break
    heap[i] = heap[parent]!
    i = parent
  }
  heap[i] = row
}

function siftDown(heap: number[], row: number, order: RowOrder): void {
  let i = 0
  for (;;) {
    let child = 2 * i + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && order(heap[child]!, heap[child + 1]!) < 0) child++
    if (order(heap[child]!, row) <= 0) break
    heap[i] = heap[child]!
    i = child
  }
  heap[i] = row
}
