import { z } from 'zod'
import type { AnswerOf } from './answer.ts'

/** Something of a dataset that is not as it was written. */
export const damage = z
  .strictObject({
    kind: z.enum(['lost-dataset', 'lost-batch', 'lost-rows']).meta({
      description:
        'lost-dataset: there are rows, but no record of the dataset; lost-batch: there are rows, but no record of their import; lost-rows: an import has brought more rows than there are',
    }),
    dataset: z.string(),
    batch: z.number().nullable(),
    expectedRows: z.number().nullable(),
    foundRows: z.number(),
  })
  .meta({ id: 'Damage' })

export type Damage = AnswerOf<typeof damage>

/** What a check has found, and what is left of it when it was asked to repair. */
export const checkAnswer = z
  .strictObject({ found: z.array(damage), left: z.array(damage) })
  .meta({ id: 'Check' })

export type Check = AnswerOf<typeof checkAnswer>
