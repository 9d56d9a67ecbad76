import { z } from 'zod'
import { namedRange, findRefReferences, segmentRef } from '../conditions.ts'
import { dateRangeRef } from '../date-ranges.ts'
import { about, id } from '../ids.ts'
import { asReference, type Reference } from './reference.ts'

/** Persons who satisfy all (or any) of the segments, published to destinations. semantics §9 */
export const audience = z
  .strictObject({
    kind: z.literal('audience'),
    id,
    ...about,
    dataView: id,
    segments: z.array(segmentRef).min(1).max(20),
    match: z.enum(['all', 'any']).default('all'),
    lookbackDays: z.number().int().positive().optional(),
    dateRange: dateRangeRef.optional().meta({ description: 'instead of lookbackDays' }),
    refresh: z
      .enum(['once', 'continuous', 'hourly', 'every-4-hours', 'daily', 'weekly', 'monthly'])
      .default('once'),
    expires: z.iso.date().optional(),
    destinations: z.array(id).default([]),
  })
  .refine(({ lookbackDays, dateRange }) => lookbackDays === undefined || dateRange === undefined, {
    message: 'give lookbackDays or dateRange, not both',
    path: ['dateRange'],
  })

export type Audience = z.infer<typeof audience>

export const audienceReferences = (definition: Audience): readonly Reference[] => [
  { kind: 'data-view', id: definition.dataView, path: ['dataView'] },
  ...findRefReferences(definition.segments, ['segments']).map(asReference),
  ...namedRange(definition.dateRange, ['dateRange']).map(asReference),
  ...definition.destinations.map(
    (destinationId, index): Reference => ({
      kind: 'destination',
      id: destinationId,
      path: ['destinations', index],
    }),
  ),
]
