import { z } from 'zod'
import { type AnswerOf, instant } from './answer.ts'

/** What was erased of a person, or would be. It names the identities, and is kept nowhere. */
export const forgetReceipt = z
  .strictObject({
    receipt: z.string().nullable().meta({ description: 'null where nothing was changed' }),
    at: instant,
    preview: z.boolean(),
    identities: z
      .array(z.strictObject({ namespace: z.string(), id: z.string() }))
      .meta({ description: 'the one that was asked for, and those of its graphs but devices' }),
    datasets: z.array(
      z.strictObject({
        dataset: z.string(),
        rowsDeleted: z.number().meta({ description: 'rows that carry one of the identities' }),
        rowsUnstitched: z.number().meta({
          description: 'rows that were only stitched to them: they are their own id’s again',
        }),
        skippedDeleted: z.number().meta({ description: 'rows that imports had put aside' }),
      }),
    ),
    connections: z.array(z.string()).meta({
      description: 'whose journeys are built anew: no dictionary has a text that is in no row',
    }),
    spaces: z
      .array(z.string())
      .meta({ description: 'identity spaces that knew one of the identities: built anew' }),
  })
  .meta({ id: 'ForgetReceipt' })

export type ForgetReceipt = AnswerOf<typeof forgetReceipt>
