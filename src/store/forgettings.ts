import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** What is to be erased of somebody: noted before the first of it goes, and taken off the list when all has gone. */
export type Forgettings = {
  /** `document` is JSON. */
  note(id: string, document: string): Promise<void>
  list(): Promise<readonly { readonly id: string; readonly document: string }[]>
  finish(id: string): Promise<void>
}

export const openForgettings = (db: Kysely<Tables>): Forgettings => ({
  note: async (id, document) => {
    await db.insertInto('forgettings').values({ id, document }).execute()
  },
  list: () => db.selectFrom('forgettings').selectAll().orderBy('id').execute(),
  finish: async (id) => {
    await db.deleteFrom('forgettings').where('id', '=', id).execute()
  },
})
