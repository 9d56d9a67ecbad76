import type { AlertCondition } from '../model/definitions/alert.ts'
import type { Expectation } from '../model/result.ts'

/** What is known of a metric in a period; null where nothing can be said. */
export interface Known {
  readonly value: number | null
  readonly expectation: Expectation | null
  /** What a change is compared with. */
  readonly before: number | null
}

/** Whether a metric is worth telling. Nothing is where a number is missing. */
export function judge(when: AlertCondition, { value, expectation, before }: Known): boolean {
  if (value === null) return false
  switch (when.kind) {
    case 'anomaly':
      return expectation !== null && expectation.anomaly && isOn(when.direction, value, expectation)
    case 'at-least':
      return value >= when.value
    case 'at-most':
      return value <= when.value
    case 'change': {
      const change = changeOf(value, before)
      return change !== null && isChanged(when, change)
    }
    default:
      return when satisfies never
  }
}

const isOn = (
  direction: 'either' | 'above' | 'below',
  value: number,
  { expected }: Expectation,
): boolean => direction === 'either' || (direction === 'above') === value > expected

/** In percent; null where there is nothing to compare with. */
export const changeOf = (value: number | null, before: number | null): number | null =>
  value === null || before === null || before === 0
    ? null
    : ((value - before) / Math.abs(before)) * 100

function isChanged(
  { direction, percent }: Extract<AlertCondition, { kind: 'change' }>,
  change: number,
): boolean {
  if (direction === 'up') return change >= percent
  if (direction === 'down') return -change >= percent
  return Math.abs(change) >= percent
}
