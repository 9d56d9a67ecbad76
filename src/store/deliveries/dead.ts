import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'
import { ROWS_AT_ONCE } from './settle.ts'

/** A person whom a destination did not take. */
export interface DeadDelivery {
  readonly audience: string
  readonly person: string
  readonly reason: string
  readonly tries: number
  /** ISO 8601 in UTC: since when it is wanted. */
  readonly at: string
}

/** Behind a place, in the order of audience and person. */
export async function listDead(
  db: Kysely<Tables>,
  destination: string,
  { after, limit }: { after: { audience: string; person: string }; limit: number },
): Promise<readonly DeadDelivery[]> {
  const { rows } = await sql<DeadDelivery>`
    SELECT audience, person, reason, tries, wanted_at AS at FROM deliveries
    WHERE state <> 'done' AND state = 'dead' AND destination = ${destination}
      AND (audience, person) > (${after.audience}, ${after.person})
    ORDER BY audience, person LIMIT ${limit}`.execute(db)
  return rows
}

/** Which dead ones are tried again: all, those of an audience, those of persons, all but those of a run. */
export interface DeadChoice {
  readonly audience?: string | undefined
  readonly persons?: readonly string[] | undefined
  readonly unlessRun?: string | undefined
}

/** Lets them wait again, some at a time. Gives how many. */
export async function retryDead(
  db: Kysely<Tables>,
  destination: string,
  { audience, persons, unlessRun }: DeadChoice,
): Promise<number> {
  let count = 0
  for (;;) {
    const chosen = sql`
      SELECT audience, person FROM deliveries
      WHERE state <> 'done' AND state = 'dead' AND destination = ${destination}
        ${audience === undefined ? sql.raw('') : sql`AND audience = ${audience}`}
        ${persons === undefined ? sql.raw('') : sql`AND person IN (${sql.join(persons)})`}
        ${unlessRun === undefined ? sql.raw('') : sql`AND run <> ${unlessRun}`}
      LIMIT ${ROWS_AT_ONCE}`
    const { numAffectedRows = 0n } = await sql`
      UPDATE deliveries
      SET state = 'waiting', due_at = '', revision = revision + 1
      WHERE destination = ${destination} AND (audience, person) IN (${chosen})`.execute(db)
    count += Number(numAffectedRows)
    if (numAffectedRows < ROWS_AT_ONCE) return count
  }
}
