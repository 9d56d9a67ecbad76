import type { DateRangeBounds, DateRangeRef } from '../../model/date-ranges.ts'
import type { ConnectionStatus } from '../../model/answers/connections.ts'

type Times = Pick<ConnectionStatus, 'firstTime' | 'lastTime'>

/** The chosen range as reports take it; `all` is from the first event to just after the last. */
export function reportRange(range: string | DateRangeBounds, times: Times): DateRangeRef {
  if (range !== 'all') return range
  const { firstTime, lastTime } = times
  return {
    start: new Date(firstTime ?? 0).toISOString(),
    end: new Date((lastTime ?? 0) + 1).toISOString(),
  }
}

/** The first and last day with data in the data view's zone. */
export function findDataDays({ firstTime, lastTime }: Times, timeZone: string) {
  return { start: dayIn(firstTime ?? 0, timeZone), end: dayIn(lastTime ?? 0, timeZone) }
}

const dayIn = (instant: number, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone }).format(instant)
