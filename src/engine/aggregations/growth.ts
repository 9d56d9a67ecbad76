import { toNode } from '../links.ts'
import type { MaskRef, NodeRef } from '../vectors.ts'
import type { AggregationKind } from './aggregation.ts'

/** Persons by period as new, repeat, return and dormant (§8.12 Active growth). */
export interface GrowthAggregation {
  readonly kind: 'growth'
  /** Codes 1 … periods, lookback included. */
  readonly period: NodeRef
  readonly periods: number
  /** Events by which a person is active. */
  readonly mask: MaskRef
}

/** One figure per period; index 0 is unused. */
export interface GrowthPartial {
  /** Never active before. */
  readonly new: Float64Array
  /** Active in the period before, too. */
  readonly repeat: Float64Array
  /** Active before, but not in the period before. */
  readonly return: Float64Array
  /** Active in the period before, but not in this one. */
  readonly dormant: Float64Array
}

const kinds = ['new', 'repeat', 'return', 'dormant'] as const

export const growth: AggregationKind<GrowthAggregation, GrowthPartial> = {
  links: { period: toNode, mask: toNode },
  start(aggregation) {
    const counts = empty(aggregation.periods)
    return {
      consume(scope) {
        const period = scope.codes(aggregation.period)
        const mask = scope.maskOrAll(aggregation.mask)
        const { count, offsets } = scope.persons
        for (let p = 0; p < count; p++) {
          let before = 0
          for (let i = offsets[p]!; i < offsets[p + 1]!; i++) {
            const now = period[i]!
            if (now === 0 || now === before || (mask && !mask[i])) continue
            noteActive(counts, before, now)
            before = now
          }
          if (before > 0 && before < aggregation.periods) counts.dormant[before + 1]!++
        }
      },
      partial: () => counts,
    }
  },
  merge(aggregation, all) {
    const sum = empty(aggregation.periods)
    for (const partial of all) {
      for (const kind of kinds) partial[kind].forEach((count, p) => (sum[kind][p]! += count))
    }
    return sum
  },
}

function empty(periods: number): GrowthPartial {
  const zeros = () => new Float64Array(periods + 1)
  return { new: zeros(), repeat: zeros(), return: zeros(), dormant: zeros() }
}

/** A person becomes active in period `now`, having been active last in `before` (0: never). */
function noteActive(counts: GrowthPartial, before: number, now: number): void {
  const kind = before === 0 ? 'new' : before === now - 1 ? 'repeat' : 'return'
  counts[kind][now]!++
  if (kind === 'return') counts.dormant[before + 1]!++
}
