import { toMilliseconds } from '../../../model/duration.ts'
import type { PullSchedule, Source } from '../../../model/definitions/source.ts'
import { nextOfCron } from '../../../timing/cron.ts'
import type { PullState } from './state.ts'

/** When a source is read next, in UTC milliseconds: at once what never was; null where no time comes. */
export function nextPull({ watch, table }: Source, { endedAt }: PullState): number | null {
  const every = (watch ?? table)?.every
  if (every === undefined) return null
  return endedAt === null ? 0 : nextAfter(every, endedAt)
}

function nextAfter(every: PullSchedule, endedAt: number): number | null {
  return typeof every === 'object' && 'cron' in every
    ? nextOfCron(every.cron, every.timeZone, endedAt)
    : endedAt + toMilliseconds(every)
}
