import { z } from 'zod'

/** What is remembered of how delivering to a destination goes. Instants are UTC milliseconds. */
const outboxState = z.object({
  /** In a row. */
  failures: z.number().default(0),
  /** Why the last one failed; null once it goes again. */
  problem: z.string().nullable().default(null),
  /** From when on nothing is sent, and for how long. */
  waiting: z.object({ since: z.number(), ms: z.number() }).nullable().default(null),
  /** Until somebody has changed something: the definition as it was then. */
  stopped: z.object({ reason: z.string(), definition: z.string() }).nullable().default(null),
  /** The evaluation of each audience after which dead ones were tried again. */
  runs: z.record(z.string(), z.string()).default({}),
  /** Of audiences that may be gone, while somebody has to leave. */
  audiences: z
    .record(z.string(), z.object({ name: z.string(), connection: z.string() }))
    .default({}),
  /** How far changes of profiles were sent; null before the first look. */
  changes: z
    .object({
      /** Of the numbers. */
      epoch: z.string(),
      number: z.number(),
      sent: z.number(),
      rejected: z.number(),
      lastRejected: z.object({ id: z.string(), reason: z.string() }).nullable(),
    })
    .nullable()
    .default(null),
  /** How often all were sent again by hand: so that it is not taken for a try of the same. */
  resends: z.number().default(0),
})

export type OutboxState = z.infer<typeof outboxState>

export const readOutboxState = (document: string): OutboxState =>
  outboxState.parse(JSON.parse(document))

/** When a destination may be sent to again; undefined where it may now. A clock that was set back ends it. */
export function waitsUntil({ waiting }: OutboxState, now: number): number | undefined {
  if (waiting === null) return undefined
  const until = waiting.since + waiting.ms
  return now >= waiting.since && now < until ? until : undefined
}
