import { z } from 'zod'
import { figure, item } from '../result.ts'
import type { AnswerOf } from './answer.ts'

const topItems = z.strictObject({
  items: z.array(
    z.strictObject({ item, label: z.string().optional(), people: figure, events: figure }),
  ),
  count: z.number(),
  people: figure,
  events: figure,
})

/** The top items of a dimension as they are and as they would be. */
export const itemsPreview = z
  .strictObject({
    before: topItems.optional().meta({ description: 'where the dimension is saved already' }),
    after: topItems,
  })
  .meta({ id: 'ItemsPreview' })

const extent = z.strictObject({ people: z.number(), sessions: z.number(), events: z.number() })
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

/** The most frequent items that the rules of a derived field read and make. */
export const derivedFieldPreview = z
  .strictObject({
    fields: z.array(z.strictObject({ field: z.string(), items })),
    rules: z.array(z.strictObject({ items })).meta({ description: 'in the order of the rules' }),
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
  })
  .meta({ id: 'FormulaPreview' })

export type ItemsPreview = AnswerOf<typeof itemsPreview>
export type TopItems = AnswerOf<typeof topItems>
export type SegmentPreview = AnswerOf<typeof segmentPreview>
export type Extent = AnswerOf<typeof extent>
export type DerivedFieldPreview = AnswerOf<typeof derivedFieldPreview>
export type PreviewItem = AnswerOf<typeof previewItem>
export type FormulaPreview = AnswerOf<typeof formulaPreview>
