import { z } from 'zod'
import { offset } from './duration.ts'

/** `2026-01-31`, or a date and time with or without offset. */
export const instantSchema = z
  .string()
  .regex(
    /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/,
    'an ISO 8601 date or date and time',
  )
  .meta({ description: 'ISO 8601; a date alone is midnight in the data view’s time zone' })

export const calendarUnits = ['day', 'week', 'month', 'quarter', 'year'] as const

/**
 * A moving end of a range: start or end of the current unit, shifted by an offset. The end of a unit
 * is the start of the next one (ranges are half-open). semantics §8.1
 */
export const rollingInstant = z.union([
  z.strictObject({ startOf: z.enum(calendarUnits), offset: offset.optional() }),
  z.strictObject({ endOf: z.enum(calendarUnits), offset: offset.optional() }),
])

export const rangeEnd = z.union([instantSchema, rollingInstant])

/** `[start, end)`; each end is fixed or rolling. */
export const dateRangeBounds = z.strictObject({ start: rangeEnd, end: rangeEnd })

/** Bounds, the id of a date-range definition, or a preset's name. */
export const dateRangeRef = z
  .union([z.string().min(1), dateRangeBounds])
  .meta({ description: '{ start, end }, the id of a date range, or a preset such as last-30-days' })

export type RollingInstant = z.infer<typeof rollingInstant>
export type RangeEnd = z.infer<typeof rangeEnd>
export type DateRangeBounds = z.infer<typeof dateRangeBounds>
export type DateRangeRef = z.infer<typeof dateRangeRef>
