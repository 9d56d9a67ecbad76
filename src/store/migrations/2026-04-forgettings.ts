import type { Kysely, Migration } from 'kysely'
import type { Tables } from '../tables.ts'

const up = async (db: Kysely<Tables>): Promise<void> => {
  await db.schema
    .createTable('forgettings')
    .addColumn('id', 'varchar(64)', (column) => column.primaryKey())
    .addColumn('document', 'text', (column) => column.notNull())
    .execute()
}

export const forgettings: Migration = { up }
