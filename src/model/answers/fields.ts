import { z } from 'zod'
import { type AnswerOf } from './answer.ts'
import { scalarType } from './datasets.ts'

/** How well a field of a dataset is filled. */
const fieldFigures = z
  .strictObject({
    path: z.string(),
    type: scalarType,
    isList: z.boolean().meta({ description: 'whether a row may have several values of it' }),
    rows: z.number().meta({ description: 'that can be read' }),
    filled: z.number().meta({ description: 'rows with a value; an empty text is none' }),
    values: z.number().meta({ description: 'in all rows: as many as filled outside of lists' }),
    distinct: z.number(),
    isExact: z
      .boolean()
      .meta({ description: 'whether distinct is counted, or estimated as there are so many rows' }),
  })
  .meta({ id: 'FieldFigures' })

export const fieldList = z.array(fieldFigures)

const spread = z.strictObject({
  least: z.number(),
  most: z.number(),
  mean: z.number(),
  median: z.number(),
  buckets: z
    .array(z.strictObject({ from: z.number(), to: z.number(), count: z.number() }))
    .meta({ description: 'one after the other: from is in it, to is not' }),
})

/** The most frequent values of a field, and how numbers and times are spread. */
export const fieldValues = z
  .strictObject({
    path: z.string(),
    type: scalarType,
    top: z
      .array(z.strictObject({ value: z.string(), count: z.number() }))
      .meta({ description: 'the most frequent first' }),
    spread: spread.nullable().meta({
      description: 'of numbers, or of times in UTC milliseconds; null where there are none',
    }),
  })
  .meta({ id: 'FieldValues' })

export type FieldFigures = AnswerOf<typeof fieldFigures>
export type FieldValues = AnswerOf<typeof fieldValues>
