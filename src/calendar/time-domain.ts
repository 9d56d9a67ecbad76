import type { Steps } from './units.ts'
import { findStretches } from './zone.ts'

export type TimeItem = string | number | null

/** The items of a time dimension in a range, and the instants at which they change. */
export interface TimeDomain {
  /** f64, ascending UTC milliseconds: bucket b + 1 is `[bounds[b], bounds[b + 1])`; tiles the range. */
  readonly bounds: Float64Array
  /** u32, one per bucket from 0: the code of its item; `codes[0]` is 0, outside of the range. */
  readonly codes: Uint32Array
  /** Number of codes, with 0. Codes ascend in time, or in the natural order of the items. */
  readonly size: number
  /** The item of a code; `null` for 0. */
  item(code: number): TimeItem
  /** The code of an item; `undefined` when the range does not have it. */
  codeOf(item: TimeItem): number | undefined
  /** A local time of the item, as UTC milliseconds (`toWallTime`): the first, or one for a part of a cycle. */
  wall(code: number): number
  /** Units from the first item to this one, with those that the clocks skip. */
  position(code: number): number
}

/** So many first items of a time line are cached as text once they were asked for. */
const CACHED_TEXTS = 4096

export interface DomainRequest {
  readonly timeZone: string
  readonly start: number
  readonly end: number
}

/** How the items of a time line (days, months, years …) are told apart and written. */
export interface TimeLine {
  readonly steps: Steps
  readonly text: (wall: number) => string
  /** Whether all units have `steps.shortestMs`. */
  readonly hasEqualUnits: boolean
}

/** How the parts of a cycle (hour of day, day of week …) are told apart and written. */
export interface TimeCycle {
  readonly steps: Steps
  /** The place of a local time's part in `items`. */
  readonly index: (wall: number) => number
  readonly items: readonly (string | number)[]
  /** A local time with the part of a place. */
  readonly example: (index: number) => number
}

/** The domain of a time line: an item that comes twice (a repeated hour) has one code. */
export function buildLineDomain(
  request: DomainRequest,
  { steps, text, hasEqualUnits }: TimeLine,
): TimeDomain {
  const { bounds, keys } = cut(request, steps, (start) => start)
  const walls = ascending(keys)
  const texts: string[] = []
  const textOf = (code: number): string => {
    if (code > CACHED_TEXTS) return text(walls[code - 1]!)
    texts[code] ??= text(walls[code - 1]!)
    return texts[code]!
  }
  return {
    bounds,
    codes: codesOf(keys, walls),
    size: walls.length + 1,
    item: (code) => (code === 0 ? null : textOf(code)),
    codeOf: (item) => (item === null ? 0 : codeOfText(String(item), walls, text)),
    wall: (code) => walls[code - 1]!,
    position: (code) =>
      hasEqualUnits ? (walls[code - 1]! - walls[0]!) / steps.shortestMs : code - 1,
  }
}

/** The domain of a cycle: all its parts have a code, in their natural order. */
export function buildCycleDomain(request: DomainRequest, cycle: TimeCycle): TimeDomain {
  const { bounds, keys } = cut(request, cycle.steps, (start) => cycle.index(start) + 1)
  const codes = new Uint32Array(keys.length + 1)
  codes.set(keys, 1)
  const codeByItem = new Map<TimeItem, number>(cycle.items.map((item, index) => [item, index + 1]))
  return {
    bounds,
    codes,
    size: cycle.items.length + 1,
    item: (code) => cycle.items[code - 1] ?? null,
    codeOf: (item) => (item === null ? 0 : codeByItem.get(item)),
    wall: (code) => cycle.example(code - 1),
    position: (code) => code - 1,
  }
}

/** The buckets of a range and the key of each; neighbours differ in their keys. */
function cut(
  { timeZone, start, end }: DomainRequest,
  steps: Steps,
  keyOf: (start: number) => number,
): { bounds: Float64Array; keys: number[] } {
  const bounds: number[] = []
  const keys: number[] = []
  let last = Number.NaN
  for (const stretch of findStretches(start, end, timeZone)) {
    const { offset } = stretch
    let piece = steps.floor(stretch.start + offset)
    for (let from = stretch.start; from < stretch.end; from = piece - offset) {
      const key = keyOf(piece)
      if (key !== last) {
        bounds.push(from)
        keys.push(key)
        last = key
      }
      piece = steps.next(piece)
    }
  }
  bounds.push(end)
  return { bounds: new Float64Array(bounds), keys }
}

/** The distinct keys in order; all but a repeated hour's come so already. */
function ascending(keys: readonly number[]): Float64Array {
  const distinct: number[] = []
  for (const key of keys) {
    const last = distinct.at(-1)
    if (last === undefined || key > last) distinct.push(key)
    else insert(distinct, key)
  }
  return new Float64Array(distinct)
}

function insert(distinct: number[], key: number): void {
  const place = firstNotBelow(distinct.length, (index) => distinct[index]! >= key)
  if (distinct[place] !== key) distinct.splice(place, 0, key)
}

function codesOf(keys: readonly number[], walls: Float64Array): Uint32Array {
  const codes = new Uint32Array(keys.length + 1)
  let code = 0
  keys.forEach((key, bucket) => {
    const isNext = walls[code] === key
    code = isNext ? code + 1 : firstNotBelow(walls.length, (index) => walls[index]! >= key) + 1
    codes[bucket + 1] = code
  })
  return codes
}

/** Items of a time line sort by time also as text. */
function codeOfText(
  item: string,
  walls: Float64Array,
  text: (wall: number) => string,
): number | undefined {
  const place = firstNotBelow(walls.length, (index) => text(walls[index]!) >= item)
  return place < walls.length && text(walls[place]!) === item ? place + 1 : undefined
}

/** The first index of `0 … count - 1` that is not below, `count` if all are. */
function firstNotBelow(count: number, isNotBelow: (index: number) => boolean): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (isNotBelow(middle)) high = middle
    else low = middle + 1
  }
  return low
}
