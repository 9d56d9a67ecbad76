import { type Kysely, type RawBuilder, sql } from 'kysely'
import { selectRows, writeRows } from '../select-rows.ts'
import type { AudienceChangeRow, Tables } from '../tables.ts'

/** An entry or exit. */
export interface StoredChange {
  /** Rises within an audience, from 1. */
  readonly number: number
  readonly person: string
  readonly status: 'entered' | 'left'
  /** ISO 8601 in UTC. */
  readonly at: string
  readonly epoch: number
  readonly run: string
  /** JSON. */
  readonly reason: string | null
}

const fromRow = ({ audience: _, status, ...row }: AudienceChangeRow): StoredChange => ({
  ...row,
  status: status === 'entered' ? 'entered' : 'left',
})

/** Behind a number, in their order. */
export async function listChanges(
  db: Kysely<Tables>,
  audience: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly StoredChange[]> {
  const rows = await db
    .selectFrom('audience_changes')
    .selectAll()
    .where('audience', '=', audience)
    .where('number', '>', after)
    .orderBy('number')
    .limit(limit)
    .execute()
  return rows.map(fromRow)
}

/** All of some persons, in their order. */
export async function listChangesOf(
  db: Kysely<Tables>,
  audience: string,
  persons: readonly string[],
): Promise<readonly StoredChange[]> {
  if (persons.length === 0) return []
  const wanted = selectRows(
    db,
    ['text'],
    persons.map((person) => [person]),
  )
  const rows = await db
    .selectFrom('audience_changes')
    .selectAll()
    .where('audience', '=', audience)
    .where('person', 'in', sql<string>`(${wanted})`)
    .orderBy('number')
    .execute()
  return rows.map(fromRow)
}

export async function writeChanges(
  transaction: Kysely<Tables>,
  audience: string,
  changes: readonly StoredChange[],
): Promise<void> {
  const types = ['text', 'integer', 'text', 'text', 'text', 'integer', 'text', 'text'] as const
  const rows = changes.map(({ number, person, status, at, epoch, run, reason }) => {
    return [audience, number, person, status, at, epoch, run, reason]
  })
  const write = (some: RawBuilder<unknown>) => sql`
    INSERT INTO audience_changes (audience, number, person, status, at, epoch, run, reason)
    ${some}`
  await writeRows(transaction, types, rows, write)
}

/** Entries and exits since a moment (ISO 8601 in UTC), and the entries of those who were in it before. */
export async function countChanges(
  db: Kysely<Tables>,
  audience: string,
  since: string,
): Promise<{ readonly entered: number; readonly left: number; readonly returned: number }> {
  const { rows } = await sql<{ entered: number; gone: number; returned: number }>`
    SELECT coalesce(sum(CASE WHEN status = 'entered' THEN 1 END), 0) AS entered,
      coalesce(sum(CASE WHEN status = 'left' THEN 1 END), 0) AS gone,
      coalesce(sum(CASE WHEN status = 'entered' AND epoch > 1 THEN 1 END), 0) AS returned
    FROM audience_changes WHERE audience = ${audience} AND at >= ${since}`.execute(db)
  const { entered, gone, returned } = rows[0]!
  return { entered: Number(entered), left: Number(gone), returned: Number(returned) }
}

/** Entries and exits of a quarter of an hour. */
export interface CountedChanges {
  /** When the quarter began; ISO 8601 in UTC. */
  readonly start: string
  readonly status: 'entered' | 'left'
  readonly count: number
}

/** Entries and exits since a moment (ISO 8601 in UTC) by quarters of an hour, in any order: none where there were none. */
export async function countChangesByQuarter(
  db: Kysely<Tables>,
  audience: string,
  since: string,
): Promise<readonly CountedChanges[]> {
  const { rows } = await sql<{ hour: string; quarter: number; status: string; found: number }>`
    SELECT substr(at, 1, 14) AS hour, CAST(substr(at, 15, 2) AS integer) / 15 AS quarter, status,
      count(*) AS found
    FROM audience_changes WHERE audience = ${audience} AND at >= ${since} GROUP BY 1, 2, 3`.execute(
    db,
  )
  return rows.map(({ hour, quarter, status, found }) => ({
    start: `${hour}${String(Number(quarter) * 15).padStart(2, '0')}:00.000Z`,
    status: status === 'entered' ? 'entered' : 'left',
    count: Number(found),
  }))
}
