import type { Path } from '../model/path.ts'
import {
  type DateRangeBounds,
  type DateRangeRef,
  dateRangePresets,
  isDateRangePreset,
  type RangeEnd,
  type RollingInstant,
} from '../model/date-ranges.ts'
import { type DurationUnit, type Offset, unitAndCount } from '../model/duration.ts'
import { show, ThroughlineError } from '../model/errors.ts'
import { addUnits, type Clock, endOf, startOf, type TimeUnit } from './units.ts'
import { instantOfWall } from './zone.ts'

/** UTC milliseconds, `[start, end)`. */
export interface TimeRange {
  readonly start: number
  readonly end: number
}

export interface DateRangeContext extends Clock {
  /** UTC milliseconds: what rolling ends are counted from. */
  readonly now: number
  /** The bounds of a date-range definition. */
  readonly find: (id: string) => DateRangeBounds | undefined
  /** Where the range stands in the request, for errors. */
  readonly path: Path
}

/**
 * The instants of a date range: bounds, the id of a definition (which comes first) or a preset.
 * Errors: request/unknown-date-range, request/invalid for a date that does not exist,
 * request/range-reversed also for an empty range. semantics §8.1
 */
export function resolveDateRange(ref: DateRangeRef, context: DateRangeContext): TimeRange {
  const bounds = typeof ref === 'string' ? named(ref, context) : ref
  const pathOf = (end: string): Path =>
    typeof ref === 'string' ? context.path : [...context.path, end]
  const start = resolveEnd(bounds.start, context, pathOf('start'))
  const end = resolveEnd(bounds.end, context, pathOf('end'))
  if (end > start) return { start, end }
  throw new ThroughlineError(
    'request/range-reversed',
    { start: said(bounds.start, start), end: said(bounds.end, end) },
    context.path,
  )
}

const said = (end: RangeEnd, ms: number): string =>
  typeof end === 'string' ? end : new Date(ms).toISOString()

function named(id: string, { find, path }: DateRangeContext): DateRangeBounds {
  const bounds = find(id) ?? (isDateRangePreset(id) ? dateRangePresets[id] : undefined)
  if (bounds === undefined) throw new ThroughlineError('request/unknown-date-range', { id }, path)
  return bounds
}

function resolveEnd(end: RangeEnd, context: DateRangeContext, path: Path): number {
  return typeof end === 'string'
    ? instantOfText(end, context.timeZone, path)
    : rollingInstantOf(end, context.now, context)
}

/** The start or end of the current unit, moved by its offset in local calendar arithmetic. */
export function rollingInstantOf(rolling: RollingInstant, now: number, clock: Clock): number {
  const base =
    'startOf' in rolling ? startOf(now, rolling.startOf, clock) : endOf(now, rolling.endOf, clock)
  return rolling.offset === undefined ? base : addOffset(base, rolling.offset, clock)
}

const singular: Readonly<Record<DurationUnit, TimeUnit>> = {
  seconds: 'second',
  minutes: 'minute',
  hours: 'hour',
  days: 'day',
  weeks: 'week',
  months: 'month',
  quarters: 'quarter',
  years: 'year',
}

/** An instant moved by a whole duration in local calendar arithmetic, see `addUnits`. */
export function addOffset(ms: number, offset: Offset, clock: Clock): number {
  const { unit, count } = unitAndCount(offset)
  return addUnits(ms, singular[unit], count, clock)
}

const shape =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/

/**
 * The instant of an ISO 8601 text; local time in the zone when it has no offset.
 * Errors: request/invalid for another text and for dates and times that do not exist.
 */
export function instantOfText(text: string, timeZone: string, path: Path): number {
  const parts = shape.exec(text)
  const wall = parts === null ? undefined : wallOfParts(parts)
  if (parts === null || wall === undefined) {
    const reason = `${show(text)} is not a date or a date and time that exists`
    throw new ThroughlineError('request/invalid', { reason, value: text }, path)
  }
  const offset = parts[8]
  return offset === undefined ? instantOfWall(wall, timeZone) : wall - offsetMs(offset)
}

function wallOfParts(parts: RegExpExecArray): number | undefined {
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = ''] = parts
  const date = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  const wall = Date.parse(`${date}.${fraction.slice(0, 3).padEnd(3, '0')}Z`)
  if (Number.isNaN(wall)) return undefined
  return new Date(wall).toISOString().startsWith(date) ? wall : undefined
}

function offsetMs(offset: string): number {
  if (offset === 'Z') return 0
  const sign = offset.startsWith('-') ? -1 : 1
  return sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2))) * 60_000
}
