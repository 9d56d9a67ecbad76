/** A stretch of UTC milliseconds `[start, end)` in which a zone keeps one offset from UTC. */
export interface Stretch {
  readonly start: number
  readonly end: number
  readonly offset: number
}

interface Zone {
  readonly format: Intl.DateTimeFormat
  readonly chunks: Map<number, readonly Stretch[]>
  last: Stretch
}

export const DAY_MS = 86_400_000

/** Stretches are found for about a year at a time. */
const CHUNK_MS = 2 ** 35

/** No zone of the IANA database has gone back to an offset sooner than this since 1900. */
const PROBE_MS = CHUNK_MS / 128

/** Before standard time, and before the years whose era Intl would have to tell. */
const EARLIEST_MS = Date.UTC(1800, 0, 1)

const zones = new Map<string, Zone>()

/**
 * What the clocks show, as milliseconds: the instant at which UTC clocks show the same. Throws a
 * RangeError for a zone that is not an IANA name.
 */
export function toWallTime(ms: number, timeZone: string): number {
  return ms + stretchAt(ms, timeZone).offset
}

/**
 * The first instant at which the clocks show `wall` (see `toWallTime`); for a time that the clocks skip,
 * the first instant after the gap. semantics "Our decisions", time zones
 */
export function fromWallTime(wall: number, timeZone: string): number {
  let stretch = stretchAt(wall - DAY_MS, timeZone)
  while (wall - stretch.offset >= stretch.end) stretch = stretchAt(stretch.end, timeZone)
  return Math.max(wall - stretch.offset, stretch.start)
}

/** The stretches that tile `[start, end)`, in order, cut to it. */
export function findStretches(start: number, end: number, timeZone: string): Stretch[] {
  const result: Stretch[] = []
  for (let from = start; from < end; ) {
    const stretch = stretchAt(from, timeZone)
    const to = Math.min(end, stretch.end)
    result.push({ start: from, end: to, offset: stretch.offset })
    from = to
  }
  return result
}

function stretchAt(ms: number, timeZone: string): Stretch {
  const zone = zones.get(timeZone) ?? openZone(timeZone)
  if (ms >= zone.last.start && ms < zone.last.end) return zone.last
  const index = Math.floor(ms / CHUNK_MS)
  const stretches = zone.chunks.get(index) ?? openChunk(zone, index)
  const found = stretches.find((stretch) => ms < stretch.end)
  if (found === undefined) throw new Error(`not an instant: ${ms}`)
  zone.last = found
  return found
}

function openZone(timeZone: string): Zone {
  const format = formatOf(timeZone)
  const zone: Zone = { format, chunks: new Map(), last: { start: 0, end: 0, offset: 0 } }
  zones.set(timeZone, zone)
  return zone
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
}

function openChunk(zone: Zone, index: number): readonly Stretch[] {
  const end = (index + 1) * CHUNK_MS
  const stretches: Stretch[] = []
  let start = index * CHUNK_MS
  let offset = askOffset(zone, start)
  for (let probe = start + PROBE_MS; probe <= end; probe += PROBE_MS) {
    const after = askOffset(zone, probe)
    if (after === offset) continue
    const change = changeBetween(zone, probe - PROBE_MS, probe, offset)
    if (change >= end) break
    stretches.push({ start, end: change, offset })
    start = change
    offset = after
  }
  stretches.push({ start, end, offset })
  zone.chunks.set(index, stretches)
  return stretches
}

/** The first whole second in `(before, after]` with another offset than at `before`. */
function changeBetween(zone: Zone, before: number, after: number, offset: number): number {
  let low = Math.floor(before / 1000)
  let high = Math.ceil(after / 1000)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (askOffset(zone, middle * 1000) === offset) low = middle
    else high = middle
  }
  return high * 1000
}

function askOffset(zone: Zone, ms: number): number {
  const utc = Math.floor(Math.max(ms, EARLIEST_MS) / 1000) * 1000
  const parts = zone.format.format(utc).split(/\D+/).map(Number)
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - utc
}
