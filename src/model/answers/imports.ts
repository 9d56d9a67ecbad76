import { z } from 'zod'
import { type AnswerOf, share } from './answer.ts'
import { refreshOutcome } from './connections.ts'
import { layoutOptions } from '../import-options.ts'
import { timeZone } from '../time-zone.ts'
import { rowCounts } from './datasets.ts'

/** How a file is laid out: what was told, and what was found out. */
export const fileLayout = layoutOptions
  .extend({
    format: z.string(),
    packed: z
      .array(z.string())
      .optional()
      .meta({ description: 'the archives and compressions that it was in, outermost first' }),
  })
  .meta({ id: 'FileLayout' })

/** What a file leaves open: each way to read it is an assumption. */
export const openQuestion = z
  .strictObject({
    field: z.string().optional().meta({ description: 'whose values can be read in several ways' }),
    question: z.string(),
    readings: z.array(
      z.strictObject({ assume: z.string(), means: z.string() }).meta({
        description: 'an assumption, and what an example of the file means under it',
      }),
    ),
  })
  .meta({ id: 'OpenQuestion' })

/** What an import went by: options that were given, guesses where none were. */
export const usedOptions = fileLayout
  .extend({
    timestamp: z.string().optional(),
    timestampFormat: z.string().optional(),
    timeZone: timeZone.optional(),
    personId: z.string().optional(),
    rowId: z.string().optional(),
  })
  .meta({ id: 'UsedOptions' })

const importedFile = z.strictObject({
  batch: z.number(),
  source: z.string(),
  used: usedOptions,
  ...rowCounts,
})

const importReport = z.strictObject({
  dataset: z.string(),
  batches: z.array(importedFile),
  leftOut: z
    .array(z.string())
    .optional()
    .meta({ description: 'files of archives that are no data' }),
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

export type FileLayout = AnswerOf<typeof fileLayout>
export type OpenQuestion = AnswerOf<typeof openQuestion>
export type UsedOptions = AnswerOf<typeof usedOptions>
export type ImportedFile = AnswerOf<typeof importedFile>
export type ImportReport = AnswerOf<typeof importReport>
export type ImportOutcome = AnswerOf<typeof importOutcome>
export type ImportProgress = AnswerOf<typeof importProgress>
