import { z } from 'zod'

const window = z.object({ start: z.number(), end: z.number() })

/** What is remembered of an audience between its evaluations. Instants are UTC milliseconds. */
const audienceState = z.object({
  /** The number of the last change. */
  changes: z.number(),
  /** The run that is under way, or was when the process ended. */
  run: z.string().nullable(),
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  /** The moment that the members are as of. */
  evaluatedAt: z.number().nullable(),
  /** What was looked at then. */
  window: window.nullable(),
  /** Which data was looked at then. */
  dataVersion: z.string().nullable(),
  /** Of one that is evaluated once: what it looks at for good, and by which settings. */
  fixed: z.object({ window, settings: z.string() }).nullable(),
  /** Why the last evaluation failed. */
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** Why it is not evaluated any more. */
  ended: z.enum(['expired', 'deleted']).nullable(),
  members: z.number(),
  heldOut: z.number(),
  /** By which settings the hold-out was drawn. */
  holdOut: z.string(),
  /** Where it is sent, and whether those are wanted there who were members before. */
  destinations: z.record(z.string(), z.enum(['filling', 'filled'])),
  /** What the last evaluation took, in milliseconds. */
  costMs: z.number(),
  /** The last moment of its calendar that was followed. */
  followedAt: z.number().nullable(),
  /** The last run that may have written members; unknown of runs of earlier versions. */
  lastRun: z.string().nullable().default(null),
})

export type AudienceState = z.infer<typeof audienceState>

export const emptyState: AudienceState = {
  changes: 0,
  run: null,
  startedAt: null,
  endedAt: null,
  evaluatedAt: null,
  window: null,
  dataVersion: null,
  fixed: null,
  problem: null,
  ended: null,
  members: 0,
  heldOut: 0,
  holdOut: '',
  destinations: {},
  costMs: 0,
  followedAt: null,
  lastRun: null,
}

export const readState = (document: string | undefined): AudienceState =>
  document === undefined ? emptyState : audienceState.parse(JSON.parse(document))
