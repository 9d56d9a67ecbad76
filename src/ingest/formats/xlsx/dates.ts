const MS_PER_DAY = 86_400_000
/** The day 0 of workbooks that count from 1900, in days since 1970. */
const EPOCH_1900 = -25_569
const EPOCH_1904 = -24_107
/** Excel holds 1900 for a leap year; days before its 29 February are one less. */
const FEBRUARY_29_1900 = 60

/** A date or time as text without a zone: `2024-02-29`, `2024-02-29T13:30:00.000`, `13:30:00.000` of no day. */
export function writeDate(days: number, isFrom1904: boolean): string {
  const isEarly = !isFrom1904 && days >= 1 && days < FEBRUARY_29_1900
  const epoch = isFrom1904 ? EPOCH_1904 : EPOCH_1900 + (isEarly ? 1 : 0)
  const instant = new Date(Math.round((days + epoch) * MS_PER_DAY))
  if (Number.isNaN(instant.getTime())) return String(days)
  const text = instant.toISOString().slice(0, -1)
  if (days < 1) return text.slice(11)
  return text.endsWith('T00:00:00.000') ? text.slice(0, 10) : text
}
