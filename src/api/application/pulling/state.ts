import { z } from 'zod'

const file = z.object({
  /** Changes with the content. */
  tag: z.string(),
  batches: z.array(z.number()),
  problem: z.string().nullable(),
})

/** A row of a table, by its hash, and its cursor as text. */
const seenRow = z.tuple([z.string(), z.string()])

/** How far a table was read. */
const place = z.object({
  /** The greatest value that was read. */
  cursor: z.string().nullable(),
  /** The value from which on all rows that were read are in `seen`; null: from the beginning. */
  from: z.string().nullable(),
  seen: z.array(seenRow),
})

const runs = z.object({
  startedAt: z.number(),
  endedAt: z.number(),
  times: z.number(),
  added: z.number(),
  problem: z.string().nullable(),
})

export type PullRuns = z.infer<typeof runs>

export type Seen = z.infer<typeof seenRow>
export type Place = z.infer<typeof place>

/** How far a source has read. Instants are UTC milliseconds. */
const pullState = place.extend({
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  problem: z.string().nullable(),
  /** The latest first. */
  runs: z.array(runs).default([]),
  /** Rows that were added since it was made. */
  added: z.number(),
  /** Of a folder, by path or address. */
  files: z.record(z.string(), file),
  /** Rows of a table that are being imported: where they are once they have a batch of this source. */
  pending: place.extend({ source: z.string(), rows: z.number() }).nullable(),
})

export type PullState = z.infer<typeof pullState>

export const emptyState: PullState = {
  startedAt: null,
  endedAt: null,
  problem: null,
  runs: [],
  added: 0,
  files: {},
  cursor: null,
  from: null,
  seen: [],
  pending: null,
}

export const readState = (document: string | undefined): PullState =>
  document === undefined ? emptyState : pullState.parse(fromBefore(JSON.parse(document)))

/** A state of the time when only rows of the greatest cursor were known, by their hashes alone. */
function fromBefore(state: {
  readonly cursor?: string | null
  readonly seen?: readonly (string | Seen)[]
}): object {
  const { cursor = null, seen = [] } = state
  const rows = seen.map((each) => (typeof each === 'string' ? [each, cursor ?? ''] : each))
  return { from: cursor, pending: null, ...state, seen: rows }
}
