import type { Kysely, Migration } from 'kysely'
import type { Tables } from '../tables.ts'

const up = async (db: Kysely<Tables>): Promise<void> => {
  await db.schema
    .createTable('removals')
    .addColumn('kind', 'varchar(64)', (column) => column.notNull())
    .addColumn('id', 'varchar(255)', (column) => column.notNull())
    .addPrimaryKeyConstraint('removals_key', ['kind', 'id'])
    .execute()
}

export const removals: Migration = { up }
