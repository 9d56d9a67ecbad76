import { type Kysely, type RawBuilder, sql } from 'kysely'
import { readCells } from '../read-cells.ts'
import { selectRows, writeRows } from '../select-rows.ts'
import { isAmong } from './among.ts'
import type { ProfileIdentityRow, Tables } from '../tables.ts'

/** An identity that a person carries; `since` and `last` are ISO 8601 in UTC. See `ProfileIdentityRow`. */
export type Carried = Omit<ProfileIdentityRow, 'connection'>

/** With the person whose it is, who may be another. */
export type OwnedIdentity = Carried & { readonly owner: string }

export interface NamedIdentity {
  readonly namespace: string
  readonly id: string
}

const ownerOf = (connection: string, of: string) => sql`(
  SELECT other.person FROM profile_identities AS other
  WHERE other.connection = ${connection}
    AND other.namespace = ${sql.ref(of)}.namespace AND other.id = ${sql.ref(of)}.id
  ORDER BY other.strength DESC, other.last DESC, other.person DESC LIMIT 1)`

/** What the persons carry, in the order of persons, namespaces and ids. */
export async function listCarried(
  db: Kysely<Tables>,
  connection: string,
  persons: readonly string[],
): Promise<readonly OwnedIdentity[]> {
  const { rows } = await sql<OwnedIdentity>`
    SELECT own.person, own.namespace, own.id, own.since, own.strength, own.last,
      ${ownerOf(connection, 'own')} AS owner
    FROM profile_identities AS own
    WHERE own.connection = ${connection} AND ${isAmong(db, 'own.person', persons)}
    ORDER BY own.person, own.namespace, own.id`.execute(db)
  return rows
}

/** An identity that is a person's own. */
export type OwnIdentity = readonly [person: string, namespace: string, id: string, since: string]

/** What is the persons' own of what they carry, in the order of persons, namespaces and ids. */
export async function listOwn(
  db: Kysely<Tables>,
  connection: string,
  persons: readonly string[],
): Promise<readonly OwnIdentity[]> {
  const rows = sql`
    SELECT own.person, own.namespace, own.id, own.since FROM profile_identities AS own
    WHERE own.connection = ${connection} AND ${isAmong(db, 'own.person', persons)}
      AND own.person = ${ownerOf(connection, 'own')}`
  const columns = ['person', 'namespace', 'id', 'since']
  return readCells(db, rows, { columns, order: ['person', 'namespace', 'id'] })
}

/** Whose the identities are; null where they are nobody's. In the order in which they were asked for. */
export async function listOwners(
  db: Kysely<Tables>,
  connection: string,
  identities: readonly NamedIdentity[],
): Promise<readonly (NamedIdentity & { readonly owner: string | null })[]> {
  if (identities.length === 0) return []
  const rows = identities.map(({ namespace, id }) => [namespace, id] as const)
  const found = await sql<NamedIdentity & { owner: string | null }>`
    WITH asked(namespace, id) AS (${selectRows(db, ['text', 'text'], rows)})
    SELECT asked.namespace, asked.id, ${ownerOf(connection, 'asked')} AS owner FROM asked`.execute(
    db,
  )
  return found.rows
}

/** Everybody who carries one of the identities, whose it is or not. */
export async function listCarriers(
  db: Kysely<Tables>,
  connection: string,
  identities: readonly NamedIdentity[],
): Promise<readonly string[]> {
  const found = new Set<string>()
  for (const namespace of new Set(identities.map((each) => each.namespace))) {
    const ids = identities.filter((each) => each.namespace === namespace).map(({ id }) => id)
    const { rows } = await sql<{ person: string }>`
      SELECT DISTINCT person FROM profile_identities
      WHERE namespace = ${namespace} AND ${isAmong(db, 'id', ids)} AND connection = ${connection}`.execute(
      db,
    )
    for (const { person } of rows) found.add(person)
  }
  return [...found].toSorted()
}

/** Takes out what persons carried and writes what they carry now. */
export async function changeCarried(
  transaction: Kysely<Tables>,
  connection: string,
  { gone, come }: { gone: readonly Carried[]; come: readonly Carried[] },
): Promise<void> {
  if (gone.length > 0) {
    const keys = gone.map(({ person, namespace, id }) => [person, namespace, id] as const)
    await sql`
      DELETE FROM profile_identities WHERE connection = ${connection} AND ${isAmong(
        transaction,
        'person',
        gone.map(({ person }) => person),
      )}
        AND (person, namespace, id) IN (${selectRows(transaction, ['text', 'text', 'text'], keys)})`.execute(
      transaction,
    )
  }
  const types = ['text', 'text', 'text', 'text', 'text', 'integer', 'text'] as const
  const rows = come.map(
    ({ person, namespace, id, since, strength, last }) =>
      [connection, person, namespace, id, since, strength, last] as const,
  )
  const write = (some: RawBuilder<unknown>) => sql`
    INSERT INTO profile_identities (connection, person, namespace, id, since, strength, last)
    ${some}
    ON CONFLICT (connection, person, namespace, id) DO UPDATE SET
      since = excluded.since, strength = excluded.strength, last = excluded.last`
  await writeRows(transaction, types, rows, write)
}
