import type { DimensionComponent, MetricComponent } from '../../model/component-settings.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { findUnknownPart, patternParts } from '../texts/date-pattern.ts'
import type { Value } from '../compilation/value.ts'

type Setting = 'buckets' | 'lowercase' | 'substring' | 'format' | 'currency' | 'count'

/**
 * Settings of a dimension that mean nothing for the values of its field. Errors: definition/invalid at
 * the setting.
 */
export function refuseForeignSettings(value: Value, component: DimensionComponent): void {
  const { id, buckets, lowercase, substring, format } = component
  const type = chooseType(value)
  const isNumeric = type === 'number' || type === 'date'
  const fail = (setting: Setting, reason: string): never =>
    refuse('dimensions', id, setting, reason)
  if (type === undefined) return
  if (type === 'date' && substring) fail('substring', 'texts have parts, dates a format')
  if (type !== 'number' && buckets && !substring) fail('buckets', 'buckets are for numbers')
  if (isNumeric && lowercase && !substring) fail('lowercase', 'only texts have lower case')
  if (type !== 'date' && format?.type === 'date') fail('format', 'it is a format of dates')
  const unknown = format?.type === 'date' && format.pattern && findUnknownPart(format.pattern)
  if (unknown) fail('format', `“${unknown}” is none of ${patternParts.join(', ')}`)
  if (isNumeric && format?.type === 'boolean') fail('format', 'it is a format of true and false')
}

/** Settings of a metric that mean nothing for its field. Errors: definition/invalid at the setting. */
export function refuseForeignMetric(value: Value, { id, count, currency }: MetricComponent): void {
  const isAmount = value.kind === 'number' && !value.isInstant && count !== 'instances'
  const fail = (setting: Setting, reason: string): never => refuse('metrics', id, setting, reason)
  if (currency && !isAmount) fail('currency', 'what is counted has no currency')
  if (count !== 'values') return
  if (value.kind === 'text') fail('count', 'texts are counted by instances')
  else if (value.isInstant) fail('count', 'dates are counted by instances')
}

/** Undefined where values may be of several types, or there are none. */
function chooseType(value: Value): 'text' | 'boolean' | 'number' | 'date' | undefined {
  if (value.kind === 'number') return value.isInstant ? 'date' : 'number'
  const { itemType } = value.domain
  return itemType === 'time' ? 'text' : itemType
}

function refuse(
  list: 'dimensions' | 'metrics',
  id: string,
  setting: Setting,
  reason: string,
): never {
  throw new ThroughlineError('definition/invalid', { reason: `${reason}: ${id}` }, [
    list,
    id,
    setting,
  ])
}
