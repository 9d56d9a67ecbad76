import { Cron } from 'croner'
import { ThroughlineError } from '../model/errors.ts'
import type { Path } from '../model/path.ts'

/** The first moment of a calendar behind another one, in UTC milliseconds; null where none comes. */
export const nextOfCron = (pattern: string, timezone: string, after: number): number | null =>
  new Cron(pattern, { timezone, paused: true }).nextRun(new Date(after))?.getTime() ?? null

/** Errors: definition/invalid, at `path`, of what is no calendar by minutes, or never comes. */
export function checkCron(cron: string, path: Path): void {
  const refuse = (reason: string) =>
    new ThroughlineError('definition/invalid', { reason, value: cron }, path)
  if (cron.trim().split(/\s+/).length !== 5) {
    throw refuse('a schedule has five parts: minute, hour, day, month, weekday')
  }
  let next: number | null
  try {
    next = nextOfCron(cron, 'UTC', Date.now())
  } catch (error) {
    throw refuse(`it is no schedule: ${(error as Error).message.replace(/^CronPattern: /, '')}`)
  }
  if (next === null) throw refuse('it never comes')
}
