import { DAY_MS, fromWallTime, toWallTime } from '../../calendar/index.ts'

const HOUR_MS = 3_600_000

/**
 * The instant that a row of summary data counts at in a data view's zone: a daily row on its UTC day,
 * whatever the zone, and every row at a full hour of the zone's clocks. semantics §3.11
 */
export function reportedTime(ms: number, granularity: 'hour' | 'day', timeZone: string): number {
  const at = granularity === 'day' ? onItsDay(ms, timeZone) : ms
  const wall = toWallTime(at, timeZone)
  return at - (wall - Math.floor(wall / HOUR_MS) * HOUR_MS)
}

/** West of Greenwich the local day begins after the UTC day. */
function onItsDay(ms: number, timeZone: string): number {
  const day = Math.floor(ms / DAY_MS) * DAY_MS
  return Math.max(ms, fromWallTime(day, timeZone))
}
