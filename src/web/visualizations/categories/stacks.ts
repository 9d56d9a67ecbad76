import type { FreeformResult } from '../../../query/reports/freeform/request.ts'
import type { Figure, Item } from '../../../model/result.ts'

export interface Stack {
  readonly item: Item
  readonly label: string | undefined
  /** One per part, in the order of the parts. */
  readonly values: readonly Figure[]
  /** The same in the range that it is compared with; null values where there is none. */
  readonly compared: readonly Figure[]
}

export interface Stacks {
  readonly stacks: readonly Stack[]
  readonly parts: readonly { readonly item: Item; readonly label: string | undefined }[]
  readonly allStacks: number
  readonly allParts: number
}

/** Pairs of items as stacks of parts: the largest of both by their sums, in that order. */
export function stackPairs(
  { rows }: Pick<FreeformResult, 'rows'>,
  mostStacks: number,
  mostParts: number,
): Stacks {
  const pairs = rows.map(({ items = [], labels = [], values }) => ({
    stack: { item: items[0] ?? null, label: labels[0] ?? undefined },
    part: { item: items[1] ?? null, label: labels[1] ?? undefined },
    value: values[0] ?? null,
    compared: values[1] ?? null,
  }))
  const stacks = largest(pairs.map(({ stack, value }) => ({ ...stack, value })))
  const parts = largest(pairs.map(({ part, value }) => ({ ...part, value }))).slice(0, mostParts)
  const pairOf = new Map(pairs.map((pair) => [keyOf(pair.stack.item, pair.part.item), pair]))
  return {
    stacks: stacks.slice(0, mostStacks).map(({ item, label }) => ({
      item,
      label,
      values: parts.map((part) => pairOf.get(keyOf(item, part.item))?.value ?? null),
      compared: parts.map((part) => pairOf.get(keyOf(item, part.item))?.compared ?? null),
    })),
    parts,
    allStacks: stacks.length,
    allParts: new Set(pairs.map(({ part }) => JSON.stringify(part.item))).size,
  }
}

const keyOf = (...items: readonly Item[]): string => JSON.stringify(items)

interface Sized {
  readonly item: Item
  readonly label: string | undefined
  readonly value: Figure
}

/** Each item once, by the sum of its values: an order, not a number that is shown. */
function largest(all: readonly Sized[]): readonly Sized[] {
  const sums = new Map<string, Sized>()
  for (const each of all) {
    const key = keyOf(each.item)
    const sum = (sums.get(key)?.value ?? 0) + (each.value ?? 0)
    sums.set(key, { ...each, value: sum })
  }
  return [...sums.values()].toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0))
}
