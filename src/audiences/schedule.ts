import type { Audience } from '../model/definitions/index.ts'
import { checkCron, nextOfCron } from '../timing/cron.ts'

const MINUTE_MS = 60_000

const patterns = {
  hourly: '0 * * * *',
  daily: '0 0 * * *',
  weekly: '0 0 * * 1',
  monthly: '0 0 1 * *',
} as const

type Scheduled = Pick<Audience, 'refresh'>

/**
 * The first moment behind another one at which an audience is evaluated by its calendar, in UTC milliseconds; null
 * where it has none. `timeZone` is that of its data view. Weeks begin on Monday.
 */
export function nextAfter({ refresh }: Scheduled, after: number, timeZone: string): number | null {
  if (refresh === 'live' || refresh === 'once') return null
  if (typeof refresh === 'string') return nextOfCron(patterns[refresh], timeZone, after)
  if ('minutes' in refresh) return after + refresh.minutes * MINUTE_MS
  return nextOfCron(refresh.cron, refresh.timeZone ?? timeZone, after)
}

/** Errors: definition/invalid, at the schedule, where it is none or never comes. */
export function checkSchedule({ refresh }: Scheduled): void {
  if (typeof refresh === 'object' && 'cron' in refresh) checkCron(refresh.cron, ['refresh', 'cron'])
}
