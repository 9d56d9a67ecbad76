import { addUnits, type Clock, endOf, startOf } from '../../../calendar/index.ts'
import type { AudienceActivity } from '../../../model/answers/audiences.ts'
import type { AudienceStore } from '../../../store/index.ts'

export const activityUnits = ['hour', 'day', 'week', 'month'] as const

interface ActivityQuery {
  readonly by: (typeof activityUnits)[number]
  /** The last so many units, the one of now included. */
  readonly last: number
}

const isoOf = (milliseconds: number): string => new Date(milliseconds).toISOString()

interface Ground {
  readonly clock: Clock
  /** UTC milliseconds. */
  readonly now: number
}

/** Entries and exits in each of the last units of time, in their order; zeroes where there were none. */
export async function countActivity(
  store: Pick<AudienceStore, 'countChangesByQuarter'>,
  audience: string,
  { by, last, clock, now }: ActivityQuery & Ground,
): Promise<AudienceActivity> {
  const units: { readonly start: number; readonly end: number; entered: number; left: number }[] =
    []
  let start = startOf(addUnits(now, by, 1 - last, clock), by, clock)
  const first = start
  for (; start <= now; start = endOf(start, by, clock)) {
    units.push({ start, end: endOf(start, by, clock), entered: 0, left: 0 })
  }
  for (const found of await store.countChangesByQuarter(audience, isoOf(first))) {
    const at = Date.parse(found.start)
    const unit = units.find(({ end }) => at < end)
    if (unit !== undefined) unit[found.status] += found.count
  }
  const rows = units.map(({ start: from, end, ...counts }) => {
    return { start: isoOf(from), end: isoOf(end), ...counts }
  })
  return { by, timeZone: clock.timeZone, rows }
}
