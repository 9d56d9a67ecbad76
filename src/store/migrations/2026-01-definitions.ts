import type { Kysely, Migration } from 'kysely'
import type { Tables } from '../tables.ts'

const up = async (db: Kysely<Tables>): Promise<void> => {
  await db.schema
    .createTable('definitions')
    .addColumn('kind', 'varchar(64)', (column) => column.notNull())
    .addColumn('id', 'varchar(255)', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('document', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'varchar(32)', (column) => column.notNull())
    .addPrimaryKeyConstraint('definitions_key', ['kind', 'id'])
    .execute()
  await db.schema
    .createTable('definition_versions')
    .addColumn('kind', 'varchar(64)', (column) => column.notNull())
    .addColumn('id', 'varchar(255)', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('document', 'text')
    .addColumn('written_at', 'varchar(32)', (column) => column.notNull())
    .addPrimaryKeyConstraint('definition_versions_key', ['kind', 'id', 'version'])
    .execute()
  await createReferences(db)
  await createState(db)
}

const createReferences = async (db: Kysely<Tables>): Promise<void> => {
  await db.schema
    .createTable('definition_references')
    .addColumn('kind', 'varchar(64)', (column) => column.notNull())
    .addColumn('id', 'varchar(255)', (column) => column.notNull())
    .addColumn('to_kind', 'varchar(64)', (column) => column.notNull())
    .addColumn('to_id', 'varchar(255)', (column) => column.notNull())
    .addColumn('path', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('definition_references_from')
    .on('definition_references')
    .columns(['kind', 'id'])
    .execute()
  await db.schema
    .createIndex('definition_references_to')
    .on('definition_references')
    .columns(['to_kind', 'to_id'])
    .execute()
}

const createState = async (db: Kysely<Tables>): Promise<void> => {
  await db.schema
    .createTable('store_state')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .execute()
  await db.insertInto('store_state').values({ id: 1, sequence: 0 }).execute()
}

export const definitionTables: Migration = { up }
