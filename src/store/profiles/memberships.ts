import { getOwn } from '../../model/own.ts'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'
import { addChanges, readFeed } from './changes.ts'

/** A person's part in an audience now or before. */
export interface Membership {
  readonly audience: string
  readonly isMember: boolean
  /** ISO 8601 in UTC. */
  readonly since: string
  /** The evaluation that they entered or left with. */
  readonly run: string
  /** The last one of the audience. */
  readonly latestRun: string | null
}

export async function listMemberships(
  db: Kysely<Tables>,
  person: string,
): Promise<readonly Membership[]> {
  const { rows } = await sql<Omit<Membership, 'isMember'> & { is_member: number }>`
    SELECT own.audience, own.is_member, own.since, own.run, (
      SELECT runs.id FROM audience_runs AS runs WHERE runs.audience = own.audience
      ORDER BY runs.started_at DESC LIMIT 1) AS "latestRun"
    FROM audience_members AS own WHERE own.person = ${person} ORDER BY own.audience`.execute(db)
  return rows.map(({ is_member, ...row }) => ({ ...row, isMember: is_member === 1 }))
}

const AT_ONCE = 500

/**
 * Brings entries and exits of audiences into the feed of profiles, some of each; whether there may be more.
 * `audiences`: their connections.
 */
export const followAudiences = (
  db: Kysely<Tables>,
  audiences: ReadonlyMap<string, string>,
  most: number,
): Promise<boolean> =>
  db.transaction().execute(async (transaction) => {
    await transaction.updateTable('profile_feed').set({ number: sql`number` }).execute()
    const { followed } = await readFeed(transaction)
    const now = { ...followed }
    let isMore = false
    for (const [audience, connection] of audiences) {
      const rows = await transaction
        .selectFrom('audience_changes')
        .select(['number', 'person', 'status', 'at'])
        .where('audience', '=', audience)
        .where('number', '>', getOwn(followed, audience) ?? 0)
        .orderBy('number')
        .limit(AT_ONCE)
        .execute()
      if (rows.length === 0) continue
      isMore ||= rows.length === AT_ONCE
      now[audience] = rows.at(-1)!.number
      const changes = rows.map(({ person, status, at }) => ({
        connection,
        person,
        at,
        document: JSON.stringify({ kind: status, audience }),
      }))
      await addChanges(transaction, changes, most)
    }
    const text = JSON.stringify(now)
    if (text !== JSON.stringify(followed)) {
      await transaction.updateTable('profile_feed').set({ followed: text }).execute()
    }
    return isMore
  })
