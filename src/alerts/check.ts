import { comparisonsOf } from '../model/alert-words.ts'
import type { Alert } from '../model/definitions/alert.ts'
import type { DataView } from '../model/definitions/index.ts'
import { ThroughlineError } from '../model/errors.ts'

/** What is wrong with the periods of an alert on its data view. Errors: definition/invalid, with the path. */
export function checkAlertPeriods(alert: Alert, { calendar }: Pick<DataView, 'calendar'>): void {
  const { granularity } = alert
  if (granularity === 'month' && calendar.type !== 'gregorian') {
    const reason = `months of a ${calendar.type} calendar have different lengths: look at weeks`
    throw new ThroughlineError('definition/invalid', { reason }, ['granularity'])
  }
  for (const [index, { when }] of alert.metrics.entries()) {
    if (when.kind !== 'change') continue
    const allowed = comparisonsOf[granularity]
    if (allowed.includes(when.comparedWith)) continue
    const reason = `a ${granularity} cannot be compared with ${when.comparedWith}`
    const path = ['metrics', index, 'when', 'comparedWith']
    throw new ThroughlineError('definition/invalid', { reason, allowed }, path)
  }
}
