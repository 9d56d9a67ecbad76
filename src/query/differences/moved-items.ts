import type { Comparison, MovedItem } from '../../model/answers/comparison.ts'
import type { Item } from '../../model/result.ts'
import { divide, type Sides } from './factors.ts'

/** An item with its figures; of a rate `parts` are what is divided and what it is divided by. */
export interface ItemFigures {
  readonly item: Item
  readonly label?: string | undefined
  readonly whole: Sides
  readonly parts?: { readonly numerator: Sides; readonly denominator: Sides }
}

type Told = Pick<Comparison, 'items' | 'others' | 'overlap'>

/** Parts of a sum: each item's effect is its own difference. */
export function splitSum(items: readonly ItemFigures[], total: Sides, most: number): Told {
  const moved = items.map(({ item, label, whole: { before, now } }) => ({
    ...named(item, label),
    before,
    now,
    effect: now - before,
  }))
  return takeLargest(moved, total.now - total.before, most)
}

/**
 * Parts of a rate: with w an item's share of what is divided by and r its rate, Δw × (mean r − mean rate of
 * all) is its mix and mean w × Δr its rate. An item that one side lacks has there the rate of its other side.
 */
export function splitRate(
  items: readonly ItemFigures[],
  all: { readonly numerator: Sides; readonly denominator: Sides },
  most: number,
): Told {
  const rateOf = (side: keyof Sides, of: typeof all) =>
    divide(of.numerator[side], of.denominator[side])
  const [before, now] = [rateOf('before', all) ?? 0, rateOf('now', all) ?? 0]
  const mean = (before + now) / 2
  const moved = items.map(({ item, label, parts }): MovedItem => {
    const own = parts!
    const rates = { before: rateOf('before', own), now: rateOf('now', own) }
    const r = { before: rates.before ?? rates.now ?? 0, now: rates.now ?? rates.before ?? 0 }
    const w = {
      before: divide(own.denominator.before, all.denominator.before) ?? 0,
      now: divide(own.denominator.now, all.denominator.now) ?? 0,
    }
    const mix = (w.now - w.before) * ((r.before + r.now) / 2 - mean)
    const rate = ((w.before + w.now) / 2) * (r.now - r.before)
    return { ...named(item, label), ...rates, effect: mix + rate, mix, rate }
  })
  return takeLargest(moved, now - before, most)
}

const named = (item: Item, label: string | undefined) =>
  label === undefined ? { item } : { item, label }

function takeLargest(moved: MovedItem[], difference: number, most: number): Told {
  const bySize = moved.toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
  const items = bySize.slice(0, most).filter(({ effect }) => effect !== 0)
  const left = bySize.slice(items.length).filter(({ effect }) => effect !== 0)
  const others = left.length === 0 ? null : { items: left.length, effect: sumOf(left) }
  const overlap = difference - sumOf(items) - (others?.effect ?? 0)
  return { items, others, overlap: isRounding(overlap, moved, difference) ? 0 : overlap }
}

const sumOf = (moved: readonly MovedItem[]): number =>
  moved.reduce((sum, { effect }) => sum + effect, 0)

/** What the addition of doubles leaves is nothing that was counted. */
function isRounding(left: number, moved: readonly MovedItem[], difference: number): boolean {
  const size = moved.reduce(
    (largest, { before, now }) => Math.max(largest, Math.abs(before ?? 0), Math.abs(now ?? 0)),
    Math.abs(difference),
  )
  return Math.abs(left) <= size * moved.length * 1e-12
}
