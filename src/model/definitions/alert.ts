import { z } from 'zod'
import { alertComparisons, alertConfidences, alertUnits } from '../alert-words.ts'
import { findRefReferences, segmentRef } from '../conditions.ts'
import { about, componentId, id } from '../ids.ts'
import { item } from '../result.ts'
import { expires } from './expires.ts'
import { asReference, type Reference } from './reference.ts'
import { toldFields, toldReferences } from './told.ts'

/** When a metric is worth telling. */
export const alertCondition = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('anomaly'),
    direction: z.enum(['either', 'above', 'below']).default('either'),
    confidence: z.literal(alertConfidences).default(95).meta({
      description: 'percent: how sure the band around the expected value is',
    }),
  }),
  z.strictObject({ kind: z.literal('at-least'), value: z.number() }),
  z.strictObject({ kind: z.literal('at-most'), value: z.number() }),
  z.strictObject({
    kind: z.literal('change'),
    direction: z.enum(['either', 'up', 'down']).default('either'),
    percent: z.number().positive().max(1_000_000).meta({ description: 'at least so much' }),
    comparedWith: z.enum(alertComparisons).default('previous-period'),
  }),
])

const alertMetric = z.strictObject({
  metric: componentId.meta({ description: 'a metric or a calculated metric' }),
  when: alertCondition,
})

const alertItems = z.strictObject({
  dimension: componentId,
  items: z.array(item).min(1).max(1000).meta({ description: 'any of them; null is no value' }),
})

/** Tells people of what a metric does, once for each period that is over. semantics §10.1 */
export const alert = z
  .strictObject({
    kind: z.literal('alert'),
    id,
    ...about,
    owner: z.string().min(1).max(255).optional().meta({ description: 'whom to ask about it' }),
    dataView: id,
    granularity: z.enum(alertUnits).default('day'),
    metrics: z.array(alertMetric).min(1).max(20).meta({ description: 'any of them is enough' }),
    segments: z.array(segmentRef).max(100).default([]),
    items: z.array(alertItems).max(100).default([]).meta({
      description: 'events with one of the items of a dimension',
    }),
    match: z.enum(['all', 'any']).default('all').meta({
      description: 'events that all of the segments and items keep, or any of them',
    }),
    delayMinutes: z.number().int().min(0).max(1440).default(540).meta({
      description: 'how long after the end of a period it is looked at, so that its data is there',
    }),
    ...toldFields,
    expires: expires.optional().meta({
      description: 'from then on it is not looked at; a day begins in the data view’s zone',
    }),
    paused: z.boolean().default(false).meta({ description: 'whether it is not looked at' }),
  })
  .superRefine(({ match, segments }, context) => {
    if (match === 'all') return
    segments.forEach((segment, index) => {
      if (typeof segment === 'string' || segment.window === undefined) return
      const message = 'a segment with a window of its own cannot be one of several: save it'
      context.addIssue({ code: 'custom', path: ['segments', index, 'window'], message })
    })
  })

export type Alert = z.infer<typeof alert>
export type AlertCondition = z.infer<typeof alertCondition>

export const alertReferences = (definition: Alert): readonly Reference[] => [
  { kind: 'data-view', id: definition.dataView, path: ['dataView'] },
  ...definition.metrics.map(
    ({ metric }, index): Reference => ({
      kind: 'calculated-metric',
      id: metric,
      path: ['metrics', index, 'metric'],
      optional: true,
    }),
  ),
  ...findRefReferences(definition.segments, ['segments']).map(asReference),
  ...toldReferences(definition),
]
