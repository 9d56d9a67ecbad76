import { z } from 'zod'
import { dateFormat, numberFormat, polarity } from './format.ts'

/** A dimension's item; `null` is no value. Numeric and boolean components keep their type. */
export const item = z.union([z.string(), z.number(), z.boolean(), z.null()])

/** A number in a result; `null` is undefined (division by zero) or not yet known. Never rounded. */
export const figure = z.number().nullable()

/** How a number of a result came about. */
export const explanation = z.object({
  definition: z.string(),
  range: z.object({ start: z.string(), end: z.string() }),
  zone: z.string(),
  segments: z.array(z.string()),
  rule: z.array(z.string()),
  read: z.object({ events: z.number(), people: z.number() }),
  stages: z
    .array(
      z.object({
        kind: z.enum(['range', 'view', 'segment']),
        name: z.string().nullable().meta({ description: 'of a saved segment' }),
        events: z.number(),
        people: z.number(),
      }),
    )
    .meta({
      description:
        'what is left of what was read: in the range, in the data view’s segment, in each segment of the request and of the column, one after the other',
    }),
  skipped: z.object({ events: z.number() }).meta({ description: 'outside of range and segments' }),
  dataVersion: z.string(),
  people: z.number().nullable().meta({ description: 'persons behind the number' }),
  samplePeople: z.array(z.string()).max(10),
  withoutPeople: z.string().optional().meta({ description: 'why no persons can be named' }),
})

/** What was read for a result. */
export const resultMeta = z.object({
  dataVersion: z.string(),
  events: z.number(),
  people: z.number(),
  elapsedMs: z.number(),
  scannedBatches: z.number(),
  warnings: z.array(z.string()),
  dateRange: z
    .object({ start: z.string(), end: z.string() })
    .meta({ description: 'the range of the request as instants, the end not included' }),
  isOutdated: z
    .boolean()
    .optional()
    .meta({ description: 'true where datasets have changed since; a refresh takes them up' }),
  plan: z.array(z.string()).optional().meta({ description: 'in words, when explain was asked' }),
  explanation: explanation.optional().meta({ description: 'when explain named a number' }),
})

export const resultColumn = z.object({
  id: z.string(),
  name: z.string(),
  type: z.enum(['number', 'string', 'date']),
  format: z.union([numberFormat, dateFormat]).optional(),
  upIs: polarity.optional().meta({ description: 'what a rise is, where the metric says so' }),
})

/** An expected value with its band: of 95 %, unless another one was asked for. semantics §8.10 */
export const expectation = z.object({
  expected: z.number(),
  lower: z.number(),
  upper: z.number(),
  anomaly: z.boolean(),
})

export const forecastPoint = z.object({
  item: z.string(),
  value: z.number(),
  lower: z.number(),
  upper: z.number(),
})

export type Item = z.infer<typeof item>
export type Figure = z.infer<typeof figure>
export type Explanation = z.infer<typeof explanation>
export type ResultMeta = z.infer<typeof resultMeta>
export type ResultColumn = z.infer<typeof resultColumn>
export type Expectation = z.infer<typeof expectation>
export type ForecastPoint = z.infer<typeof forecastPoint>
