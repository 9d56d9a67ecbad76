import { Cron } from 'croner'
import type { Audience } from '../model/definitions/index.ts'
import { ThroughlineError } from '../model/errors.ts'

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
  if (typeof refresh === 'string') return nextOf(patterns[refresh], timeZone, after)
  if ('minutes' in refresh) return after + refresh.minutes * MINUTE_MS
  return nextOf(refresh.cron, refresh.timeZone ?? timeZone, after)
}

const nextOf = (pattern: string, timezone: string, after: number): number | null =>
  new Cron(pattern, { timezone, paused: true }).nextRun(new Date(after))?.getTime() ?? null

/** Errors: definition/invalid, at the schedule, where it is none or never comes. */
export function checkSchedule({ refresh }: Scheduled): void {
  if (typeof refresh === 'string' || 'minutes' in refresh) return
  const { cron } = refresh
  const refuse = (reason: string) =>
    new ThroughlineError('definition/invalid', { reason, value: cron }, ['refresh', 'cron'])
  if (cron.trim().split(/\s+/).length !== 5) {
    throw refuse('a schedule has five parts: minute, hour, day, month, weekday')
  }
  let next: number | null
  try {
    next = nextOf(cron, 'UTC', Date.now())
  } catch (error) {
    throw refuse(`it is no schedule: ${(error as Error).message.replace(/^CronPattern: /, '')}`)
  }
  if (next === null) throw refuse('it never comes')
}
