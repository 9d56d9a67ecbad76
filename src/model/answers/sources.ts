import { z } from 'zod'
import { protocolNames } from '../definitions/source.ts'
import { type AnswerOf, instant } from './answer.ts'

const isoInstant = z.string().meta({ description: 'ISO 8601, UTC' })

/** Times that a source was read one after the other, with the same outcome where nothing came of it. */
const pullRuns = z.strictObject({
  startedAt: instant.meta({ description: 'of the first of them' }),
  endedAt: instant.meta({ description: 'of the last of them' }),
  times: z.number(),
  added: z.number().meta({ description: 'rows' }),
  problem: z.string().nullable(),
})

/** How far a folder, bucket or table was read. */
export const pulled = z
  .strictObject({
    startedAt: instant.nullable(),
    endedAt: instant.nullable(),
    nextAt: instant.nullable().meta({ description: 'null: it is paused, or no time comes' }),
    runs: z.array(pullRuns).meta({ description: 'the latest first, those of nothing new as one' }),
    problem: z.string().nullable(),
    added: z.number().meta({ description: 'rows, since the source was made' }),
    cursor: z
      .string()
      .nullable()
      .meta({ description: 'the greatest value of the cursor that was read' }),
    from: z.string().nullable().meta({
      description: 'the value of the cursor from which on rows that come late are still looked for',
    }),
    files: z.array(
      z.strictObject({
        file: z.string(),
        batches: z.array(z.number()),
        problem: z.string().nullable().meta({ description: 'why it could not be read' }),
      }),
    ),
  })
  .meta({ id: 'Pulled' })

/** What is found at a folder, bucket or table; nothing is taken. */
export const triedSource = z
  .strictObject({
    files: z
      .strictObject({
        count: z.number(),
        examples: z.array(z.string()).meta({ description: 'the first hundred, by name' }),
      })
      .nullable()
      .meta({ description: 'null of a table' }),
    columns: z
      .array(z.strictObject({ name: z.string(), type: z.string() }))
      .meta({ description: 'of the table, or the first file' }),
    rows: z.array(z.array(z.unknown())).meta({ description: 'the first, a value per column' }),
    problem: z.string().nullable().meta({ description: 'why the first file would be refused' }),
  })
  .meta({ id: 'TriedSource' })

/** Names of properties, traits and context that found the dataset's columns taken: their values are in `more`. */
const beyondColumns = z.strictObject({
  rowsBeyond: z
    .number()
    .meta({ description: 'rows that have values in the field `more`, as JSON' }),
  namesBeyond: z.number().meta({ description: 'names that have no column, up to 10,000' }),
  examples: z.array(z.string()).meta({ description: 'the first of these names' }),
})

/** A source as it stands: counts are since the server started. */
export const sourceStatus = z
  .strictObject({
    id: z.string(),
    name: z.string().optional(),
    dataset: z.string(),
    kind: z.enum(['sdk', 'folder', 'table']),
    protocols: z.array(z.enum(protocolNames)),
    keys: z.array(z.string()).meta({ description: 'ids of its write keys' }),
    paused: z.boolean(),
    accepted: z.number(),
    rejected: z.number(),
    waiting: z
      .number()
      .meta({ description: 'rows that are acknowledged and not in the dataset yet' }),
    lastAt: instant
      .nullable()
      .meta({ description: 'when it last accepted something; UTC milliseconds' }),
    problem: z
      .string()
      .nullable()
      .meta({ description: 'why rows wait, where they cannot be written' }),
    columns: beyondColumns.extend({
      limit: z.number().meta({ description: 'names that get a column: collect-columns' }),
    }),
  })
  .meta({ id: 'SourceStatus' })

export const sourceList = z.array(sourceStatus)

/** A write key as it is shown once. */
export const madeKey = z.strictObject({ id: z.string(), key: z.string() }).meta({ id: 'WriteKey' })

export const rejectedRow = z
  .strictObject({
    id: z.string(),
    reason: z.string(),
    detail: z.string(),
    at: isoInstant,
    protocol: z.string(),
    body: z.string().meta({ description: 'as it was sent' }),
  })
  .meta({ id: 'RejectedRow' })

export const rejectedPage = z.strictObject({
  rows: z.array(rejectedRow),
  next: z.string().nullable().meta({ description: 'to be given as `after` for the next page' }),
})

export const replayedRows = z.strictObject({
  accepted: z.number(),
  rejected: z.array(z.strictObject({ id: z.string(), reason: z.string(), detail: z.string() })),
})

/**
 * What arrives now: a row as it lands, an item that was kept aside, that values of rows have no column, or how many
 * items are not shown.
 */
export const liveItem = z.strictObject({
  at: isoInstant,
  protocol: z.string().optional().meta({ description: 'of a row or item' }),
  row: z.record(z.string(), z.unknown()).optional(),
  reject: z.strictObject({ reason: z.string(), detail: z.string(), body: z.string() }).optional(),
  beyond: beyondColumns.optional(),
  leftOut: z
    .number()
    .optional()
    .meta({ description: 'items that came faster than they were read, and are not shown' }),
})

export const snippetList = z.array(
  z.strictObject({
    protocol: z.enum(protocolNames),
    label: z.string(),
    package: z.string().optional(),
    language: z.enum(['js', 'html', 'sh']),
    code: z.string(),
  }),
)

export type BeyondColumns = AnswerOf<typeof beyondColumns>
export type Pulled = AnswerOf<typeof pulled>
export type TriedSource = AnswerOf<typeof triedSource>
export type SourceStatus = AnswerOf<typeof sourceStatus>
export type RejectedRow = AnswerOf<typeof rejectedRow>
export type RejectedPage = AnswerOf<typeof rejectedPage>
export type ReplayedRows = AnswerOf<typeof replayedRows>
export type LiveItem = AnswerOf<typeof liveItem>
