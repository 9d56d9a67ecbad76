import { z } from 'zod'
import { anonymousOwner } from '../definitions/identity-space.ts'
import { numberFormat, polarity } from '../format.ts'
import { figure, item } from '../result.ts'
import { type AnswerOf, share } from './answer.ts'

const counts = z.strictObject({ before: z.number(), after: z.number() })
const figures = z.strictObject({ before: figure, after: figure })

const others = z.array(z.string()).meta({ description: 'ten of them, those with most rows' })

const peopleMoves = z.strictObject({
  before: z.number(),
  after: z.number(),
  same: z
    .number()
    .meta({ description: 'with nobody else’s events and all of their own, by one id' }),
  renamed: z.number().meta({ description: 'like these, but by another id' }),
  merged: z.strictObject({
    before: z.number().meta({ description: 'people whose events go to one with those of others' }),
    after: z.number().meta({ description: 'people who have events of several' }),
    examples: z.array(
      z.strictObject({ person: z.string(), count: z.number(), from: others }).meta({
        description: 'those who have most people’s events first',
      }),
    ),
  }),
  split: z.strictObject({
    before: z.number().meta({ description: 'people whose events go to several' }),
    after: z.number().meta({ description: 'people who have some of these' }),
    examples: z.array(
      z.strictObject({ person: z.string(), count: z.number(), into: others }).meta({
        description: 'those whose events go to most people first',
      }),
    ),
  }),
  appeared: z.number().meta({ description: 'people of events that nobody had before' }),
  gone: z.number().meta({ description: 'people whose events nobody has any more' }),
})

const rowMoves = z.strictObject({
  before: z.number().meta({ description: 'rows of somebody' }),
  after: z.number(),
  moved: z.number().meta({ description: 'of those in both, the ones that are another person’s' }),
})

const movedDataset = z.strictObject({
  dataset: z.string(),
  isChanged: z.boolean().meta({ description: 'whether its rows are stitched in another way' }),
  rows: rowMoves,
  people: counts,
  sessions: counts,
  events: counts,
})

const movedMetric = z.strictObject({
  metric: z.string(),
  name: z.string(),
  format: numberFormat.optional(),
  upIs: polarity.optional(),
  ...figures.shape,
})

const movedItem = z.strictObject({
  item,
  label: z.string().optional(),
  values: z.array(figures).meta({ description: 'one per metric' }),
})

const stitchingDifference = {
  people: peopleMoves,
  datasets: z.array(movedDataset).meta({ description: 'the event datasets' }),
  metrics: z.array(movedMetric),
  dimension: z.string().nullable(),
  rows: z.array(movedItem).meta({ description: 'items of which a metric moves, most first' }),
  rowCount: z.number().meta({ description: 'how many items move' }),
  warnings: z.array(z.string()),
}

const compared = {
  connection: z.string(),
  dataVersion: z.string(),
  dataView: z.string().nullable().meta({ description: 'null: sessions as they are unless told' }),
  dateRange: z.strictObject({ start: z.string(), end: z.string() }),
}

/** What other stitching would change; people are those of all data, metrics those of the data view and date range. */
export const whatIf = z
  .strictObject({ ...compared, ...stitchingDifference })
  .meta({ id: 'StitchingWhatIf' })

/** The ways of owning anonymous events side by side, each compared with what is now. */
export const anonymousWays = z
  .strictObject({
    ...compared,
    space: z.string().nullable().meta({ description: 'null: one that is not saved' }),
    present: anonymousOwner.nullable().meta({ description: 'null: the space is not asked now' }),
    ways: z.array(z.strictObject({ anonymous: anonymousOwner, ...stitchingDifference })),
  })
  .meta({ id: 'AnonymousWays' })

/** How far a comparison is. */
export const whatIfProgress = z.strictObject({ share })

export type WhatIf = AnswerOf<typeof whatIf>
export type AnonymousWays = AnswerOf<typeof anonymousWays>
export type StitchingDifference = Omit<AnonymousWays['ways'][number], 'anonymous'>
export type PeopleMoves = StitchingDifference['people']
export type RowMoves = StitchingDifference['datasets'][number]['rows']
export type WhatIfProgress = AnswerOf<typeof whatIfProgress>
