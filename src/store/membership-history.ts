import type { Kysely } from 'kysely'
import type { AudienceChangeRow, Tables } from './tables.ts'

/** Entries and exits of an audience, and who of it is held out. */
export type MembershipHistory = {
  /** Another text whenever something has changed. */
  version(audience: string): Promise<string>
  /** The changes behind a number, in their order. */
  changes(audience: string, after: number, limit: number): Promise<readonly AudienceChangeRow[]>
  /** Persons who are held out, behind one, in their order. */
  heldOut(audience: string, after: string, limit: number): Promise<readonly string[]>
}

export const openMembershipHistory = (db: Kysely<Tables>): MembershipHistory => ({
  version: async (audience) => {
    const change = await db
      .selectFrom('audience_changes')
      .select('number')
      .where('audience', '=', audience)
      .orderBy('number', 'desc')
      .limit(1)
      .executeTakeFirst()
    const run = await db
      .selectFrom('audience_runs')
      .select('id')
      .where('audience', '=', audience)
      .orderBy('started_at', 'desc')
      .limit(1)
      .executeTakeFirst()
    return `${change?.number ?? 0} ${run?.id ?? ''}`
  },
  changes: (audience, after, limit) =>
    db
      .selectFrom('audience_changes')
      .selectAll()
      .where('audience', '=', audience)
      .where('number', '>', after)
      .orderBy('number')
      .limit(limit)
      .execute(),
  heldOut: async (audience, after, limit) => {
    const rows = await db
      .selectFrom('audience_members')
      .select('person')
      .where('audience', '=', audience)
      .where('is_held_out', '=', 1)
      .where('person', '>', after)
      .orderBy('person')
      .limit(limit)
      .execute()
    return rows.map(({ person }) => person)
  },
})
