const dayFormat = new Intl.DateTimeFormat(undefined, {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  timeZone: 'UTC',
})

/** The day of a time in the data view's zone, such as `2026-01-06T19:00:00.000`. */
export const printLocalDay = (local: string): string => dayFormat.format(Date.parse(`${local}Z`))

/** Its hours, minutes and seconds. */
export const printClock = (local: string): string => local.slice(11, 19)

/** Day and time. */
export const printLocal = (local: string): string => `${printLocalDay(local)}, ${printClock(local)}`

/** The same without seconds. */
export const printMinute = (local: string): string =>
  `${printLocalDay(local)} ${local.slice(11, 16)}`

/** From a time to another: the day of the second only where it is another one. */
export function printSpan(start: string, end: string): string {
  const from = printMinute(start)
  if (start.slice(0, 16) === end.slice(0, 16)) return from
  const to = end.slice(11, 16)
  const isSameDay = start.slice(0, 10) === end.slice(0, 10)
  return `${from} – ${isSameDay ? to : `${printLocalDay(end)} ${to}`}`
}
