import { z } from 'zod'
import { attribution } from './attribution.ts'
import { duration } from './duration.ts'
import { booleanFormat, dateFormat, numberFormat } from './format.ts'
import { aboutComponent, componentId, fieldPath, id } from './ids.ts'
import { needsOperand, operand, operator } from './operators.ts'
import { needsParameter, partEnd, partStart, urlPart } from './text-parts.ts'
import { openName } from './vocabulary.ts'

export const valueRule = z
  .strictObject({ op: operator, value: operand.optional() })
  .superRefine(needsOperand)

/** Values that fail are treated as if they never existed; on lists it filters elements. semantics §3.5 */
export const valueFilter = z.strictObject({
  match: z.enum(['any', 'all']).default('any'),
  caseSensitive: z.boolean().default(true),
  rules: z.array(valueRule).min(1),
})

/** semantics §3.6 */
export const noValueSettings = z.strictObject({
  label: z.string().default('No value'),
  mode: z.enum(['show', 'hide', 'as-value']).default('show'),
})

/** Borders of numeric buckets: below the first, [a, b) between, from the last on. semantics §3.7 */
export const buckets = z
  .strictObject({ at: z.array(z.number()).min(1).max(20) })
  .refine(
    (value) => value.at.every((border, index) => index === 0 || border > value.at[index - 1]!),
    {
      message: 'borders must rise',
      path: ['at'],
    },
  )

/** Takes a part of the value before anything else. semantics §3.8 */
export const substring = z.discriminatedUnion('method', [
  z.strictObject({
    method: z.enum(['left', 'right']),
    from: partStart.default('start'),
    to: partEnd.default('end'),
  }),
  z
    .strictObject({
      method: z.literal('delimiter'),
      delimiter: z.string().min(1),
      from: z.enum(['left', 'right']).default('left'),
      index: z.number().int().positive().optional(),
      toArray: z.boolean().optional(),
    })
    .refine((value) => value.index !== undefined || value.toArray === true, {
      message: 'give an index, or toArray: true',
      path: ['index'],
    })
    .refine((value) => value.index === undefined || value.toArray !== true, {
      message: 'toArray takes all parts, and no index',
      path: ['index'],
    }),
  z
    .strictObject({
      method: z.literal('url'),
      part: urlPart,
      parameter: z.string().min(1).optional(),
    })
    .superRefine(needsParameter),
  z.strictObject({
    method: z.literal('trim'),
    characters: z.string().optional().meta({ description: 'white space when left out' }),
  }),
  z.strictObject({
    method: z.literal('regex'),
    pattern: z.string().min(1),
    output: z.string(),
    caseSensitive: z.boolean().default(true),
  }),
])

/** Which value a later event has. semantics §3.9 */
export const allocation = z.string().meta(openName('allocation'))

export const expiration = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('session') }),
  z.strictObject({ type: z.literal('person') }),
  z.strictObject({ type: z.literal('time'), time: duration }),
  z.strictObject({ type: z.literal('metric'), metric: componentId }),
])

/** Persists a value per value of another dimension. semantics §3.9 */
export const binding = z.strictObject({
  dimension: componentId,
  metric: componentId.optional(),
})

/** Carries a value to later (or all) events. semantics §3.9 */
export const persistence = z.strictObject({
  allocation: allocation.default('most-recent'),
  expiration: expiration.default({ type: 'session' }),
  binding: binding.optional(),
})

/** Keeps one occurrence per scope, or per value of `by` in it. semantics §3.10 */
export const dedup = z.strictObject({
  scope: z.enum(['session', 'person']),
  by: componentId.optional(),
  keep: z.enum(['first', 'last']).default('first'),
})

/** Converts amounts at the data view's rate of the event's day; the code is read from a dimension. semantics §3.4 */
export const currencyConversion = z.strictObject({
  codeDimension: componentId,
  to: z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as EUR'),
})

const common = {
  ...aboutComponent,
  field: fieldPath.optional().meta({
    description: 'a field’s path or a derived field’s id; the component’s own id when left out',
  }),
  include: valueFilter.optional(),
  exclude: valueFilter.optional(),
  labels: z.array(z.string()).optional().meta({ description: 'context labels: context:orders' }),
  hidden: z.boolean().optional(),
}

/** Every setting of a dimension but its id. */
export const dimensionSettings = z.strictObject({
  ...common,
  lowercase: z.boolean().optional(),
  substring: substring.optional(),
  noValue: noValueSettings.optional(),
  buckets: buckets.optional(),
  persistence: persistence.optional(),
  format: z.discriminatedUnion('type', [dateFormat, booleanFormat]).optional(),
})

/** Every setting of a metric but its id. */
export const metricSettings = z.strictObject({
  ...common,
  count: z
    .enum(['values', 'instances'])
    .optional()
    .meta({ description: 'numbers: values; strings: instances' }),
  countWhen: z.enum(['true', 'false', 'both']).optional().meta({ description: 'of booleans' }),
  dedup: dedup.optional(),
  attribution: attribution.optional(),
  format: numberFormat.optional(),
  currency: currencyConversion.optional(),
})

export const dimensionComponent = dimensionSettings.extend({ id })
export const metricComponent = metricSettings.extend({ id })

/** A component defined once as `shared-component`; its settings can be overridden here. */
export const sharedDimension = dimensionSettings.extend({ shared: id, id: id.optional() })
export const sharedMetric = metricSettings.extend({ shared: id, id: id.optional() })

export type ValueRule = z.infer<typeof valueRule>
export type ValueFilter = z.infer<typeof valueFilter>
export type NoValueSettings = z.infer<typeof noValueSettings>
export type Buckets = z.infer<typeof buckets>
export type Substring = z.infer<typeof substring>
export type Expiration = z.infer<typeof expiration>
export type Binding = z.infer<typeof binding>
export type Persistence = z.infer<typeof persistence>
export type Dedup = z.infer<typeof dedup>
export type CurrencyConversion = z.infer<typeof currencyConversion>
export type DimensionSettings = z.infer<typeof dimensionSettings>
export type MetricSettings = z.infer<typeof metricSettings>
export type DimensionComponent = z.infer<typeof dimensionComponent>
export type MetricComponent = z.infer<typeof metricComponent>
export type SharedDimension = z.infer<typeof sharedDimension>
export type SharedMetric = z.infer<typeof sharedMetric>
