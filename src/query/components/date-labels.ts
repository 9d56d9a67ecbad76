import { type TimeDimensionId, isTimeDimension, monthNames } from '../../calendar/index.ts'
import type { Item } from '../../model/result.ts'
import type { Domain, TextValue } from '../compilation/value.ts'
import type { TimeBuckets } from '../standard/time-values.ts'
import { formatByPattern } from '../texts/date-pattern.ts'

/** Parts of time that are displayed by a pattern (§3.4); their items stay what they are. */
export function labelDates(value: TextValue, granularity: string, pattern: string): TextValue {
  const domain = value.domain as Domain & Pick<TimeBuckets, 'wall'>
  const label = (code: number): string => {
    const named = isTimeDimension(granularity)
      ? namedDay(granularity, domain.item(code))
      : undefined
    return formatByPattern(named ?? domain.wall(code), pattern)
  }
  return { ...value, domain: { ...domain, label } }
}

/**
 * The first day of what a month, quarter or year is named after, as UTC milliseconds: those of a
 * retail or fiscal calendar begin on another day.
 */
function namedDay(granularity: TimeDimensionId, item: Item): number | undefined {
  const text = String(item)
  if (granularity === 'year') return Date.UTC(Number(text), 0, 1)
  if (granularity === 'month') return Date.parse(`${text}-01T00:00Z`)
  if (granularity === 'quarter') return quarterDay(Number(text.slice(0, 4)), Number(text.slice(-1)))
  if (granularity === 'quarter-of-year') return quarterDay(2024, Number(text.slice(-1)))
  if (granularity !== 'month-of-year') return undefined
  return Date.UTC(
    2024,
    monthNames.findIndex((name) => name === text),
    1,
  )
}

const quarterDay = (year: number, quarter: number): number => Date.UTC(year, (quarter - 1) * 3, 1)
