import { chmod, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isMainThread } from 'node:worker_threads'
import { makeFolder } from '../../model/make-folder.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { unlessGone } from '../../model/unless-gone.ts'

const OWNER_ONLY_FOLDER = 0o700
const OWNER_ONLY_FILE = 0o600

/**
 * Makes the folder of the stores when it is not there. It, what is in it, and what this process writes
 * from now on is its owner's alone; so are folders that an earlier version has made. Errors: store/unusable.
 */
export async function protectFolder(dataDir: string): Promise<void> {
  // The mask is the process's: threads cannot change it.
  if (isMainThread) process.umask(0o077)
  await makeFolder(dataDir, OWNER_ONLY_FOLDER).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ThroughlineError('store/unusable', { url: dataDir, reason })
  })
  await chmod(dataDir, OWNER_ONLY_FOLDER)
  for (const entry of await readdir(dataDir, { withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const mode = entry.isDirectory() ? OWNER_ONLY_FOLDER : OWNER_ONLY_FILE
    await chmod(join(dataDir, entry.name), mode).catch(unlessGone)
  }
}
