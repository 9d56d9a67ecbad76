import type { Kysely, Migration } from 'kysely'
import type { Tables } from '../tables.ts'

const up = async (db: Kysely<Tables>): Promise<void> => {
  await db.schema
    .alterTable('store_state')
    .addColumn('reference_rules', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
}

export const referenceRules: Migration = { up }
