import { z } from 'zod'
import { definitionKindNames } from '../definitions/kind.ts'
import { ruleInput } from '../derived-field.ts'
import { figure, item } from '../result.ts'
import type { AnswerOf } from './answer.ts'
import { fieldUse } from './definitions.ts'

const topItems = z.strictObject({
  items: z.array(
    z.strictObject({
      item,
      label: z.string().optional(),
      people: figure,
      events: figure,
      value: figure.optional().meta({ description: 'of the metric, where one is asked for' }),
    }),
  ),
  count: z.number(),
  people: figure,
  events: figure,
  value: figure.optional(),
})

/** The top items of a dimension as they are and as they would be. */
export const itemsPreview = z
  .strictObject({
    before: topItems.optional().meta({ description: 'where the dimension is saved already' }),
    after: topItems,
  })
  .meta({ id: 'ItemsPreview' })

export const extent = z.strictObject({
  people: z.number(),
  sessions: z.number(),
  events: z.number(),
})
const gapBucket = z.strictObject({
  from: z.number().meta({ description: 'seconds; gaps of it are in the bucket before' }),
  to: z.number().nullable().meta({ description: 'seconds, inclusive; null: no end' }),
  gaps: z.number(),
  longer: z.number().meta({ description: 'of them those longer than the timeout' }),
})
const sessionFigures = extent.extend({ timeoutSeconds: z.number() })

/** The gaps between the events of each person, and what sessions the data view makes of them. */
export const sessionsPreview = z
  .strictObject({
    gaps: z.array(gapBucket).meta({
      description:
        'from each event of a person to the next, whatever the data view’s segment; the first bucket begins at 0, that it holds',
    }),
    before: sessionFigures.optional().meta({ description: 'where the data view is saved' }),
    after: sessionFigures,
  })
  .meta({ id: 'SessionsPreview' })

/** What is built upon a data view and could no longer be computed. */
export const dataViewPreview = z
  .strictObject({
    broken: z.array(
      z.strictObject({
        kind: z.enum(definitionKindNames),
        id: z.string(),
        name: z.string().optional(),
        problem: z.string(),
      }),
    ),
  })
  .meta({ id: 'DataViewPreview' })

const extentShare = z.strictObject({ people: figure, sessions: figure, events: figure })

/** What a segment keeps of a range. */
export const segmentPreview = z
  .strictObject({
    kept: extent,
    total: extent,
    share: extentShare.meta({ description: 'kept ÷ total; null where there is nothing' }),
  })
  .meta({ id: 'SegmentPreview' })

const previewItem = z.strictObject({
  item,
  events: z.number().meta({ description: 'with the item; of lists, with any such element' }),
})
const items = z.array(previewItem)

/** Values that occur together, and what a rule makes of them. */
const ruleRow = z.strictObject({
  before: z.array(item).meta({ description: 'aligned with the inputs' }),
  after: item,
  case: z.number().nullable().meta({ description: 'the index of the case that applied' }),
  events: z.number().meta({ description: 'on which they occur; of lists, with such an element' }),
})

const rulePreview = z.strictObject({
  items,
  inputs: z.array(ruleInput).meta({ description: 'what it reads: the first six values' }),
  rows: z.array(ruleRow).meta({
    description:
      'the most frequent of each case, then the most frequent; an event with a list has a row for each element',
  }),
  rowCount: z.number().meta({ description: 'of all rows' }),
  cases: z
    .strictObject({
      of: z.string().meta({ description: 'the setting that lists them' }),
      events: z.array(z.number()).meta({ description: 'to which each applies, in their order' }),
      none: z.number().meta({ description: 'events to which none applies' }),
    })
    .optional()
    .meta({ description: 'of what is tried in turn; of lists, events with such an element' }),
  unmatched: z
    .strictObject({ rows: z.array(ruleRow), count: z.number() })
    .meta({ description: 'rows to which no case applies, or whose values become none' }),
})

/** The most frequent items that the rules of a derived field read and make. */
export const derivedFieldPreview = z
  .strictObject({
    events: z.number().meta({ description: 'all that there are' }),
    fields: z.array(z.strictObject({ field: z.string(), items })),
    rules: z.array(rulePreview).meta({ description: 'in the order of the rules' }),
  })
  .meta({ id: 'DerivedFieldPreview' })

const formulaItem = z.strictObject({ item, label: z.string().optional(), value: figure })

/** A formula as a definition and as text, with its figures where a data view was given. */
export const formulaPreview = z
  .strictObject({
    formula: z.unknown(),
    text: z.string(),
    items: z.array(formulaItem).optional(),
    count: z.number().optional(),
    total: figure.optional(),
    labels: z.array(fieldUse).optional().meta({ description: 'labelled fields that it reads' }),
  })
  .meta({ id: 'FormulaPreview' })

const day = z.string().meta({ description: 'a day in the data view’s time zone: 2026-01-31' })

/** What a date range covers now. */
export const dateRangePreview = z
  .strictObject({
    start: z.iso.datetime(),
    end: z.iso.datetime().meta({ description: 'not included' }),
    firstDay: day,
    lastDay: day.meta({ description: 'the last day with a moment of it' }),
    days: z.number().meta({ description: 'from the first day to the last' }),
    isWholeDays: z.boolean().meta({ description: 'whether it has all of its first and last day' }),
    words: z.string(),
  })
  .meta({ id: 'DateRangePreview' })

export type DateRangePreview = AnswerOf<typeof dateRangePreview>
export type ItemsPreview = AnswerOf<typeof itemsPreview>
export type SessionsPreview = AnswerOf<typeof sessionsPreview>
export type SessionFigures = AnswerOf<typeof sessionFigures>
export type DataViewPreview = AnswerOf<typeof dataViewPreview>
export type TopItems = AnswerOf<typeof topItems>
export type SegmentPreview = AnswerOf<typeof segmentPreview>
export type Extent = AnswerOf<typeof extent>
export type DerivedFieldPreview = AnswerOf<typeof derivedFieldPreview>
export type RulePreview = AnswerOf<typeof rulePreview>
export type RuleRow = AnswerOf<typeof ruleRow>
export type PreviewItem = AnswerOf<typeof previewItem>
export type FormulaPreview = AnswerOf<typeof formulaPreview>
