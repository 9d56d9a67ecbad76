import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Tables } from '../tables.ts'

const ROWS = 250

/** Has everybody sent again whom a destination should have, some at a time. Gives how many. */
export async function sendAllAgain(
  db: Kysely<Tables>,
  destination: string,
  onlyAudience?: string,
): Promise<number> {
  let count = 0
  for (let after: Key | undefined = { audience: onlyAudience ?? '', person: '' }; after; ) {
    const { numAffectedRows = 0n } = await markUnsure(db, destination, after, onlyAudience)
    count += Number(numAffectedRows)
    after = await keyAt(db, destination, after, onlyAudience)
  }
  return count
}

type Key = { readonly audience: string; readonly person: string }

const within = (destination: string, { audience, person }: Key, only: string | undefined) => sql`
  SELECT audience, person FROM deliveries
  WHERE destination = ${destination} AND (audience, person) > (${audience}, ${person})
    ${only === undefined ? sql.raw('') : sql`AND audience = ${only}`}
  ORDER BY audience, person LIMIT ${ROWS}`

const markUnsure = (db: Kysely<Tables>, destination: string, after: Key, only?: string) =>
  sql`
    UPDATE deliveries
    SET state = 'waiting', due_at = '', tries = 0, reason = NULL, revision = revision + 1,
      confirmed = CASE WHEN confirmed = 'in' THEN 'unsure' ELSE confirmed END
    WHERE destination = ${destination} AND wanted = 'in'
      AND (audience, person) IN (${within(destination, after, only)})`.execute(db)

/** The last row of those that were looked at; undefined behind the last of all. */
async function keyAt(db: Kysely<Tables>, destination: string, after: Key, only?: string) {
  const { rows } = await sql<Key>`
    SELECT audience, person FROM (${within(destination, after, only)}) AS looked
    ORDER BY audience DESC, person DESC LIMIT 1`.execute(db)
  return rows[0]
}

/**
 * Persons of whom something else may have to be sent though they are in as before, such as other identities:
 * they are looked at again.
 */
export async function lookAgain(db: Kysely<Tables>, persons: readonly string[]): Promise<void> {
  for (let start = 0; start < persons.length; start += ROWS) {
    await db
      .updateTable('deliveries')
      .set({ state: 'waiting', due_at: '', revision: sql`revision + 1` })
      .where('person', 'in', persons.slice(start, start + ROWS))
      .where('wanted', '=', 'in')
      .where('state', '=', 'done')
      .execute()
  }
}

/** The same of everybody, some at a time. */
export async function lookAtAllAgain(db: Kysely<Tables>): Promise<void> {
  let after: FullKey | undefined = { destination: '', audience: '', person: '' }
  while (after) {
    const some: RawBuilder<unknown> = sql`
      SELECT destination, audience, person FROM deliveries
      WHERE (destination, audience, person) > (${after.destination}, ${after.audience}, ${after.person})
      ORDER BY destination, audience, person LIMIT ${ROWS}`
    await sql`
      UPDATE deliveries SET state = 'waiting', due_at = '', revision = revision + 1
      WHERE wanted = 'in' AND state = 'done'
        AND (destination, audience, person) IN (${some})`.execute(db)
    const last = await sql<FullKey>`
      SELECT destination, audience, person FROM (${some}) AS looked
      ORDER BY destination DESC, audience DESC, person DESC LIMIT 1`.execute(db)
    after = last.rows[0]
  }
}

type FullKey = Key & { readonly destination: string }
