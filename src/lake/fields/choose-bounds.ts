/** About as many buckets as are told apart beside each other. */
const MOST_BUCKETS = 32

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

type Unit = readonly [count: number, unit: 'month' | 'year'] | number

/** Spans of time that people count in, the shortest first. */
const spans: readonly Unit[] = [
  ...[1, 10, 100].map((count) => count),
  ...[1, 5, 15].map((count) => count * 1000),
  ...[1, 5, 15].map((count) => count * MINUTE),
  ...[1, 3, 6].map((count) => count * HOUR),
  ...[1, 7].map((count) => count * DAY),
  [1, 'month'],
  [3, 'month'],
  ...[1, 2, 5, 10, 20, 50, 100].map((count) => [count, 'year'] as const),
]

/**
 * Where the buckets of a histogram begin, and the last one ends: round numbers, or spans of time of UTC that
 * people count in, with `least` in the first and `most` in the last one. Ascending, at least two.
 */
export function chooseBounds(
  type: 'number' | 'timestamp' | 'date',
  least: number,
  most: number,
  isWhole: boolean,
): readonly number[] {
  if (type === 'number') return numberBounds(least, most, isWhole)
  const units =
    type === 'date' ? spans.filter((unit) => typeof unit !== 'number' || unit >= DAY) : spans
  const unit =
    units.find((each) => sizeOf(each) * (MOST_BUCKETS - 1) >= most - least) ?? units.at(-1)!
  return timeBounds(unit, least, most)
}

const sizeOf = (unit: Unit): number =>
  typeof unit === 'number' ? unit : unit[0] * (unit[1] === 'month' ? 28 : 365) * DAY

function numberBounds(least: number, most: number, isWhole: boolean): readonly number[] {
  const rough = most / (MOST_BUCKETS - 1) - least / (MOST_BUCKETS - 1)
  const size = roundUp(Math.max(rough, smallest(least, most), isWhole ? 1 : 0))
  const below = Math.floor(least / size)
  const first = times(below, size) > least ? below - 1 : below
  const bounds = [times(first, size)]
  for (let index = first + 1; bounds.at(-1)! <= most; index++) bounds.push(times(index, size))
  return bounds
}

/** A width that differs from none beside numbers as large as these. */
const smallest = (least: number, most: number): number =>
  Math.max(Number.MIN_VALUE * 1e16, Math.max(Math.abs(least), Math.abs(most)) * 1e-12)

/** 1, 2 or 5 times a power of ten, at least `rough`. */
function roundUp(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5].find((each) => each * power >= rough * (1 - 1e-9)) ?? 10
  return step * power
}

/** Without the error of a power of ten below one: `3 * 0.1` is 0.3. */
const times = (count: number, size: number): number =>
  size < 1 ? count / Math.round(1 / size) : count * size

function timeBounds(unit: Unit, least: number, most: number): readonly number[] {
  const bounds = [startOf(unit, least)]
  while (bounds.at(-1)! <= most) bounds.push(startOf(unit, bounds.at(-1)!, 1))
  return bounds
}

/** Weeks begin on Mondays. */
const MONDAY = 4 * DAY

/** Where the span begins that an instant is in, or the one that is so many after it. */
function startOf(unit: Unit, instant: number, later = 0): number {
  if (typeof unit === 'number') {
    const origin = unit === 7 * DAY ? MONDAY : 0
    return origin + (Math.floor((instant - origin) / unit) + later) * unit
  }
  const [count, name] = unit
  const date = new Date(instant)
  if (name === 'month') {
    const months = date.getUTCFullYear() * 12 + date.getUTCMonth()
    return utcMonth((Math.floor(months / count) + later) * count)
  }
  return utcMonth((Math.floor(date.getUTCFullYear() / count) + later) * count * 12)
}

/** `Date.UTC` takes years before 100 for those of the last century. */
function utcMonth(months: number): number {
  const date = new Date(0)
  return date.setUTCFullYear(Math.floor(months / 12), months % 12, 1)
}
