import { z } from 'zod'
import { datasetTypes } from '../definitions/dataset.ts'
import { assume, decimals } from '../import-options.ts'
import { type AnswerOf, counts, instant } from './answer.ts'
import { refreshOutcome } from './connections.ts'

export const scalarType = z.enum(['string', 'number', 'boolean', 'timestamp', 'date'])

/** A column of a dataset; the paths of a list's children are relative to the list. */
export type Field =
  | { readonly path: string; readonly type: ScalarType; readonly isUndecided?: true | undefined }
  | { readonly path: string; readonly type: 'list'; readonly of: ScalarType }
  | { readonly path: string; readonly type: 'list'; readonly children: readonly Field[] }

export type ScalarType = z.infer<typeof scalarType>

const field: z.ZodType<Field> = z
  .lazy(() =>
    z.union([
      z.strictObject({
        path: z.string(),
        type: scalarType,
        isUndecided: z
          .literal(true)
          .optional()
          .meta({ description: 'no value has come yet; the first one decides the type' }),
      }),
      z.strictObject({ path: z.string(), type: z.literal('list'), of: scalarType }),
      z.strictObject({ path: z.string(), type: z.literal('list'), children: z.array(field) }),
    ]),
  )
  .meta({ id: 'Field' })

const timesWritten = z.strictObject({
  formats: z.array(z.string()).meta({ description: 'names of formats, as the docs list them' }),
  zones: z.array(z.string()).optional().meta({ description: 'time zones that they name' }),
})

export type TimesWritten = AnswerOf<typeof timesWritten>

/** How times are written, by field. */
export const writtenTimes = z
  .record(z.string(), timesWritten)
  .meta({ description: 'how times that come as text or numbers are written, by field' })

/** A dataset as it lies in the lake. */
export const datasetDescription = z
  .strictObject({
    id: z.string(),
    type: z.enum(datasetTypes),
    timestamp: z
      .string()
      .optional()
      .meta({ description: 'the declared or inferred field of the rows’ time' }),
    timeZone: z.string(),
    rowId: z.string().optional(),
    personId: z
      .string()
      .optional()
      .meta({ description: 'the field that names the person, as an import was told last' }),
    key: z.string().optional().meta({ description: 'by which connections join its rows' }),
    fields: z.array(field),
    assume,
    times: writtenTimes.optional(),
    decimals: decimals.optional(),
    rows: z.number().meta({ description: 'that can be read: replaced ones are not counted' }),
    batches: z.number(),
    minTime: instant.optional(),
    maxTime: instant.optional(),
    lastImport: instant.optional(),
  })
  .meta({ id: 'DatasetDescription' })

/** Rows by what became of them: read = added + skipped (all reasons) + duplicates. */
export const rowCounts = {
  read: z.number(),
  added: z.number(),
  duplicates: z.number(),
  replaced: z.number().meta({
    description: 'of the added rows, those that took the place of an earlier one of the same key',
  }),
  skipped: counts.meta({ description: 'rows put aside, by reason' }),
  unreadable: counts.meta({
    description: 'values that became null because they do not fit their field’s type, by field',
  }),
}

/** One import of one source. */
export const batch = z
  .strictObject({
    dataset: z.string(),
    batch: z.number(),
    status: z.enum(['running', 'committed', 'failed', 'deleted']),
    source: z.string(),
    ...rowCounts,
    started: instant,
    finished: instant.optional(),
    problem: z.string().meta({ description: 'why it failed; empty otherwise' }),
  })
  .meta({ id: 'Batch' })

/** A row that an import put aside. */
export const skippedRow = z
  .strictObject({
    batch: z.number(),
    rowNumber: z.number().meta({ description: 'in its source, the first data row being 1' }),
    reason: z.string(),
    raw: z.string(),
    values: z.record(z.string(), z.unknown()).nullable().meta({
      description:
        'by column, where the text tells them: it is JSON, or its file had columns; null otherwise',
    }),
    surplus: z
      .array(z.string())
      .meta({ description: 'cells behind the last column, which belong to none' }),
  })
  .meta({ id: 'SkippedRow' })

/** How many rows of a batch were put aside for a reason, and still are. */
export const skippedCount = z
  .strictObject({ batch: z.number(), reason: z.string(), rows: z.number() })
  .meta({ id: 'SkippedCount' })

export const batchRemoved = z
  .strictObject({ connections: z.array(refreshOutcome) })
  .meta({ id: 'BatchRemoved' })

export type DatasetDescription = AnswerOf<typeof datasetDescription>
export type Batch = AnswerOf<typeof batch>
export type BatchRemoved = AnswerOf<typeof batchRemoved>
export type SkippedRow = AnswerOf<typeof skippedRow>
export type SkippedCount = AnswerOf<typeof skippedCount>
