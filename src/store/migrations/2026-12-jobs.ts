import type { Kysely, Migration } from 'kysely'
import type { Tables } from '../tables.ts'

const up = async (db: Kysely<Tables>): Promise<void> => {
  await db.schema
    .createTable('job_states')
    .addColumn('job', 'varchar(300)', (column) => column.primaryKey())
    .addColumn('document', 'text', (column) => column.notNull())
    .addColumn('owner', 'varchar(64)', (column) => column.notNull())
    .addColumn('owned_until', 'varchar(32)', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('job_runs')
    .addColumn('job', 'varchar(300)', (column) => column.notNull())
    .addColumn('id', 'varchar(64)', (column) => column.notNull())
    .addColumn('at', 'varchar(32)', (column) => column.notNull())
    .addColumn('document', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('job_runs_key', ['job', 'id'])
    .execute()
  await db.schema.createIndex('job_runs_by_time').on('job_runs').columns(['job', 'at']).execute()
}

export const jobTables: Migration = { up }
