import type { Kysely, Migration } from 'kysely'
import type { Tables } from '../tables.ts'
import { exactText } from './exact-text.ts'

const up = async (db: Kysely<Tables>): Promise<void> => {
  await createProfiles(db)
  await createIdentities(db)
  await createWork(db)
  await createChanges(db)
}

const createProfiles = async (db: Kysely<Tables>): Promise<void> => {
  await db.schema
    .createTable('profiles')
    .addColumn('connection', 'varchar(255)', (column) => column.notNull())
    .addColumn('person', exactText(db), (column) => column.notNull())
    .addColumn('document', 'text', (column) => column.notNull())
    .addColumn('data_version', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('profiles_key', ['connection', 'person'])
    .execute()
}

const createIdentities = async (db: Kysely<Tables>): Promise<void> => {
  await db.schema
    .createTable('profile_identities')
    .addColumn('connection', 'varchar(255)', (column) => column.notNull())
    .addColumn('person', exactText(db), (column) => column.notNull())
    .addColumn('namespace', exactText(db), (column) => column.notNull())
    .addColumn('id', exactText(db), (column) => column.notNull())
    .addColumn('since', 'varchar(32)', (column) => column.notNull())
    .addColumn('strength', 'integer', (column) => column.notNull())
    .addColumn('last', exactText(db), (column) => column.notNull())
    .addPrimaryKeyConstraint('profile_identities_key', ['connection', 'person', 'namespace', 'id'])
    .execute()
  await db.schema
    .createIndex('profile_identities_owner')
    .on('profile_identities')
    .columns(['namespace', 'id', 'connection', 'strength', 'last', 'person'])
    .execute()
}

const createWork = async (db: Kysely<Tables>): Promise<void> => {
  await db.schema
    .createTable('profile_states')
    .addColumn('connection', 'varchar(255)', (column) => column.primaryKey())
    .addColumn('document', 'text', (column) => column.notNull())
    .addColumn('data_version', 'integer', (column) => column.notNull())
    .addColumn('is_built', 'integer', (column) => column.notNull())
    .addColumn('owner', 'varchar(64)', (column) => column.notNull())
    .addColumn('owned_until', 'varchar(32)', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('profile_work')
    .addColumn('connection', 'varchar(255)', (column) => column.notNull())
    .addColumn('person', exactText(db), (column) => column.notNull())
    .addColumn('place', 'integer', (column) => column.notNull())
    .addColumn('turn', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('profile_work_key', ['connection', 'person'])
    .execute()
  await db.schema
    .createIndex('profile_work_by_place')
    .on('profile_work')
    .columns(['connection', 'place', 'person'])
    .execute()
}

const createChanges = async (db: Kysely<Tables>): Promise<void> => {
  await db.schema
    .createTable('profile_changes')
    .addColumn('number', 'integer', (column) => column.primaryKey())
    .addColumn('connection', 'varchar(255)', (column) => column.notNull())
    .addColumn('person', exactText(db), (column) => column.notNull())
    .addColumn('at', 'varchar(32)', (column) => column.notNull())
    .addColumn('document', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('profile_changes_by_person')
    .on('profile_changes')
    .columns(['person', 'connection'])
    .execute()
  await db.schema
    .createTable('profile_feed')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('epoch', 'varchar(32)', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('first', 'integer', (column) => column.notNull())
    .addColumn('followed', 'text', (column) => column.notNull())
    .execute()
  const epoch = Date.now().toString(36)
  await db
    .insertInto('profile_feed')
    .values({ id: 1, epoch, number: 0, first: 1, followed: '{}' })
    .execute()
}

export const profileTables: Migration = { up }
