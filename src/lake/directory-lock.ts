import { join } from 'node:path'
import Database from 'libsql'
import { ThroughlineError } from '../model/errors.ts'

/**
 * Keeps `dataDir` for this process until the returned function is called. The kernel holds the lock (that
 * of an SQLite file): it ends with the process however that ends, and holds between containers, whose
 * processes have the same numbers.
 *
 * @throws ThroughlineError `store/busy`, `store/unusable`
 */
export function lockDirectory(dataDir: string): () => void {
  const file = openLockFile(dataDir)
  try {
    // In memory: a journal on a full disk would refuse the lock.
    file.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (thrown) {
    file.close()
    if ((thrown as { code?: unknown }).code !== 'SQLITE_BUSY') throw unusable(dataDir, thrown)
    throw new ThroughlineError('store/busy', { reason: `another process has ${dataDir} open` })
  }
  return () => void file.close()
}

function openLockFile(dataDir: string): Database.Database {
  try {
    return new Database(join(dataDir, 'lock.sqlite'), { timeout: 0 })
  } catch (thrown) {
    throw unusable(dataDir, thrown)
  }
}

const unusable = (url: string, thrown: unknown): ThroughlineError =>
  new ThroughlineError('store/unusable', { url, reason: (thrown as Error).message })
