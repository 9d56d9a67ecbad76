/** Units of time whose items stand along an axis. */
export type Granularity = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year'

/**
 * The label of an interval (`2026-01-31`, `2026-01-31T14:00`, `2026-01`, `2026-Q1`, `2026`) below an axis.
 * Intervals are local times of the data view's zone already. `isFirst` adds what the others leave out.
 */
export function timeTick(item: string, granularity: Granularity, isFirst: boolean): string {
  if (granularity === 'quarter' || granularity === 'year') return item.replace('-', ' ')
  const instant = readLocal(item)
  if (Number.isNaN(instant)) return item
  const at = new Date(instant)
  const print = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(undefined, { ...options, timeZone: 'UTC' }).format(instant)
  if (granularity === 'month') {
    return print(
      isFirst || at.getUTCMonth() === 0 ? { month: 'short', year: 'numeric' } : { month: 'short' },
    )
  }
  const isClock = granularity === 'hour' || granularity === 'minute'
  if (isClock && !(isFirst || isMidnight(at)))
    return print({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return print({ day: 'numeric', month: 'short' })
}

const isMidnight = (at: Date): boolean => at.getUTCHours() === 0 && at.getUTCMinutes() === 0

/** The whole name of an interval, as a card and a table say it. */
export function timeName(item: string, granularity: Granularity): string {
  if (granularity === 'quarter' || granularity === 'year') return item.replace('-', ' ')
  const instant = readLocal(item)
  if (Number.isNaN(instant)) return item
  return new Intl.DateTimeFormat(undefined, { ...names[granularity], timeZone: 'UTC' }).format(
    instant,
  )
}

const day = { year: 'numeric', month: 'short', day: 'numeric' } as const
const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
const names = {
  minute: { ...day, ...clock },
  hour: { ...day, ...clock },
  day: { weekday: 'short', ...day },
  week: day,
  month: { year: 'numeric', month: 'long' },
} as const satisfies Partial<Record<Granularity, Intl.DateTimeFormatOptions>>

function readLocal(item: string): number {
  if (item.length === 7) return Date.parse(`${item}-01T00:00Z`)
  if (item.length === 10) return Date.parse(`${item}T00:00Z`)
  return Date.parse(item.length === 13 ? `${item}:00Z` : `${item}Z`)
}
