import type { Duration, DurationUnit } from '../../../model/duration.ts'
import { texts } from '../../texts/index.ts'
import { isRecord } from '../read-settings.ts'

export const windowUnits = [
  'minutes',
  'hours',
  'days',
  'weeks',
  'months',
] as const satisfies readonly DurationUnit[]

export type WindowUnit = (typeof windowUnits)[number]

export interface WindowParts {
  readonly unit: WindowUnit
  readonly count: number
}

/** Unit and number, above zero; undefined where a stored duration is none of these. */
export function readWindow(stored: unknown): WindowParts | undefined {
  if (!isRecord(stored)) return undefined
  const [[key, count] = [], ...others] = Object.entries(stored)
  const unit = windowUnits.find((each) => each === key)
  if (unit === undefined || others.length > 0) return undefined
  return typeof count === 'number' && count > 0 ? { unit, count } : undefined
}

/** A duration as settings hold it; undefined where it is none. */
export function readDuration(stored: unknown): Duration | undefined {
  const parts = readWindow(stored)
  return parts && { [parts.unit]: parts.count }
}

/** `within 7 days` */
export function printWithin(duration: Duration): string {
  const { unit, count } = readWindow(duration) ?? { unit: 'days', count: 0 }
  return texts.fallout.within(count, unit)
}
