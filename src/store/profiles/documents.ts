import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely'
import { readCells } from '../read-cells.ts'
import { isAmong } from './among.ts'
import type { Tables } from '../tables.ts'

/** What is known of a person, as JSON, and the version of the journey that it is of. */
export interface KeptProfile {
  readonly person: string
  readonly document: string
  readonly dataVersion: number
}

/** Those of the persons that are kept, by person. */
export async function readProfiles(
  db: Kysely<Tables>,
  connection: string,
  persons: readonly string[],
): Promise<ReadonlyMap<string, KeptProfile>> {
  const { rows } = await sql<KeptProfile>`
    SELECT person, document, data_version AS "dataVersion" FROM profiles
    WHERE connection = ${connection} AND ${isAmong(db, 'person', persons)}`.execute(db)
  return new Map(rows.map((row) => [row.person, row]))
}

/** Attributes of those of the persons that are kept, in the order of persons. */
export async function listAttributes(
  db: Kysely<Tables>,
  connection: string,
  persons: readonly string[],
): Promise<readonly (readonly [person: string, attributes: unknown])[]> {
  const attributes =
    db.getExecutor().adapter instanceof PostgresAdapter
      ? sql`document::json -> 'attributes'`
      : sql`json_extract(document, '$.attributes')`
  const rows = sql`
    SELECT person, ${attributes} AS attributes FROM profiles
    WHERE connection = ${connection} AND ${isAmong(db, 'person', persons)}`
  const columns = ['person', 'attributes']
  return readCells(db, rows, { columns, documents: ['attributes'], order: ['person'] })
}

/** Those of the persons whose profiles are kept. */
export async function listKnown(
  db: Kysely<Tables>,
  connection: string,
  persons: readonly string[],
): Promise<readonly string[]> {
  const rows = sql`
    SELECT person FROM profiles
    WHERE connection = ${connection} AND ${isAmong(db, 'person', persons)}`
  const order = ['person']
  const found = await readCells<readonly [string], Tables>(db, rows, { columns: order, order })
  return found.map(([person]) => person)
}

/** A profile among those of its connection. */
export interface StandingProfile extends KeptProfile {
  /** Of the journey that all are of but those that are in line. */
  readonly allOf: number
  /** Whether all were there once. */
  readonly isBuilt: boolean
  /** Whether it is to be worked out again. */
  readonly isInLine: boolean
}

export async function readProfile(
  db: Kysely<Tables>,
  connection: string,
  person: string,
): Promise<StandingProfile | null> {
  const row = await db
    .selectFrom('profiles as own')
    .innerJoin('profile_states as all', 'all.connection', 'own.connection')
    .leftJoin('profile_work as work', (join) =>
      join.onRef('work.connection', '=', 'own.connection').onRef('work.person', '=', 'own.person'),
    )
    .select(['own.document', 'own.data_version', 'all.data_version as allOf', 'all.is_built'])
    .select('work.turn')
    .where('own.connection', '=', connection)
    .where('own.person', '=', person)
    .executeTakeFirst()
  if (row === undefined) return null
  const { document, data_version: dataVersion, allOf } = row
  return {
    person,
    document,
    dataVersion,
    allOf,
    isBuilt: row.is_built === 1,
    isInLine: row.turn !== null,
  }
}

/**
 * Writes profiles in the place of what there was. Documents are JSON as it is: as texts within JSON they would be
 * written and read once more.
 */
export async function writeProfiles(
  transaction: Kysely<Tables>,
  connection: string,
  profiles: readonly KeptProfile[],
): Promise<void> {
  for (let from = 0; from < profiles.length; from += WRITTEN_AT_ONCE) {
    const some = profiles.slice(from, from + WRITTEN_AT_ONCE)
    await sql`
      INSERT INTO profiles (connection, person, document, data_version)
      SELECT ${connection}, rows.person, rows.document, rows.version
      FROM (${selectProfiles(transaction, some)}) AS rows WHERE true
      ON CONFLICT (connection, person) DO UPDATE SET
        document = excluded.document, data_version = excluded.data_version`.execute(transaction)
  }
}

const WRITTEN_AT_ONCE = 1000

function selectProfiles(db: Kysely<Tables>, profiles: readonly KeptProfile[]): RawBuilder<unknown> {
  if (db.getExecutor().adapter instanceof PostgresAdapter) {
    const columns = [
      sql`${profiles.map(({ person }) => person)}::text[]`,
      sql`${profiles.map(({ document }) => document)}::text[]`,
      sql`${profiles.map(({ dataVersion }) => dataVersion)}::integer[]`,
    ]
    return sql`SELECT * FROM unnest(${sql.join(columns)}) AS each(person, document, version)`
  }
  const rows = profiles.map(
    ({ person, document, dataVersion }) => `[${JSON.stringify(person)},${document},${dataVersion}]`,
  )
  const cell = (place: number) => sql.raw(`json_extract(value, '$[${place}]')`)
  return sql`
    SELECT ${cell(0)} AS person, ${cell(1)} AS document, ${cell(2)} AS version
    FROM json_each(${`[${rows.join()}]`})`
}

export async function removeProfiles(
  transaction: Kysely<Tables>,
  connection: string,
  persons: readonly string[],
): Promise<void> {
  if (persons.length === 0) return
  await sql`
    DELETE FROM profiles WHERE connection = ${connection}
      AND ${isAmong(transaction, 'person', persons)}`.execute(transaction)
}

/** Who has a profile, or carries something, behind `after`, in order; at least one while there are any. */
export async function listProfiles(
  db: Kysely<Tables>,
  connection: string,
  after: string,
  limit: number,
): Promise<readonly string[]> {
  const [profiles, carriers] = [
    await listPersons(db, 'profiles', connection, after, limit),
    await listPersons(db, 'profile_identities', connection, after, limit),
  ]
  const ends = [profiles, carriers].flatMap((list) => (list.length < limit ? [] : [list.at(-1)!]))
  const all = [...new Set([...profiles, ...carriers])]
  return ends.length === 0 ? all : all.filter((person) => ends.every((end) => isUpTo(person, end)))
}

/** In the order of bytes, as the store has it. */
const isUpTo = (person: string, end: string): boolean =>
  Buffer.compare(Buffer.from(person), Buffer.from(end)) <= 0

async function listPersons(
  db: Kysely<Tables>,
  table: 'profiles' | 'profile_identities',
  connection: string,
  after: string,
  limit: number,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom(table)
    .select('person')
    .distinct()
    .where('connection', '=', connection)
    .where('person', '>', after)
    .orderBy('person')
    .limit(limit)
    .execute()
  return rows.map(({ person }) => person)
}
