import { type Kysely, sql } from 'kysely'
import { letOthersIn } from '../../model/let-others-in.ts'
import type { Tables } from '../tables.ts'

/** Persons of all audiences of a destination. */
export interface DeliveryCounts {
  readonly waiting: number
  /** Whom it has for certain. */
  readonly confirmed: number
  readonly dead: number
  /** Of the dead: who have no identity that it takes. */
  readonly withoutIdentity: number
}

export const WITHOUT_IDENTITY = 'without identity'

const ROWS = 20_000

type Counted = {
  audience: string
  person: string
  n: number
  waiting: number
  confirmed: number
  dead: number
  without_identity: number
}

/** Counts some at a time, so that others are served in between. */
export async function countDeliveries(
  db: Kysely<Tables>,
  destination: string,
): Promise<DeliveryCounts> {
  const counts = { waiting: 0, confirmed: 0, dead: 0, withoutIdentity: 0 }
  for (let after = { audience: '', person: '' }; ; ) {
    const { rows } = await sql<Counted>`
      WITH part AS (
        SELECT audience, person, state, confirmed, reason FROM deliveries
        WHERE destination = ${destination}
          AND (audience, person) > (${after.audience}, ${after.person})
        ORDER BY audience, person LIMIT ${ROWS}
      ), last AS (SELECT audience, person FROM part ORDER BY audience DESC, person DESC LIMIT 1)
      SELECT (SELECT audience FROM last) AS audience, (SELECT person FROM last) AS person,
        count(*) AS n, coalesce(sum(CASE WHEN state = 'waiting' THEN 1 END), 0) AS waiting,
        coalesce(sum(CASE WHEN confirmed = 'in' THEN 1 END), 0) AS confirmed,
        coalesce(sum(CASE WHEN state = 'dead' THEN 1 END), 0) AS dead,
        coalesce(sum(CASE WHEN state = 'dead' AND reason = ${WITHOUT_IDENTITY} THEN 1 END), 0)
          AS without_identity
      FROM part`.execute(db)
    const row = rows[0]!
    counts.waiting += Number(row.waiting)
    counts.confirmed += Number(row.confirmed)
    counts.dead += Number(row.dead)
    counts.withoutIdentity += Number(row.without_identity)
    if (Number(row.n) < ROWS) return counts
    after = row
    await letOthersIn()
  }
}
