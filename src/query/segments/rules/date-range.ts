import type { DateRangeCondition } from '../../../model/conditions.ts'
import { type Period, addPeriod } from '../../compilation/compilation.ts'
import { describeRange } from '../../compilation/describe-range.ts'
import { resolveDateRange } from '../../compilation/date-range.ts'
import { warnOfEmptyRange } from '../../compilation/period.ts'
import { sayRange } from '../../texts/say-time.ts'
import { inside, liftToScope, type RulePlace, type Rule } from '../rule.ts'

/** Events in a range of time, also outside of what the report looks at. */
export const dateRangeRule: Rule<DateRangeCondition> = {
  label: 'Date range',
  description: 'Events in a range of time, also outside of what the report looks at.',
  example: { dateRange: 'last-30-days' },
  async compile(condition, place) {
    const { plan } = place.c
    const { mask, window } = compileRangePeriod(condition, place)
    const looked = plan.or(place.period.window, window)
    return liftToScope({ mask, window: looked }, 'event', place)
  },
  describe({ dateRange: range }, names) {
    if (typeof range === 'string') return `in ${names.dateRange(range)}`
    return describeRange(range, names.timeZone)
  },
}

/** The condition's range as a period. Errors: request/unknown-date-range, request/range-reversed. */
export function compileRangePeriod(condition: DateRangeCondition, place: RulePlace): Period {
  const { c } = place
  const { start, end } = resolveDateRange(condition.dateRange, {
    timeZone: c.view.timeZone,
    calendar: c.view.calendar,
    now: c.now,
    definitions: c.definitions,
    path: inside(place, 'dateRange').path,
  })
  warnOfEmptyRange(c, start, end)
  if (start >= place.period.end || end <= place.period.start) {
    const dates = sayRange({ start, end }, c.view.timeZone)
    c.warnings.add(`the dates ${dates} of a segment lie outside of the range of the report`)
  }
  return addPeriod(c, start, end)
}
