import { z } from 'zod'
import { namedRange, findRefReferences, segmentRef } from '../conditions.ts'
import { dateRangeRef } from '../date-ranges.ts'
import { about, id } from '../ids.ts'
import { timeZone } from '../time-zone.ts'
import { asReference, type Reference } from './reference.ts'

/** When an audience is evaluated: by itself as events arrive, once, every so often, or by a calendar. */
export const audienceRefresh = z.union([
  z.enum(['live', 'once', 'hourly', 'daily', 'weekly', 'monthly']),
  z.strictObject({ minutes: z.number().int().positive().max(525_600) }),
  z.strictObject({
    cron: z.string().min(1).max(100).meta({ description: 'such as "0 6 * * 1", by minutes' }),
    timeZone: timeZone
      .optional()
      .meta({ description: 'of the schedule; that of the data view when left out' }),
  }),
])

export type AudienceRefresh = z.infer<typeof audienceRefresh>

/** A stable part of the people at random, never delivered, to measure by. */
const holdOut = z.strictObject({
  percent: z.number().positive().max(90),
  salt: z.string().max(200).optional().meta({ description: 'the id of the audience unless told' }),
})

/** Persons who satisfy all (or any) of the segments, published to destinations. semantics §9 */
export const audience = z
  .strictObject({
    kind: z.literal('audience'),
    id,
    ...about,
    owner: z.string().max(200).optional(),
    dataView: id,
    segments: z.array(segmentRef).min(1).max(1000),
    match: z.enum(['all', 'any']).default('all').meta({
      description:
        'all: with an event that all of the segments keep, as in reports; any: one of them',
    }),
    lookbackDays: z.number().positive().max(36_600).optional().meta({
      description: 'events of so many days of 24 hours until each evaluation; all without a range',
    }),
    dateRange: dateRangeRef.optional().meta({ description: 'instead of lookbackDays' }),
    refresh: audienceRefresh.default('once'),
    expires: z
      .union([z.iso.date(), z.iso.datetime({ offset: true })])
      .optional()
      .meta({
        description:
          'from then on it is not evaluated any more; a day begins in the data view’s zone',
      }),
    holdOut: holdOut.optional(),
    destinations: z.array(id).max(100).default([]),
    exitOnEnd: z.boolean().default(true).meta({
      description:
        'whether destinations are told that everybody left when it expires or is deleted',
    }),
    paused: z
      .boolean()
      .default(false)
      .meta({ description: 'whether it is not evaluated by itself' }),
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
