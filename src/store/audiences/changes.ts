import { type Kysely, sql } from 'kysely'
import { selectRows } from '../select-rows.ts'
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
  if (changes.length === 0) return
  const types = ['text', 'integer', 'text', 'text', 'text', 'integer', 'text', 'text'] as const
  const rows = changes.map(({ number, person, status, at, epoch, run, reason }) => {
    return [audience, number, person, status, at, epoch, run, reason]
  })
  await sql`
    INSERT INTO audience_changes (audience, number, person, status, at, epoch, run, reason)
    ${selectRows(transaction, types, rows)}`.execute(transaction)
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
