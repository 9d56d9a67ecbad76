import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

/** One evaluation of an audience. */
export interface StoredRun {
  readonly id: string
  /** ISO 8601 in UTC. */
  readonly startedAt: string
  /** JSON. */
  readonly document: string
}

/** The latest first; `before` is the time of the last one of the page before. */
export async function listRuns(
  db: Kysely<Tables>,
  audience: string,
  { before, limit }: { readonly before?: string | undefined; readonly limit: number },
): Promise<readonly StoredRun[]> {
  let query = db
    .selectFrom('audience_runs')
    .select(['id', 'started_at', 'document'])
    .where('audience', '=', audience)
  if (before !== undefined) query = query.where('started_at', '<', before)
  const rows = await query
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ id, started_at, document }) => ({ id, startedAt: started_at, document }))
}

export async function findRun(db: Kysely<Tables>, id: string): Promise<StoredRun | undefined> {
  const row = await db
    .selectFrom('audience_runs')
    .select(['id', 'started_at', 'document'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { id, startedAt: row.started_at, document: row.document }
}

export async function writeRun(
  db: Kysely<Tables>,
  audience: string,
  { id, startedAt, document }: StoredRun,
): Promise<void> {
  await db
    .insertInto('audience_runs')
    .values({ id, audience, started_at: startedAt, document })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ document }))
    .execute()
}

/** All but the latest. */
export async function dropOldRuns(
  db: Kysely<Tables>,
  audience: string,
  kept: number,
): Promise<void> {
  const oldest = await db
    .selectFrom('audience_runs')
    .select('started_at')
    .where('audience', '=', audience)
    .orderBy('started_at', 'desc')
    .offset(kept)
    .limit(1)
    .executeTakeFirst()
  if (oldest === undefined) return
  await db
    .deleteFrom('audience_runs')
    .where('audience', '=', audience)
    .where('started_at', '<=', oldest.started_at)
    .execute()
}
