import { addUnits, type Clock, endOf, startOf, type TimeRange } from '../../calendar/index.ts'
import type {
  DateRangeBounds,
  DateRangeRef,
  RangeEnd,
  RollingInstant,
} from '../../model/date-ranges.ts'
import { dateRangePresets, isDateRangePreset } from '../../model/date-range-presets.ts'
import { type Offset, readUnitAndCount } from '../../model/duration.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { Path } from '../../model/path.ts'
import type { Definitions } from './definitions.ts'
import { sayInstant } from '../texts/say-time.ts'
import { readInstant } from './read-instant.ts'
import { timeUnits } from './time-units.ts'

export interface DateRangeContext extends Clock {
  /** UTC milliseconds: what rolling ends are counted from. */
  readonly now: number
  readonly definitions: Pick<Definitions, 'dateRange' | 'ids'>
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
    { start: said(bounds.start, start, context), end: said(bounds.end, end, context) },
    context.path,
  )
}

const said = (end: RangeEnd, ms: number, { timeZone }: Clock): string =>
  typeof end === 'string' ? end : sayInstant(ms, timeZone)

function named(id: string, { definitions, path }: DateRangeContext): DateRangeBounds {
  const bounds =
    definitions.dateRange(id) ?? (isDateRangePreset(id) ? dateRangePresets[id] : undefined)
  if (bounds !== undefined) return bounds
  const allowed = [...definitions.ids('date-range'), ...Object.keys(dateRangePresets)]
  throw new ThroughlineError('request/unknown-date-range', { id, allowed }, path)
}

function resolveEnd(end: RangeEnd, context: DateRangeContext, path: Path): number {
  return typeof end === 'string'
    ? readInstant(end, context.timeZone, path)
    : rollingInstantOf(end, context.now, context)
}

/** The start or end of the current unit, moved by its offset in local calendar arithmetic. */
function rollingInstantOf(rolling: RollingInstant, now: number, clock: Clock): number {
  const base =
    'startOf' in rolling ? startOf(now, rolling.startOf, clock) : endOf(now, rolling.endOf, clock)
  return rolling.offset === undefined ? base : addOffset(base, rolling.offset, clock)
}

/** An instant moved by a whole duration in local calendar arithmetic, see `addUnits`. */
function addOffset(ms: number, offset: Offset, clock: Clock): number {
  const { unit, count } = readUnitAndCount(offset)
  return addUnits(ms, timeUnits[unit], count, clock)
}
