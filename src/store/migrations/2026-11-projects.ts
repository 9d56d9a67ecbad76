import { type Kysely, type Migration, sql } from 'kysely'
import type { Tables } from '../tables.ts'

const up = async (db: Kysely<Tables>): Promise<void> => {
  await createSteps(db)
  await createVersions(db)
  await createShares(db)
  await createMarks(db)
}

/** What is long comes last: databases read the columns before it without it. */
const createSteps = async (db: Kysely<Tables>): Promise<void> => {
  await db.schema
    .createTable('project_steps')
    .addColumn('project', 'varchar(255)', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('kind', 'varchar(16)', (column) => column.notNull())
    .addColumn('author', 'varchar(255)', (column) => column.notNull())
    .addColumn('client', 'varchar(64)')
    .addColumn('number', 'integer')
    .addColumn('fingerprint', 'varchar(64)')
    .addColumn('root', 'integer', (column) => column.notNull())
    .addColumn('target', 'integer')
    .addColumn('undone_by', 'integer')
    .addColumn('is_merged', 'integer', (column) => column.notNull())
    .addColumn('at', 'varchar(32)', (column) => column.notNull())
    .addColumn('note', 'text')
    .addColumn('touched', 'text', (column) => column.notNull())
    .addColumn('patches', 'text', (column) => column.notNull())
    .addColumn('inverse', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('project_steps_key', ['project', 'revision'])
    .execute()
  await sql`CREATE UNIQUE INDEX project_steps_numbers ON project_steps (project, client, number)
    WHERE number IS NOT NULL`.execute(db)
  await db.schema
    .createTable('project_clients')
    .addColumn('project', 'varchar(255)', (column) => column.notNull())
    .addColumn('client', 'varchar(64)', (column) => column.notNull())
    .addColumn('last_number', 'integer', (column) => column.notNull())
    .addColumn('seen_at', 'varchar(32)', (column) => column.notNull())
    .addPrimaryKeyConstraint('project_clients_key', ['project', 'client'])
    .execute()
}

const createVersions = async (db: Kysely<Tables>): Promise<void> => {
  await db.schema
    .createTable('project_versions')
    .addColumn('project', 'varchar(255)', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('author', 'varchar(255)', (column) => column.notNull())
    .addColumn('at', 'varchar(32)', (column) => column.notNull())
    .addColumn('document', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('project_versions_key', ['project', 'number'])
    .execute()
}

const createShares = async (db: Kysely<Tables>): Promise<void> => {
  await db.schema
    .createTable('project_shares')
    .addColumn('id', 'varchar(64)', (column) => column.primaryKey())
    .addColumn('project', 'varchar(255)', (column) => column.notNull())
    .addColumn('hash', 'varchar(64)', (column) => column.notNull())
    .addColumn('name', 'text')
    .addColumn('author', 'varchar(255)', (column) => column.notNull())
    .addColumn('created_at', 'varchar(32)', (column) => column.notNull())
    .addColumn('expires_at', 'varchar(32)')
    .addColumn('allows_dates', 'integer', (column) => column.notNull())
    .execute()
}

const createMarks = async (db: Kysely<Tables>): Promise<void> => {
  await db.schema
    .createTable('project_marks')
    .addColumn('person', 'varchar(255)', (column) => column.notNull())
    .addColumn('project', 'varchar(255)', (column) => column.notNull())
    .addColumn('starred_at', 'varchar(32)')
    .addColumn('opened_at', 'varchar(32)')
    .addPrimaryKeyConstraint('project_marks_key', ['person', 'project'])
    .execute()
}

export const projectTables: Migration = { up }
