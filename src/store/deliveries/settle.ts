import { type Kysely, type RawBuilder, sql } from 'kysely'
import { writeRows } from '../select-rows.ts'
import type { Tables } from '../tables.ts'
import type { Confirmed } from './waiting.ts'

/** What has become of rows that were looked at or sent, the same for all of them. */
export interface Outcome {
  /** As it was when left out. */
  readonly confirmed?: Confirmed
  readonly state: 'waiting' | 'done' | 'dead'
  readonly dueAt: string
  readonly reason: string | null
  readonly rows: readonly SettledRow[]
}

export interface SettledRow {
  readonly person: string
  /** As of what was looked at or sent: what is wanted since then stays wanted. */
  readonly epoch: number
  readonly revision: number
  /** Which epoch is confirmed now; as it was when left out. */
  readonly confirmedEpoch?: number
  /** What the destination has now, as JSON; as it was when left out. */
  readonly identities?: string
  readonly tries: number
}

/** Rows of one statement: others wait until the transaction is over. */
export const ROWS_AT_ONCE = 2000

/** Writes it. At most `ROWS_AT_ONCE` of them. */
export async function settleRows(
  transaction: Kysely<Tables>,
  { destination, audience, now }: { destination: string; audience: string; now: string },
  { confirmed, state, dueAt, reason, rows }: Outcome,
): Promise<void> {
  const types = ['text', 'integer', 'integer', 'integer', 'text', 'integer'] as const
  const cells = rows.map(
    (row) =>
      [
        row.person,
        row.epoch,
        row.revision,
        row.confirmedEpoch ?? null,
        row.identities ?? null,
        row.tries,
      ] as const,
  )
  const isConfirmed = confirmed === undefined ? sql.raw('') : setConfirmed(confirmed, now)
  const write = (some: RawBuilder<unknown>) => sql`
    WITH settled (destination, audience, person, epoch, revision, confirmed_epoch, identities, tries)
    AS MATERIALIZED (
      SELECT ${text(destination)}, ${text(audience)}, rows.*
      FROM (${some}) AS rows
    )
    UPDATE deliveries SET ${isConfirmed}
      confirmed_epoch = coalesce(settled.confirmed_epoch, deliveries.confirmed_epoch),
      identities = coalesce(settled.identities, deliveries.identities),
      state = ${unlessWantedAnew(text(state), sql`deliveries.state`)},
      tries = ${unlessWantedAnew(sql`settled.tries`, sql`deliveries.tries`)},
      due_at = ${unlessWantedAnew(text(dueAt), sql`deliveries.due_at`)},
      reason = ${unlessWantedAnew(text(reason), sql`deliveries.reason`)}
    FROM settled
    WHERE deliveries.destination = settled.destination AND deliveries.audience = settled.audience
      AND deliveries.person = settled.person`
  await writeRows(transaction, types, cells, write)
}

/** PostgreSQL asks of what type a parameter is that stands alone. */
const text = (given: string | null) => sql`CAST(${given} AS text)`

const setConfirmed = (confirmed: Confirmed, now: string) =>
  sql`confirmed = ${text(confirmed)}, confirmed_at = ${text(now)},`

const unlessWantedAnew = (settled: unknown, before: unknown) => sql`
  CASE WHEN deliveries.epoch = settled.epoch AND deliveries.revision = settled.revision
  THEN ${settled} ELSE ${before} END`

/** Rows of persons who are to be forgotten and are not there any more go. Gives their persons. */
export async function dropForgotten(
  transaction: Kysely<Tables>,
  { destination, audience }: { destination: string; audience: string },
  persons: readonly string[],
): Promise<void> {
  if (persons.length === 0) return
  await transaction
    .deleteFrom('deliveries')
    .where('destination', '=', destination)
    .where('audience', '=', audience)
    .where('person', 'in', persons)
    .where('is_forgotten', '=', 1)
    .where('state', '<>', 'waiting')
    .execute()
}
