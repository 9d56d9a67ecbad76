import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'
import { hashInLog, LAST } from './batch-log.ts'
import { dropBatches } from './batch-log.ts'
import { ROWS_AT_ONCE } from './settle.ts'

/** Nothing is left of a destination that was deleted, or only of its log and state. */
export async function dropDestination(db: Kysely<Tables>, destination: string): Promise<void> {
  for (;;) {
    const some = sql`
      SELECT audience, person FROM deliveries WHERE destination = ${destination}
      LIMIT ${ROWS_AT_ONCE}`
    const { numAffectedRows = 0n } = await sql`
      DELETE FROM deliveries
      WHERE destination = ${destination} AND (audience, person) IN (${some})`.execute(db)
    if (numAffectedRows < ROWS_AT_ONCE) break
  }
  await dropBatches(db, destination, LAST)
  await db.deleteFrom('delivery_batches').where('destination', '=', destination).execute()
  await db.deleteFrom('destination_states').where('destination', '=', destination).execute()
}

/** A destination that has a person who is to be forgotten. */
export interface ForgottenAt {
  readonly destination: string
  readonly audience: string
  readonly person: string
}

const hasPerson = (persons: readonly string[], audiences: readonly string[]) => sql`
  person IN (${sql.join(persons)}) AND audience IN (${sql.join(audiences)})`

const maybeThere = sql`(confirmed IN ('in', 'unsure', 'kept')
  OR EXISTS (SELECT 1 FROM delivery_batches AS batch
    WHERE batch.is_open = 1 AND batch.destination = deliveries.destination
      AND batch.audience = deliveries.audience
      AND batch.first_person <= deliveries.person AND batch.last_person >= deliveries.person))`

/** Where persons are, or may be. */
export async function findForgotten(
  db: Kysely<Tables>,
  persons: readonly string[],
  audiences: readonly string[],
): Promise<readonly ForgottenAt[]> {
  if (persons.length === 0 || audiences.length === 0) return []
  const { rows } = await sql<ForgottenAt>`
    SELECT destination, audience, person FROM deliveries
    WHERE ${hasPerson(persons, audiences)} AND ${maybeThere}
    ORDER BY destination, audience, person`.execute(db)
  return rows
}

/**
 * Destinations that have persons are told to let go of them, and the rows go once that is confirmed; all other
 * rows go at once. The log keeps hashes. Can be repeated.
 */
export async function forgetDeliveries(
  db: Kysely<Tables>,
  persons: readonly string[],
  audiences: readonly string[],
  at: string,
): Promise<void> {
  if (persons.length === 0 || audiences.length === 0) return
  const { rows: known } = await sql<{ destination: string }>`
    SELECT DISTINCT destination FROM deliveries WHERE ${hasPerson(persons, audiences)}`.execute(db)
  await db.transaction().execute(async (transaction) => {
    await sql`
      UPDATE deliveries
      SET wanted = 'out', epoch = epoch + 1, wanted_at = ${at}, state = 'waiting', tries = 0,
        due_at = '', reason = NULL, is_forgotten = 1
      WHERE ${hasPerson(persons, audiences)} AND ${maybeThere} AND is_forgotten = 0`.execute(
      transaction,
    )
    await sql`
      DELETE FROM deliveries
      WHERE ${hasPerson(persons, audiences)} AND is_forgotten = 0`.execute(transaction)
  })
  for (const { destination } of known) {
    for (const person of persons) await hashInLog(db, destination, person)
  }
}
