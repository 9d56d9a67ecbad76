import type { Kysely } from 'kysely'
import { isFreeFor } from '../claims.ts'
import type { Tables } from '../tables.ts'

const at = (milliseconds: number): string => new Date(milliseconds).toISOString()

/** What the profiles of a connection are of; `document` is JSON. */
export interface ProfilesState {
  readonly document: string
  /** Of the journey. */
  readonly dataVersion: number
  /** Whether all of them were there once. */
  readonly isBuilt: boolean
}

/** What they are of, as JSON; undefined where none are kept. */
export async function readState(
  db: Kysely<Tables>,
  connection: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('profile_states')
    .select('document')
    .where('connection', '=', connection)
    .executeTakeFirst()
  return row?.document === '' ? undefined : row?.document
}

/** The same without what it is made of. */
export async function readStanding(
  db: Kysely<Tables>,
  connection: string,
): Promise<Omit<ProfilesState, 'document'> | null> {
  const row = await db
    .selectFrom('profile_states')
    .select(['data_version', 'is_built'])
    .where('connection', '=', connection)
    .executeTakeFirst()
  return row ? { dataVersion: row.data_version, isBuilt: row.is_built === 1 } : null
}

export async function markBuilt(db: Kysely<Tables>, connection: string): Promise<void> {
  await db
    .updateTable('profile_states')
    .set({ is_built: 1 })
    .where('connection', '=', connection)
    .execute()
}

export async function listKept(db: Kysely<Tables>): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('profile_states')
    .select('connection')
    .orderBy('connection')
    .execute()
  return rows.map(({ connection }) => connection)
}

/** Whether a connection's profiles are this owner's work for a while: nobody else's, or nobody else's any more. */
export async function claimState(
  db: Kysely<Tables>,
  connection: string,
  owner: string,
  milliseconds: number,
): Promise<boolean> {
  const now = Date.now()
  await db
    .insertInto('profile_states')
    .values({
      connection,
      document: '',
      data_version: 0,
      is_built: 0,
      owner: '',
      owned_until: at(0),
    })
    .onConflict((conflict) => conflict.column('connection').doNothing())
    .execute()
  const { numUpdatedRows } = await db
    .updateTable('profile_states')
    .set({ owner, owned_until: at(now + milliseconds) })
    .where('connection', '=', connection)
    .where(isFreeFor(owner, now))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function writeState(
  transaction: Kysely<Tables>,
  connection: string,
  { document, dataVersion }: Omit<ProfilesState, 'isBuilt'>,
): Promise<void> {
  await transaction
    .updateTable('profile_states')
    .set({ document, data_version: dataVersion })
    .where('connection', '=', connection)
    .execute()
}

/** Whoever wants them may have them, where they are this owner's. */
export async function releaseState(
  db: Kysely<Tables>,
  connection: string,
  owner: string,
): Promise<void> {
  await db
    .updateTable('profile_states')
    .set({ owned_until: at(0) })
    .where('connection', '=', connection)
    .where('owner', '=', owner)
    .execute()
}
