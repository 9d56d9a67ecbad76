import type { Domain } from './value.ts'
import type { Item } from '../../model/result.ts'

/** Items in their natural order: numbers by value, texts by code unit, no value last. */
export function compareItems(a: Item, b: Item): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a) < String(b) ? -1 : 1
}

/** Codes in the natural order of their items, buckets by their borders; no value last. */
export function compareCodes({ isOrdered, item }: Domain, a: number, b: number): number {
  if (a === 0 || b === 0) return Number(a === 0) - Number(b === 0)
  return isOrdered ? a - b : compareItems(item(a), item(b))
}
