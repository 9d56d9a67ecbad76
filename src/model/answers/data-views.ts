import { z } from 'zod'
import { booleanFormat, dateFormat, numberFormat } from '../format.ts'
import { item } from '../result.ts'
import type { AnswerOf } from './answer.ts'

/** Something that a picker lists. */
const named = z.strictObject({
  id: z.string(),
  name: z.string(),
  description: z.string().optional(),
  tags: z.array(z.string()).optional(),
  folder: z.string().optional().meta({ description: 'names with / between them' }),
})

const componentEntry = named.extend({
  isStandard: z.boolean(),
  isHidden: z.boolean().optional(),
  field: z.string().optional(),
  fieldType: z.string().optional(),
  labels: z.array(z.string()).optional(),
  format: z.union([numberFormat, dateFormat, booleanFormat]).optional(),
})

/** All that can be put into a report of a data view, as the pickers list it. */
export const componentList = z
  .strictObject({
    dimensions: z.array(componentEntry),
    metrics: z.array(componentEntry),
    segments: z.array(named),
    calculatedMetrics: z
      .array(named.extend({ isStandard: z.boolean(), format: numberFormat.optional() }))
      .meta({ description: 'defined ones, then those that every data view with such metrics has' }),
    dateRanges: z.array(named),
    fields: z
      .array(
        z.strictObject({
          path: z.string(),
          type: z.string(),
          list: z.string().optional().meta({ description: 'whose elements have it' }),
        }),
      )
      .meta({ description: 'of the connection, for new components' }),
  })
  .meta({ id: 'ComponentList' })

/** Items of a dimension, most events first. */
export const itemPage = z
  .strictObject({
    items: z.array(
      z.strictObject({
        item,
        label: z.string().optional().meta({ description: 'how it is displayed' }),
        events: z.number().nullable(),
      }),
    ),
    count: z.number().meta({ description: 'of all items that are searched for' }),
  })
  .meta({ id: 'ItemPage' })

/** The kinds of components that are definitions of their own. */
export const savedKinds = ['segment', 'calculated-metric', 'date-range', 'annotation'] as const

/** A segment, calculated metric, date range or annotation that is saved. */
const savedComponent = z
  .strictObject({
    kind: z.enum(savedKinds),
    id: z.string(),
    name: z.string(),
    description: z.string().optional(),
    tags: z.array(z.string()),
    folder: z.string().optional().meta({ description: 'names with / between them' }),
    owner: z.string().optional(),
    words: z.string().meta({ description: 'its definition in words, its formula, or when it was' }),
    usedBy: z.number().meta({ description: 'definitions that refer to it' }),
    sameAs: z.array(z.string()).meta({ description: 'ids of those that say the same' }),
    version: z.number(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'SavedComponent' })

export const savedComponents = z.array(savedComponent)

/** What was put into another folder. */
export const movedComponents = z
  .strictObject({
    moved: z.array(
      z.strictObject({
        kind: z.enum([...savedKinds, 'dimension', 'metric']),
        id: z.string(),
      }),
    ),
  })
  .meta({ id: 'MovedComponents' })

/** Other data views with components in a folder of one path. */
export const foldersElsewhere = z.array(
  z
    .strictObject({
      dataView: z.string(),
      name: z.string(),
      count: z.number().meta({ description: 'how many of its components are within the folder' }),
    })
    .meta({ id: 'FolderElsewhere' }),
)

export type FoldersElsewhere = AnswerOf<typeof foldersElsewhere>
export type MovedComponents = AnswerOf<typeof movedComponents>

export type SavedComponent = AnswerOf<typeof savedComponent>
export type Named = AnswerOf<typeof named>
export type ComponentEntry = AnswerOf<typeof componentEntry>
export type ComponentList = AnswerOf<typeof componentList>
export type ItemPage = AnswerOf<typeof itemPage>
