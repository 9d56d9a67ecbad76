import { z } from 'zod'

const file = z.object({
  /** Changes with the content. */
  tag: z.string(),
  batches: z.array(z.number()),
  problem: z.string().nullable(),
})

/** How far a source has read. Instants are UTC milliseconds. */
const pullState = z.object({
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  problem: z.string().nullable(),
  /** Rows that were added since it was made. */
  added: z.number(),
  /** Of a folder, by path or address. */
  files: z.record(z.string(), file),
  /** Of a table: the greatest value that was read, and the rows that had it, by their hashes. */
  cursor: z.string().nullable(),
  seen: z.array(z.string()),
})

export type PullState = z.infer<typeof pullState>

export const emptyState: PullState = {
  startedAt: null,
  endedAt: null,
  problem: null,
  added: 0,
  files: {},
  cursor: null,
  seen: [],
}

export const readState = (document: string | undefined): PullState =>
  document === undefined ? emptyState : pullState.parse(JSON.parse(document))
