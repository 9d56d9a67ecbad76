import { z } from 'zod'
import { type AnswerOf, instant, share } from './answer.ts'

const backfillStatus = z.enum(['off', 'completed', 'processing', 'failed'])

/** What became of the data that was there when a dataset was added. */
const backfill = z.strictObject({
  status: backfillStatus,
  periods: z.array(
    z.strictObject({
      start: z.string().nullable().meta({ description: 'null: from the first event on' }),
      end: z.string().nullable(),
      status: backfillStatus,
    }),
  ),
})

const importing = { importNewData: z.boolean(), backfill }

/** Rows of event datasets by the month in which they were imported; the last three are as of its end. semantics §1.5 */
const monthlyUsage = z.strictObject({
  month: z.string().meta({ description: '2026-01, of UTC' }),
  ingested: z.number().meta({ description: 'rows that were read' }),
  skipped: z.number().meta({ description: 'of these, not in the journey for whatever reason' }),
  deleted: z.number().meta({ description: 'of these, taken out with their batch later' }),
  reportable: z.number().meta({ description: 'ingested, less skipped and deleted' }),
  cumulative: z.number(),
  core: z.number().meta({ description: 'with a time in the last 13 months' }),
  historical: z.number().meta({ description: 'older' }),
})

/** What a connection's journey table holds. */
export const connectionStatus = z
  .strictObject({
    connection: z.string(),
    isBuilt: z.boolean(),
    isRefreshing: z.boolean(),
    events: z.number(),
    people: z.number(),
    firstTime: instant.nullable(),
    lastTime: instant.nullable(),
    dataVersion: z.number().nullable(),
    datasets: z.array(
      z.strictObject({
        dataset: z.string(),
        rows: z.number(),
        missingPerson: z.number(),
        expired: z.number(),
        heldBack: z.number().meta({
          description: 'rows of ids with more events in a month than a person can have',
        }),
        ...importing,
      }),
    ),
    otherDatasets: z
      .array(z.strictObject({ dataset: z.string(), batches: z.number(), ...importing }))
      .meta({ description: 'profile, lookup and summary datasets' }),
    usage: z.array(monthlyUsage),
    problem: z.string().nullable().meta({ description: 'of the last refresh, where it failed' }),
  })
  .meta({ id: 'ConnectionStatus' })

const refreshedDataset = z.strictObject({
  dataset: z.string(),
  addedBatches: z.number().meta({ description: 'that this refresh put into the journey table' }),
  addedRows: z.number(),
  missingPerson: z.number().meta({
    description: 'rows of these batches that are not in the journey because they have no person',
  }),
  expired: z.number().meta({ description: 'rows that are older than the retention' }),
  removedBatches: z.number(),
})

/** What building a journey table did. */
export const refreshReport = z
  .strictObject({
    connection: z.string(),
    dataVersion: z.number(),
    isRebuilt: z.boolean().meta({ description: 'whether the tables were built anew' }),
    datasets: z.array(refreshedDataset),
    events: z.number(),
    persons: z.number(),
  })
  .meta({ id: 'RefreshReport' })

export const refreshProgress = z.strictObject({ share }).meta({ id: 'RefreshProgress' })

/** What became of a connection whose data or settings have changed. */
export const refreshOutcome = z
  .union([
    refreshReport,
    z.strictObject({
      connection: z.string(),
      error: z.strictObject({ code: z.string(), message: z.string() }),
    }),
  ])
  .meta({ id: 'RefreshOutcome' })

/** Rows of a dataset as they lie in the lake: fields by path, and the lake's own beginning with `_`. */
export const lakeRows = z.array(z.record(z.string(), z.unknown()))

export type BackfillStatus = z.infer<typeof backfill>
export type MonthlyUsage = z.infer<typeof monthlyUsage>
export type ConnectionStatus = AnswerOf<typeof connectionStatus>
export type RefreshReport = AnswerOf<typeof refreshReport>
export type RefreshProgress = AnswerOf<typeof refreshProgress>
export type RefreshOutcome = AnswerOf<typeof refreshOutcome>
