import { type Kysely, sql, type Transaction } from 'kysely'
import { ThroughlineError } from '../model/errors.ts'
import type { Tables } from './tables.ts'

/**
 * Runs `change` all or nothing, after every earlier writer has finished: the first statement takes
 * the write lock (SQLite) or the state's row (PostgreSQL). Errors: store/busy.
 */
export const inWriteTransaction = async <T>(
  db: Kysely<Tables>,
  change: (transaction: Transaction<Tables>) => Promise<T>,
): Promise<T> =>
  asBusy(() =>
    db.transaction().execute(async (transaction) => {
      await transaction
        .updateTable('store_state')
        .set({ sequence: sql`sequence + 1` })
        .where('id', '=', 1)
        .execute()
      return await change(transaction)
    }),
  )

/** Tells that another process writes for too long as what it is. Errors: store/busy. */
export const asBusy = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    if (isBusy(error)) throw new ThroughlineError('store/busy')
    throw error
  }
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error &&
  (/SQLITE_BUSY|database is locked/.test(error.message) ||
    ('code' in error && error.code === 'SQLITE_BUSY'))
