import type { Kysely } from 'kysely'
import { isFreeFor } from './claims.ts'
import type { Tables } from './tables.ts'

/** How far sources have read, which one server at a time does for each. `document` is JSON. */
export type SourceStates = {
  /** What was kept last; undefined at first. */
  read(source: string): Promise<string | undefined>
  /** Whether the source is this owner's for a while: nobody else's, or nobody else's any more. */
  claim(source: string, owner: string, milliseconds: number): Promise<boolean>
  /** Keeps a state; only who has claimed the source writes it. */
  write(source: string, document: string): Promise<void>
  /** Whoever wants it may have it, where it is this owner's. */
  release(source: string, owner: string): Promise<void>
  /** Forgets what was read: it is read from the beginning. */
  forget(source: string): Promise<void>
}

const at = (milliseconds: number): string => new Date(milliseconds).toISOString()

export const openSourceStates = (db: Kysely<Tables>): SourceStates => ({
  read: async (source) => {
    const row = await db
      .selectFrom('source_states')
      .select('document')
      .where('source', '=', source)
      .executeTakeFirst()
    return row?.document === '' ? undefined : row?.document
  },
  claim: async (source, owner, milliseconds) => {
    const now = Date.now()
    const owned_until = at(now + milliseconds)
    await db
      .insertInto('source_states')
      .values({ source, document: '', owner: '', owned_until: at(0) })
      .onConflict((conflict) => conflict.column('source').doNothing())
      .execute()
    const { numUpdatedRows } = await db
      .updateTable('source_states')
      .set({ owner, owned_until })
      .where('source', '=', source)
      .where(isFreeFor(owner, now))
      .executeTakeFirst()
    return numUpdatedRows > 0n
  },
  write: async (source, document) => {
    await db.updateTable('source_states').set({ document }).where('source', '=', source).execute()
  },
  release: async (source, owner) => {
    await db
      .updateTable('source_states')
      .set({ owned_until: at(0) })
      .where('source', '=', source)
      .where('owner', '=', owner)
      .execute()
  },
  forget: async (source) => {
    await db.deleteFrom('source_states').where('source', '=', source).execute()
  },
})
