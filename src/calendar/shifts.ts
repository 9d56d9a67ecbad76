import type { Clock } from './calendar.ts'
import { addUnits, chooseSteps, type TimeUnit } from './units.ts'
import { DAY_MS, fromWallTime, findStretches, toWallTime } from './zone.ts'

/**
 * Where instants lie some calendar units later, as pieces: an instant t of piece p becomes
 * `targets[p] + (t - starts[p]) * slopes[p]`. Slopes are 1, and 0 where clocks skip the time.
 */
export interface Shifts {
  /** f64, ascending UTC milliseconds. */
  readonly starts: Float64Array
  readonly targets: Float64Array
  readonly slopes: Float64Array
}

const MINUTE_MS = 60_000

/** Every month of every calendar has as many days. */
const SHORTEST_MONTH_MS = 28 * DAY_MS

interface Piece {
  readonly start: number
  readonly target: number
  readonly slope: number
}

/**
 * `addUnits` for all instants in `[first, last]`. A month's first 28 days are one piece, its others one
 * each; where clocks change, here or where they lead to, days are taken minute by minute.
 */
export function measureShifts(
  unit: TimeUnit,
  count: number,
  clock: Clock,
  [first, last]: readonly [number, number],
): Shifts {
  const { timeZone, calendar } = clock
  const later = (ms: number) => addUnits(ms, unit, count, clock)
  const hasOneOffset = (start: number, end: number) =>
    findStretches(start, end, timeZone).length === 1 &&
    findStretches(later(start), later(end - 1) + 1, timeZone).length === 1
  const pieces: Piece[] = []
  const months = chooseSteps('month', calendar)
  const instant = (wall: number) => fromWallTime(wall, timeZone)
  const addDays = (from: number, next: number) => {
    for (let day = from; day < next; day += DAY_MS) {
      const [start, end] = [instant(day), instant(Math.min(day + DAY_MS, next))]
      const step = hasOneOffset(start, end) ? end - start : MINUTE_MS
      for (let at = start; at < end; at += step) addPiece(pieces, at, later)
    }
  }
  let month = months.floor(toWallTime(first, timeZone))
  while (instant(month) <= last) {
    const next = months.next(month)
    const common = month + SHORTEST_MONTH_MS
    if (hasOneOffset(instant(month), instant(common))) {
      addPiece(pieces, instant(month), later)
      addDays(common, next)
    } else addDays(month, next)
    month = next
  }
  return {
    starts: Float64Array.from(pieces, ({ start }) => start),
    targets: Float64Array.from(pieces, ({ target }) => target),
    slopes: Float64Array.from(pieces, ({ slope }) => slope),
  }
}

/** A new piece, unless the one before goes on. */
function addPiece(pieces: Piece[], start: number, later: (ms: number) => number): void {
  const target = later(start)
  const slope = later(start + MINUTE_MS - 1) === target ? 0 : 1
  const before = pieces.at(-1)
  const goesOn =
    before !== undefined &&
    before.slope === slope &&
    before.target + (start - before.start) * before.slope === target
  if (!goesOn) pieces.push({ start, target, slope })
}
