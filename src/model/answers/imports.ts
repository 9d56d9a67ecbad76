import { z } from 'zod'
import { type AnswerOf, share } from './answer.ts'
import { refreshOutcome } from './connections.ts'
import { rowCounts } from './datasets.ts'

const importedFile = z.strictObject({ batch: z.number(), source: z.string(), ...rowCounts })

const importReport = z.strictObject({
  dataset: z.string(),
  batches: z.array(importedFile),
  ...rowCounts,
})

/** What an import did, and what became of the connections that use the dataset. */
export const importOutcome = importReport
  .extend({ connections: z.array(refreshOutcome) })
  .meta({ id: 'ImportOutcome' })

/** How far an import of some files is. */
export const importProgress = z
  .strictObject({
    source: z.string(),
    done: z.number().meta({ description: 'files' }),
    files: z.number().meta({ description: 'in all' }),
    read: z.number().meta({ description: 'rows of the files that are done' }),
    share,
  })
  .meta({ id: 'ImportProgress' })

export type ImportedFile = AnswerOf<typeof importedFile>
export type ImportReport = AnswerOf<typeof importReport>
export type ImportOutcome = AnswerOf<typeof importOutcome>
export type ImportProgress = AnswerOf<typeof importProgress>
