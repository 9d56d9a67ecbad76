const EARLIEST = Date.UTC(2000, 0, 1)
const AHEAD = 86_400_000

type Told = string | number | undefined

/**
 * When something happened by the server's clock: received − (sent − happened by the sender's clock). UTC
 * milliseconds; collect §1. Without a time of sending the sender's clock is taken to be right, without a
 * time at all it happened when it was received.
 */
export function correctTime(
  time: Told,
  sentAt: Told,
  receivedAt: number,
): number | 'unreadable-time' | 'time-out-of-range' {
  if (time === undefined) return receivedAt
  const told = readInstant(time)
  if (told === undefined) return 'unreadable-time'
  const sent = sentAt === undefined ? undefined : readInstant(sentAt)
  const at = Math.round(sent === undefined ? told : receivedAt - (sent - told))
  return at >= EARLIEST && at <= receivedAt + AHEAD ? at : 'time-out-of-range'
}

/** ISO with or without an offset (then UTC), or seconds, milliseconds or microseconds since 1970. */
export function readInstant(time: string | number): number | undefined {
  if (typeof time === 'number') return readEpoch(time)
  if (/^\d{9,17}(\.\d+)?$/.test(time)) return readEpoch(Number(time))
  const iso = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d([.,]\d+)?)?)? *(Z|[+-]\d\d:?\d\d)?$/i
  const [whole, clock, , , offset] = iso.exec(time) ?? []
  if (whole === undefined) return undefined
  const utc = clock !== undefined && offset === undefined ? `${time}Z` : time
  const at = Date.parse(utc.replace(',', '.').replace(/ (?=[Z+-])/i, ''))
  return Number.isNaN(at) || !isDay(time) ? undefined : at
}

/** `Date.parse` rolls 30 February over. */
function isDay(time: string): boolean {
  const day = time.slice(0, 10)
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)
}

function readEpoch(number: number): number | undefined {
  if (!Number.isFinite(number)) return undefined
  const size = Math.abs(number)
  if (size < 1e11) return number * 1000
  return size < 1e14 ? number : number / 1000
}
