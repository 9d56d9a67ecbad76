import { z } from 'zod'
import type { AnswerOf } from './answer.ts'

/** What lies where, on the disk of the lake. */
export const storageAnswer = z
  .strictObject({
    datasets: z.array(
      z.strictObject({
        dataset: z.string(),
        bytes: z.number().meta({ description: 'compressed, with rows that are replaced or going' }),
        rows: z.number().meta({ description: 'that can be read' }),
        months: z
          .array(z.strictObject({ month: z.string(), rows: z.number() }))
          .meta({ description: 'by the month (2026-01, of UTC) of the rows’ times, in order' }),
      }),
    ),
    connections: z.array(
      z.strictObject({
        connection: z.string(),
        bytes: z.number().meta({ description: 'of its journey table; it can be built again' }),
      }),
    ),
    otherBytes: z.number().meta({
      description: 'records of imports, rows put aside, identities, and tables on their way',
    }),
  })
  .meta({ id: 'Storage' })

export type Storage = AnswerOf<typeof storageAnswer>
