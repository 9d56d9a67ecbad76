import type { Kysely, Migration } from 'kysely'
import type { Tables } from '../tables.ts'

const up = async (db: Kysely<Tables>): Promise<void> => {
  await db.schema
    .createTable('daily_salts')
    .addColumn('day', 'varchar(10)', (column) => column.primaryKey())
    .addColumn('bytes', 'varchar(64)', (column) => column.notNull())
    .execute()
}

export const dailySalts: Migration = { up }
