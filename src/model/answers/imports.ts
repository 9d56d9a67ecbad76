import { z } from 'zod'
import { datasetTypes } from '../definitions/dataset.ts'
import { decimals, layoutOptions } from '../import-options.ts'
import { timeZone } from '../time-zone.ts'
import { type AnswerOf, counts, share } from './answer.ts'
import { refreshOutcome } from './connections.ts'
import { rowCounts, skippedRow } from './datasets.ts'

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
    option: z
      .enum(['encoding', 'rowsAt', 'decimal'])
      .optional()
      .meta({ description: 'which option answers it; `assume` unless told' }),
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
    decimals: decimals.optional(),
  })
  .meta({ id: 'UsedOptions' })

/** Who and what the rows seem to be about: who the person is, is said where they are used. */
export const guessed = z
  .strictObject({
    personId: z
      .string()
      .nullable()
      .meta({ description: 'the field that was named, or seems, to be the person’s; null: ask' }),
    rowId: z.string().nullable().meta({ description: 'a field that differs in every row seen' }),
    candidates: z.array(
      z.strictObject({
        field: z.string(),
        filled: share.meta({ description: 'of the rows seen' }),
        values: z.number().meta({ description: 'different ones' }),
        rowsPerValue: z.number(),
      }),
    ),
    warnings: z.array(z.string()),
  })
  .meta({ id: 'Guessed' })

const previewedRow = z.strictObject({
  rowNumber: z.number(),
  reason: z.string().meta({ description: 'why it would be put aside; empty otherwise' }),
  values: z.array(z.unknown()).meta({ description: 'one per field' }),
})

/** What an import of one file would go by, and what would become of its first rows. */
export const filePreview = z
  .strictObject({
    source: z.string(),
    used: usedOptions,
    fields: z.array(
      z.strictObject({
        path: z.string(),
        type: z.enum(['string', 'number', 'boolean', 'timestamp', 'date', 'list']),
        filled: z.number().meta({ description: 'rows seen with a value' }),
        values: z.number().meta({ description: 'different ones' }),
      }),
    ),
    read: z.number().meta({ description: 'rows seen' }),
    isWhole: z.boolean().meta({ description: 'whether these are all' }),
    rows: z.array(previewedRow).meta({ description: 'the first' }),
    skipped: counts.meta({ description: 'rows that would be put aside, by reason' }),
    aside: z
      .array(skippedRow.pick({ rowNumber: true, reason: true, raw: true }))
      .meta({ description: 'the first of them' }),
    unreadable: rowCounts.unreadable,
    guessed,
    suggested: z
      .strictObject({
        timestamp: z
          .string()
          .optional()
          .meta({ description: 'the time’s day and its time of day, joined: `Date+Time`' }),
        parseJson: z
          .array(z.string())
          .optional()
          .meta({ description: 'columns of JSON texts, parsed or not' }),
        rowsAt: z
          .array(z.string())
          .optional()
          .meta({ description: 'where the rows of a JSON document may be; `.`: it is one itself' }),
      })
      .optional()
      .meta({ description: 'options that would read more of the file' }),
    questions: z.array(openQuestion),
    problem: z
      .strictObject({ code: z.string(), detail: z.string(), hint: z.string().optional() })
      .optional()
      .meta({ description: 'why it would be refused' }),
    knownAs: z
      .number()
      .optional()
      .meta({ description: 'the batch with the same content: it would not be added again' }),
    warnings: z.array(z.string()),
  })
  .meta({ id: 'FilePreview' })

/** An import that was not made. */
export const importPreview = z
  .strictObject({
    dataset: z.string(),
    kind: z.enum(datasetTypes),
    isNew: z.boolean(),
    upload: z
      .string()
      .optional()
      .meta({ description: 'an upload is kept for an hour: name it instead of sending it again' }),
    files: z.array(filePreview),
  })
  .meta({ id: 'ImportPreview' })

const importedFile = z.strictObject({
  batch: z.number(),
  source: z.string(),
  used: usedOptions,
  knownAs: z
    .number()
    .optional()
    .meta({ description: 'the batch with the same content: nothing was added' }),
  replaces: z
    .array(z.number())
    .optional()
    .meta({ description: 'batches that it took the place of' }),
  warnings: z.array(z.string()),
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
  .extend({
    connections: z.array(refreshOutcome),
    guessed: guessed
      .optional()
      .meta({ description: 'of files of events or profiles: who they seem to be about' }),
    warnings: z.array(z.string()),
  })
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
export type Guessed = AnswerOf<typeof guessed>
export type FilePreview = AnswerOf<typeof filePreview>
export type ImportPreview = AnswerOf<typeof importPreview>
export type UsedOptions = AnswerOf<typeof usedOptions>
export type ImportedFile = AnswerOf<typeof importedFile>
export type ImportReport = AnswerOf<typeof importReport>
export type ImportOutcome = AnswerOf<typeof importOutcome>
export type ImportProgress = AnswerOf<typeof importProgress>
