import type { z } from 'zod'
import type { andCondition, Condition } from '../../../model/conditions.ts'
import type { Period } from '../../compilation/compilation.ts'
import { aligned, compileEach, inside, type Rule, type RulePlace } from '../rule.ts'
import { compileRangePeriod } from './date-range.ts'

/**
 * All of the conditions hold for the instance; at session and person scope different events may
 * fulfil them. A date range among them widens what the others are tested on: the window, plus the
 * sessions of that range.
 */
export const andRule: Rule<z.infer<typeof andCondition>> = {
  label: 'All of',
  description:
    'Every one of the conditions holds; in sessions and persons different events may fulfil them.',
  example: {
    and: [
      { dimension: 'page', op: 'equals', value: 'Home' },
      { dimension: 'page', op: 'equals', value: 'Cart' },
    ],
  },
  async compile({ and: conditions }, place) {
    const all = await compileEach(conditions, insideAnd(conditions, place))
    const { plan } = place.c
    const { masks, window } = aligned(place, all)
    const keeps = all.flatMap(({ keep }) => (keep === undefined ? [] : [keep]))
    const keep = keeps.length === 0 ? {} : { keep: plan.and(...keeps) }
    return { mask: plan.and(...masks), window, ...keep }
  },
  describe: ({ and: conditions }, _names, say) => conditions.map(say).join(' and '),
}

/** Where the conditions stand: date ranges among them widen what the others look at. */
export const insideAnd = (conditions: readonly Condition[], place: RulePlace): RulePlace =>
  inside({ ...place, period: widened(conditions, place) }, 'and')

function widened(conditions: readonly Condition[], place: RulePlace): Period {
  return conditions.reduce<Period>((period, condition, i) => {
    if (!('dateRange' in condition)) return period
    const range = compileRangePeriod(condition, inside(inside(place, 'and'), i))
    return union(place, period, range)
  }, place.period)
}

function union({ c: { plan } }: RulePlace, a: Period, b: Period): Period {
  return {
    start: Math.min(a.start, b.start),
    end: Math.max(a.end, b.end),
    mask: plan.or(a.mask, b.mask),
    window: plan.or(a.window, b.window),
  }
}
