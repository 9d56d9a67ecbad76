import { type Kysely, PostgresAdapter, sql } from 'kysely'
import type { Tables } from '../tables.ts'
import { readFeed } from './changes.ts'
import { removeProfiles } from './documents.ts'
import { removeWork } from './work.ts'
import { changeCarried, listCarried } from './identities.ts'

const NUMBERS_AT_ONCE = 500

/** Takes out what the feed says of persons of a connection, or that names one of the texts; how much it was. */
export async function eraseChanges(
  db: Kysely<Tables>,
  persons: readonly string[],
  texts: readonly string[],
): Promise<number> {
  const { first, number } = await readFeed(db)
  let erased = 0
  for (let from = first; from <= number; from += NUMBERS_AT_ONCE) {
    const { numDeletedRows } = await db
      .deleteFrom('profile_changes')
      .where('number', '>=', from)
      .where('number', '<', from + NUMBERS_AT_ONCE)
      .where(isAbout(db, persons, texts))
      .executeTakeFirst()
    erased += Number(numDeletedRows)
  }
  return erased
}

export async function countChanges(
  db: Kysely<Tables>,
  persons: readonly string[],
  texts: readonly string[],
): Promise<number> {
  const row = await db
    .selectFrom('profile_changes')
    .select(({ fn }) => fn.countAll<number>().as('rows'))
    .where(isAbout(db, persons, texts))
    .executeTakeFirstOrThrow()
  return Number(row.rows)
}

function isAbout(db: Kysely<Tables>, persons: readonly string[], texts: readonly string[]) {
  const find = db.getExecutor().adapter instanceof PostgresAdapter ? sql`strpos` : sql`instr`
  const named = texts.map((text) => sql`${find}(document, ${JSON.stringify(text)}) > 0`)
  const own = persons.map((person) => sql`person = ${person}`)
  return sql<boolean>`(${sql.join([sql`1 = 0`, ...own, ...named], sql` OR `)})`
}

/** Takes out the profiles of persons of a connection, with what they carry. */
export const erasePersons = (
  db: Kysely<Tables>,
  connection: string,
  persons: readonly string[],
): Promise<void> =>
  db.transaction().execute(async (transaction) => {
    const gone = await listCarried(transaction, connection, persons)
    await changeCarried(transaction, connection, { gone, come: [] })
    await removeProfiles(transaction, connection, persons)
    await removeWork(transaction, connection, persons)
  })

async function dropChanges(db: Kysely<Tables>, connection: string): Promise<void> {
  const { first, number } = await readFeed(db)
  for (let from = first; from <= number; from += NUMBERS_AT_ONCE) {
    await db
      .deleteFrom('profile_changes')
      .where('number', '>=', from)
      .where('number', '<', from + NUMBERS_AT_ONCE)
      .where('connection', '=', connection)
      .execute()
  }
}

const ROWS_AT_ONCE = 250

/** Takes out everything of a connection, some rows at a time. */
export async function dropProfiles(db: Kysely<Tables>, connection: string): Promise<void> {
  const tables = ['profiles', 'profile_identities', 'profile_work'] as const
  for (const table of tables) {
    for (;;) {
      const rows = await db
        .selectFrom(table)
        .select('person')
        .distinct()
        .where('connection', '=', connection)
        .limit(ROWS_AT_ONCE)
        .execute()
      if (rows.length === 0) break
      const persons = rows.map(({ person }) => person)
      await db
        .deleteFrom(table)
        .where('connection', '=', connection)
        .where('person', 'in', persons)
        .execute()
    }
  }
  await dropChanges(db, connection)
  await db.deleteFrom('profile_states').where('connection', '=', connection).execute()
}
