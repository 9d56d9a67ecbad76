import type { Kysely, Migration } from 'kysely'
import type { Tables } from '../tables.ts'
import { exactText } from './exact-text.ts'

const up = async (db: Kysely<Tables>): Promise<void> => {
  await createRuns(db)
  await createMembers(db)
  await createChanges(db)
  await createDeliveries(db)
}

const createRuns = async (db: Kysely<Tables>): Promise<void> => {
  await db.schema
    .createTable('audience_states')
    .addColumn('audience', 'varchar(255)', (column) => column.primaryKey())
    .addColumn('document', 'text', (column) => column.notNull())
    .addColumn('owner', 'varchar(64)', (column) => column.notNull())
    .addColumn('owned_until', 'varchar(32)', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('audience_runs')
    .addColumn('id', 'varchar(64)', (column) => column.primaryKey())
    .addColumn('audience', 'varchar(255)', (column) => column.notNull())
    .addColumn('started_at', 'varchar(32)', (column) => column.notNull())
    .addColumn('document', 'text', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('audience_runs_by_time')
    .on('audience_runs')
    .columns(['audience', 'started_at'])
    .execute()
}

const createMembers = async (db: Kysely<Tables>): Promise<void> => {
  await db.schema
    .createTable('audience_members')
    .addColumn('audience', 'varchar(255)', (column) => column.notNull())
    .addColumn('person', exactText(db), (column) => column.notNull())
    .addColumn('is_member', 'integer', (column) => column.notNull())
    .addColumn('is_held_out', 'integer', (column) => column.notNull())
    .addColumn('epoch', 'integer', (column) => column.notNull())
    .addColumn('since', 'varchar(32)', (column) => column.notNull())
    .addColumn('run', 'varchar(64)', (column) => column.notNull())
    .addPrimaryKeyConstraint('audience_members_key', ['audience', 'person'])
    .execute()
  await db.schema
    .createIndex('audience_members_by_person')
    .on('audience_members')
    .columns(['person'])
    .execute()
}

const createChanges = async (db: Kysely<Tables>): Promise<void> => {
  await db.schema
    .createTable('audience_changes')
    .addColumn('audience', 'varchar(255)', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('person', exactText(db), (column) => column.notNull())
    .addColumn('status', 'varchar(16)', (column) => column.notNull())
    .addColumn('at', 'varchar(32)', (column) => column.notNull())
    .addColumn('epoch', 'integer', (column) => column.notNull())
    .addColumn('run', 'varchar(64)', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addPrimaryKeyConstraint('audience_changes_key', ['audience', 'number'])
    .execute()
  await db.schema
    .createIndex('audience_changes_by_person')
    .on('audience_changes')
    .columns(['person', 'audience'])
    .execute()
}

const createDeliveries = async (db: Kysely<Tables>): Promise<void> => {
  await db.schema
    .createTable('deliveries')
    .addColumn('destination', 'varchar(255)', (column) => column.notNull())
    .addColumn('audience', 'varchar(255)', (column) => column.notNull())
    .addColumn('person', exactText(db), (column) => column.notNull())
    .addColumn('wanted', 'varchar(8)', (column) => column.notNull())
    .addColumn('epoch', 'integer', (column) => column.notNull())
    .addColumn('wanted_at', 'varchar(32)', (column) => column.notNull())
    .addColumn('run', 'varchar(64)', (column) => column.notNull())
    .addColumn('confirmed', 'varchar(8)')
    .addColumn('confirmed_epoch', 'integer')
    .addColumn('confirmed_at', 'varchar(32)')
    .addColumn('identities', 'text')
    .addColumn('state', 'varchar(16)', (column) => column.notNull())
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'varchar(32)', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addPrimaryKeyConstraint('deliveries_key', ['destination', 'audience', 'person'])
    .execute()
  await db.schema
    .createIndex('deliveries_due')
    .on('deliveries')
    .columns(['destination', 'state', 'due_at'])
    .execute()
  await db.schema.createIndex('deliveries_by_person').on('deliveries').columns(['person']).execute()
}

export const audienceTables: Migration = { up }
