import { type Kysely, type RawBuilder, sql } from 'kysely'
import { writeRows } from '../select-rows.ts'
import type { Tables } from '../tables.ts'

/** What has changed of a profile; `document` is JSON. */
export interface NewChange {
  readonly connection: string
  readonly person: string
  /** ISO 8601 in UTC. */
  readonly at: string
  readonly document: string
}

export interface KeptChange extends NewChange {
  readonly number: number
}

export interface Feed {
  /** Numbers of another epoch are of another store: they say nothing here. */
  readonly epoch: string
  /** The last number. */
  readonly number: number
  /** The first one that is kept. */
  readonly first: number
  /** How far the changes of audiences are in, by audience. */
  readonly followed: Readonly<Record<string, number>>
}

export async function readFeed(db: Kysely<Tables>): Promise<Feed> {
  const row = await db.selectFrom('profile_feed').selectAll().executeTakeFirstOrThrow()
  return { ...row, followed: JSON.parse(row.followed) as Feed['followed'] }
}

/** Adds changes, numbered in their order, and lets the oldest go beyond `most`. Numbers are seen in their order. */
export async function addChanges(
  transaction: Kysely<Tables>,
  changes: readonly NewChange[],
  most: number,
): Promise<void> {
  if (changes.length === 0) return
  const { number } = await transaction
    .updateTable('profile_feed')
    .set({ number: sql`number + ${changes.length}` })
    .where('id', '=', 1)
    .returning('number')
    .executeTakeFirstOrThrow()
  const before = number - changes.length
  const rows = changes.map(
    ({ connection, person, at, document }, index) =>
      [before + index + 1, connection, person, at, document] as const,
  )
  const types = ['integer', 'text', 'text', 'text', 'text'] as const
  const write = (some: RawBuilder<unknown>) => sql`
    INSERT INTO profile_changes (number, connection, person, at, document)
    ${some}`
  await writeRows(transaction, types, rows, write)
  if (number <= most) return
  const first = number - most + 1
  await transaction.deleteFrom('profile_changes').where('number', '<', first).execute()
  await transaction.updateTable('profile_feed').set({ first }).where('first', '<', first).execute()
}

export interface ChangeFilter {
  readonly connection?: string | undefined
  readonly limit: number
}

/** Changes behind a number, in order. */
export const listChanges = (
  db: Kysely<Tables>,
  after: number,
  { connection, limit }: ChangeFilter,
): Promise<readonly KeptChange[]> =>
  db
    .selectFrom('profile_changes')
    .selectAll()
    .where('number', '>', after)
    .$if(connection !== undefined, (query) => query.where('connection', '=', connection!))
    .orderBy('number')
    .limit(limit)
    .execute()
