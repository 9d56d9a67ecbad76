import { z } from 'zod'
import { getOwn } from './own.ts'

export const durationUnits = [
  'seconds',
  'minutes',
  'hours',
  'days',
  'weeks',
  'months',
  'quarters',
  'years',
] as const

export type DurationUnit = (typeof durationUnits)[number]

const oneUnit = (value: object): boolean => Object.keys(value).length === 1

const oneUnitMessage = 'a duration is one unit and a number, such as { "minutes": 30 }'

/** One unit and a number, not negative: `{ "minutes": 30 }`. */
export const duration = z
  .partialRecord(z.enum(durationUnits), z.number().nonnegative())
  .refine(oneUnit, oneUnitMessage)
  .meta({ description: 'one unit and a number: { "minutes": 30 }' })

/** `30 minutes`; the unit of a single one in the singular. */
export function sayDuration(duration: Readonly<Record<string, number>>): string {
  const [unit = '', count] = Object.entries(duration)[0] ?? []
  return `${count} ${count === 1 ? unit.slice(0, -1) : unit}`
}

/** Like a duration, but may be negative: `{ "days": -7 }`. */
export const offset = z
  .partialRecord(z.enum(durationUnits), z.number().int())
  .refine(oneUnit, oneUnitMessage)
  .meta({ description: 'one unit and a number, may be negative: { "days": -7 }' })

/** A duration written short, for schedules: `12h`, `1d`, `4w`, `3mo`. */
export const shortDurationText = z.string().regex(/^\d+(s|m|h|d|w|mo|q|y)$/, 'such as 12h or 7d')

/** The same, or a unit and a number. */
export const shortDuration = z
  .union([shortDurationText, duration])
  .meta({ description: 'such as "7d", or { "days": 7 }' })

export type Duration = z.infer<typeof duration>
export type Offset = z.infer<typeof offset>
export type ShortDuration = z.infer<typeof shortDuration>

const shortUnits: Readonly<Record<string, DurationUnit>> = {
  s: 'seconds',
  m: 'minutes',
  h: 'hours',
  d: 'days',
  w: 'weeks',
  mo: 'months',
  q: 'quarters',
  y: 'years',
}

/** Unit and count of a duration in any of its spellings. */
export const readUnitAndCount = (
  value: ShortDuration | Offset,
): { readonly unit: DurationUnit; readonly count: number } => {
  if (typeof value === 'string') {
    const [, count = '', short = ''] = /^(\d+)([a-z]+)$/.exec(value) ?? []
    const unit = getOwn(shortUnits, short)
    if (unit === undefined) throw new Error(`not a duration: ${value}`)
    return { unit, count: Number(count) }
  }
  for (const unit of durationUnits) {
    const count = value[unit]
    if (count !== undefined) return { unit, count }
  }
  throw new Error('a duration without a unit')
}

const unitMs: Readonly<Record<DurationUnit, number>> = {
  seconds: 1000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
  weeks: 7 * 86_400_000,
  months: 30 * 86_400_000,
  quarters: 91 * 86_400_000,
  years: 365 * 86_400_000,
}

/**
 * Milliseconds of a duration, where no calendar is at hand; months, quarters and years count 30, 91 and
 * 365 days of 24 hours.
 */
export const toMilliseconds = (value: ShortDuration): number => {
  const { unit, count } = readUnitAndCount(value)
  return count * unitMs[unit]
}
