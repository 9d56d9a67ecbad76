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
