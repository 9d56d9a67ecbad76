import type { Kysely, Migration } from 'kysely'
import type { Tables } from '../tables.ts'

const up = async (db: Kysely<Tables>): Promise<void> => {
  await db.schema
    .createTable('source_states')
    .addColumn('source', 'varchar(64)', (column) => column.primaryKey())
    .addColumn('document', 'text', (column) => column.notNull())
    .addColumn('owner', 'varchar(64)', (column) => column.notNull())
    .addColumn('owned_until', 'varchar(32)', (column) => column.notNull())
    .execute()
}

export const sourceStates: Migration = { up }
