import { type Kysely, type RawBuilder, sql } from 'kysely'
import { writeRows } from './select-rows.ts'
import type { Tables } from './tables.ts'

/** What destinations should have of a person from now on. */
export interface WantedDelivery {
  readonly person: string
  readonly wanted: 'in' | 'out'
  readonly epoch: number
  /** ISO 8601 in UTC. */
  readonly at: string
}

/**
 * Notes it, within the transaction that changes the membership: what was wanted before is not any more. What is
 * wanted already is left as it is, and nobody is wanted out who was never wanted in. What a destination is told of
 * a person has ever higher epochs, also where it alone is told.
 */
export async function wantDeliveries(
  transaction: Kysely<Tables>,
  { destination, audience, run }: { destination: string; audience: string; run: string },
  wanted: readonly WantedDelivery[],
): Promise<void> {
  const rows = wanted.map(
    ({ person, wanted: state, epoch, at }) =>
      [destination, audience, person, state, epoch, at, run, epoch - 1] as const,
  )
  const types = ['text', 'text', 'text', 'text', 'integer', 'text', 'text', 'integer'] as const
  const write = (some: RawBuilder<unknown>) => sql`
    INSERT INTO deliveries
      (destination, audience, person, wanted, epoch, wanted_at, run, confirmed_epoch, due_at, state, tries)
    SELECT rows.*, '', 'waiting', 0 FROM (${some}) AS rows
    WHERE rows.c3 = 'in' OR EXISTS (
      SELECT 1 FROM deliveries AS known
      WHERE known.destination = ${destination} AND known.audience = ${audience}
        AND known.person = rows.c2)
    ON CONFLICT (destination, audience, person) DO UPDATE SET
      wanted = excluded.wanted,
      epoch = CASE WHEN excluded.epoch > deliveries.epoch THEN excluded.epoch
        ELSE deliveries.epoch + 1 END,
      wanted_at = excluded.wanted_at,
      run = excluded.run, due_at = excluded.due_at, state = 'waiting', tries = 0, reason = NULL,
      is_forgotten = 0
    WHERE deliveries.wanted <> excluded.wanted`
  await writeRows(transaction, types, rows, write)
}
