import { z } from 'zod'
import { namedRange, findRefReferences, segmentRef } from '../conditions.ts'
import { dateRangeRef } from '../date-ranges.ts'
import { about, id } from '../ids.ts'
import { timeZone } from '../time-zone.ts'
import { expires } from './expires.ts'
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

/** Who says who is in it: segments that are evaluated, or somebody else who keeps it. */
export const audienceSources = ['segments', 'imported'] as const

/** What decides how an audience is evaluated, with what it has to be where nothing is. */
const unlessImported = {
  segments: [],
  match: 'all',
  lookbackDays: undefined,
  dateRange: undefined,
  refresh: 'once',
  paused: false,
} as const

/** Persons who satisfy all (or any) of the segments, published to destinations. semantics §9 */
export const audience = z
  .strictObject({
    kind: z.literal('audience'),
    id,
    ...about,
    owner: z.string().max(200).optional(),
    dataView: id,
    source: z.enum(audienceSources).default('segments').meta({
      description:
        'imported: nothing is evaluated; somebody else tells who enters and who leaves, to POST /audiences/ID/members',
    }),
    segments: z.array(segmentRef).max(1000).default([]).meta({
      description: 'at least one, unless members are imported',
    }),
    match: z.enum(['all', 'any']).default('all').meta({
      description:
        'all: with an event that all of the segments keep, as in reports; any: one of them',
    }),
    lookbackDays: z.number().positive().max(36_600).optional().meta({
      description: 'events of so many days of 24 hours until each evaluation; all without a range',
    }),
    dateRange: dateRangeRef.optional().meta({ description: 'instead of lookbackDays' }),
    refresh: audienceRefresh.default('once'),
    expires: expires.optional().meta({
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
  .superRefine((given, context) => {
    const refuse = (name: string, message: string) =>
      context.addIssue({ code: 'custom', path: [name], message, input: given })
    if (given.source === 'segments') {
      if (given.segments.length === 0) refuse('segments', 'give at least one segment')
      return
    }
    for (const [name, none] of Object.entries(unlessImported)) {
      const value = given[name as keyof typeof unlessImported]
      if (JSON.stringify(value) !== JSON.stringify(none)) {
        refuse(name, 'nothing is evaluated where members are imported: leave it out')
      }
    }
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
