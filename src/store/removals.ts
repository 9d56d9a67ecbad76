import type { Kysely, Transaction } from 'kysely'
import type { DefinitionKind } from '../model/definitions/index.ts'
import type { Tables } from './tables.ts'

/** Kinds of definitions that have data in the lake, or in other tables. */
const kindsWithData = [
  'dataset',
  'connection',
  'identity-space',
  'source',
  'audience',
  'destination',
] as const satisfies readonly DefinitionKind[]

/** A definition that was removed, and whose data has to go. */
export type Removal = { readonly kind: (typeof kindsWithData)[number]; readonly id: string }

/** What is left to be removed from the lake: noted with the removal of a definition, in one step. */
export type Removals = {
  list(): Promise<readonly Removal[]>
  /** Takes it off the list, once its data is gone. */
  finish(removal: Removal): Promise<void>
}

export const openRemovals = (db: Kysely<Tables>): Removals => ({
  list: async () => {
    const rows = await db.selectFrom('removals').selectAll().execute()
    return rows.flatMap(({ kind, id }) => (hasData(kind) ? [{ kind, id }] : []))
  },
  finish: async ({ kind, id }) => {
    await db.deleteFrom('removals').where('kind', '=', kind).where('id', '=', id).execute()
  },
})

export const noteRemoval = async (
  transaction: Transaction<Tables>,
  kind: string,
  id: string,
): Promise<void> => {
  if (!hasData(kind)) return
  await transaction.deleteFrom('removals').where('kind', '=', kind).where('id', '=', id).execute()
  await transaction.insertInto('removals').values({ kind, id }).execute()
}

export const hasData = (kind: string): kind is Removal['kind'] =>
  kindsWithData.some((known) => known === kind)
