import type { Cause } from '../../model/answers/comparison.ts'
import { splitProduct } from './split-product.ts'

/** Both sides of what is compared. */
export interface Sides<T = number> {
  readonly before: T
  readonly now: T
}

/** Quantities of which each is divided by the one before it, with the names of what comes of it. */
export interface Step extends Sides {
  readonly name: string
}

/**
 * Splits the difference of the last quantity into the effects of the first one and of each ratio. A ratio that one
 * side lacks, because there is nothing to divide by, counts as unchanged; where a quantity is left of nothing, the
 * whole difference is the last step's.
 */
export function splitChain(chain: readonly Step[]): Cause[] {
  const ratios = chain.map((step, index) => ratioOf(step, chain[index - 1]))
  const last = chain.at(-1)!
  const difference = last.now - last.before
  const effects = splitProduct(
    ratios.map(({ before, now }) => before ?? now ?? 0),
    ratios.map(({ before, now }) => now ?? before ?? 0),
  )
  const left = difference - effects.reduce((sum, effect) => sum + effect, 0)
  return chain.map(({ name }, index) => ({
    name,
    ...ratios[index]!,
    effect: effects[index]! + (index === chain.length - 1 ? left : 0),
  }))
}

function ratioOf(step: Step, by: Step | undefined): Sides<number | null> {
  if (by === undefined) return { before: step.before, now: step.now }
  return { before: divide(step.before, by.before), now: divide(step.now, by.now) }
}

export const divide = (part: number, whole: number): number | null =>
  whole === 0 ? null : part / whole
