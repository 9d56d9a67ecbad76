import { parseInstant } from '../../calendar/index.ts'
import type { DateRangeBounds, RangeEnd } from '../../model/date-ranges.ts'
import { sayDuration } from '../../model/duration.ts'
import { sayInstant } from '../texts/say-time.ts'

/**
 * Bounds in words: `from start of month, 1 month back, to start of month`, `from Jan 1, 2026 to Feb 1, 2026`, by the
 * clock of a zone.
 */
export const describeRange = ({ start, end }: DateRangeBounds, timeZone: string): string =>
  `from ${describeEnd(start, timeZone)} to ${describeEnd(end, timeZone)}`

/** One end in words; the start of a day is said as the day. */
export function describeEnd(end: RangeEnd, timeZone: string): string {
  if (typeof end === 'string') {
    const ms = parseInstant(end, timeZone)
    return ms === undefined ? end : sayInstant(ms, timeZone).replace(/, 00:00$/, '')
  }
  const edge = 'startOf' in end ? `start of ${end.startOf}` : `end of ${end.endOf}`
  const [unit = '', count = 0] = Object.entries(end.offset ?? {})[0] ?? []
  if (count === 0) return edge
  return `${edge}, ${sayDuration({ [unit]: Math.abs(count) })} ${count < 0 ? 'back' : 'on'}`
}
