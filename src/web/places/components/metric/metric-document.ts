import type { z } from 'zod'
import type { calculatedMetric } from '../../../../model/definitions/calculated-metric.ts'

/** A calculated metric as it is written. */
export type MetricDocument = z.input<typeof calculatedMetric>

type Format = NonNullable<MetricDocument['format']>

export type FormatType = Format['type'] | 'plain'

/** A format of another type: only currencies have a currency. */
export function withType(format: Format | undefined, type: FormatType): Format | undefined {
  if (type === 'plain') return undefined
  const { currency, ...rest } = format ?? { type }
  if (type !== 'currency') return { ...rest, type }
  return { ...rest, type, currency: currency ?? 'EUR' }
}
