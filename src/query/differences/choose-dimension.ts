import { divide, type Sides } from './factors.ts'
import type { ItemFigures } from './moved-items.ts'
import type { Comparison } from '../../model/answers/comparison.ts'

export interface Candidate {
  readonly dimension: string
  readonly figures: readonly ItemFigures[]
  readonly split: (most: number) => Pick<Comparison, 'items' | 'others' | 'overlap'>
}

/** Those with more items tell nothing at a glance. */
const MOST_ITEMS = 200
const TOLD = 3

/**
 * The dimension whose items moved most unevenly: whose three largest effects are furthest from what they would be,
 * had all items moved alike. Ties go to the first.
 */
export function chooseDimension<C extends Candidate>(
  candidates: readonly C[],
  whole: Sides,
): C | undefined {
  let chosen: C | undefined
  let most = -Infinity
  for (const candidate of candidates) {
    if (candidate.figures.length > MOST_ITEMS) continue
    const unevenness = measureUnevenness(candidate, whole)
    if (unevenness <= most) continue
    most = unevenness
    chosen = candidate
  }
  return chosen
}

function measureUnevenness({ split, figures }: Candidate, whole: Sides): number {
  if (figures.length < 2) return -1
  const alike = whole.now - whole.before
  return split(TOLD).items.reduce((sum, { effect, before, mix }) => {
    const expected = mix === undefined ? (divide(before ?? 0, whole.before) ?? 0) * alike : 0
    return sum + Math.abs(effect - expected)
  }, 0)
}
