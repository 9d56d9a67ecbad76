import { type Kysely, type Migration, sql } from 'kysely'
import type { Tables } from '../tables.ts'
import { exactText } from './exact-text.ts'

const up = async (db: Kysely<Tables>): Promise<void> => {
  await addColumns(db)
  await createStates(db)
  await createBatches(db)
}

const addColumns = async (db: Kysely<Tables>): Promise<void> => {
  await db.schema
    .alterTable('deliveries')
    .addColumn('revision', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  await db.schema
    .alterTable('deliveries')
    .addColumn('is_forgotten', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  await db.schema.dropIndex('deliveries_due').execute()
  await sql`CREATE INDEX deliveries_open ON deliveries
    (destination, audience, state, wanted, due_at, person) WHERE state <> 'done'`.execute(db)
}

const createStates = async (db: Kysely<Tables>): Promise<void> => {
  await db.schema
    .createTable('destination_states')
    .addColumn('destination', 'varchar(255)', (column) => column.primaryKey())
    .addColumn('document', 'text', (column) => column.notNull())
    .addColumn('owner', 'varchar(64)', (column) => column.notNull())
    .addColumn('owned_until', 'varchar(32)', (column) => column.notNull())
    .execute()
}

/** What is long comes last: databases read the columns before it without it. */
const createBatches = async (db: Kysely<Tables>): Promise<void> => {
  await db.schema
    .createTable('delivery_batches')
    .addColumn('destination', 'varchar(255)', (column) => column.notNull())
    .addColumn('id', 'varchar(64)', (column) => column.notNull())
    .addColumn('audience', 'varchar(255)', (column) => column.notNull())
    .addColumn('is_open', 'integer', (column) => column.notNull())
    .addColumn('first_person', exactText(db), (column) => column.notNull())
    .addColumn('last_person', exactText(db), (column) => column.notNull())
    .addColumn('document', 'text', (column) => column.notNull())
    .addColumn('items', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('delivery_batches_key', ['destination', 'id'])
    .execute()
  await sql`CREATE INDEX delivery_batches_open ON delivery_batches (destination)
    WHERE is_open = 1`.execute(db)
}

export const deliveryLog: Migration = { up }
