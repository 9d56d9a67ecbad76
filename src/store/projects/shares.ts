import type { Kysely } from 'kysely'
import type { ProjectShare } from '../../model/answers/projects.ts'
import type { Tables } from '../tables.ts'

/** A link as it is kept: with the hash of its secret. */
export interface StoredShare extends ProjectShare {
  readonly project: string
  readonly hash: string
}

type Row = Tables['project_shares']

const shareOf = (row: Row): StoredShare => ({
  id: row.id,
  project: row.project,
  hash: row.hash,
  name: row.name,
  author: row.author,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  allowsDates: row.allows_dates === 1,
})

export const addShare = async (db: Kysely<Tables>, share: StoredShare): Promise<void> => {
  await db
    .insertInto('project_shares')
    .values({
      id: share.id,
      project: share.project,
      hash: share.hash,
      name: share.name,
      author: share.author,
      created_at: share.createdAt,
      expires_at: share.expiresAt,
      allows_dates: share.allowsDates ? 1 : 0,
    })
    .execute()
}

/** The latest first; those that have expired are there until they are revoked. */
export const listShares = async (
  db: Kysely<Tables>,
  project: string,
): Promise<readonly StoredShare[]> => {
  const rows = await db
    .selectFrom('project_shares')
    .selectAll()
    .where('project', '=', project)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(shareOf)
}

export const findShare = async (
  db: Kysely<Tables>,
  id: string,
): Promise<StoredShare | undefined> => {
  const row = await db
    .selectFrom('project_shares')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && shareOf(row)
}

/** Gives whether it was there. */
export const revokeShare = async (
  db: Kysely<Tables>,
  project: string,
  id: string,
): Promise<boolean> => {
  const { numDeletedRows } = await db
    .deleteFrom('project_shares')
    .where('project', '=', project)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
