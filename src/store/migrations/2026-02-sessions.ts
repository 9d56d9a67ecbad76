import type { Kysely, Migration } from 'kysely'
import type { Tables } from '../tables.ts'

const up = async (db: Kysely<Tables>): Promise<void> => {
  await db.schema
    .createTable('sessions')
    .addColumn('hash', 'varchar(64)', (column) => column.primaryKey())
    .addColumn('credential', 'varchar(64)', (column) => column.notNull())
    .addColumn('started_at', 'varchar(32)', (column) => column.notNull())
    .addColumn('seen_at', 'varchar(32)', (column) => column.notNull())
    .execute()
}

export const sessionTable: Migration = { up }
