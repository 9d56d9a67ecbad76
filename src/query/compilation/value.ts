import type { NodeRef } from '../../engine/index.ts'
import type { Item } from '../../model/result.ts'

export type ItemType = 'text' | 'boolean' | 'number' | 'time'

/**
 * The values that codes stand for: code 0 is no value (`null`), 1 … size - 1 are items. Two domains
 * with the same `id` in one data version have the same codes.
 */
export interface Domain {
  readonly id: string
  readonly size: number
  /** Whether codes rise in the natural order of the items: times, buckets, numbers. */
  readonly isOrdered?: boolean
  /** Whether the items are parts of time, which run on where nothing else is asked. */
  readonly isTime?: boolean
  /** What the items are, where they are all of one type: times are periods of a time line, as texts. */
  readonly itemType?: ItemType
  item(code: number): Item
  /** How the item of a code, not 0, is displayed, where that is not as it is written. */
  label?(code: number): string
  /** The code of an item, or undefined when it does not occur. */
  codeOf(item: Item): number | undefined
}

/** Codes of a domain per event (or per element of a list). */
export interface TextValue {
  readonly kind: 'text'
  readonly ref: NodeRef
  readonly domain: Domain
  /** Whether an event can have several values. */
  readonly isList: boolean
  /** The list whose elements hold the values; absent for sets made by a rule. */
  readonly list?: string
}

/** A number per event (or per element of a list); instants are UTC milliseconds. */
export interface NumberValue {
  readonly kind: 'number'
  readonly ref: NodeRef
  readonly isInstant: boolean
  readonly isList: boolean
  readonly list?: string
}

export type Value = TextValue | NumberValue

/** A domain of given items, which take codes 1, 2, 3 …. */
export function listDomain(id: string, items: readonly Item[], itemType?: ItemType): Domain {
  let codes: Map<Item, number> | undefined
  return {
    id,
    size: items.length + 1,
    ...(itemType === undefined ? {} : { itemType }),
    item: (code) => items[code - 1] ?? null,
    codeOf(item) {
      codes ??= new Map(items.map((value, index) => [value, index + 1]))
      return item === null ? 0 : codes.get(item)
    },
  }
}
