import { chmod, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isMainThread } from 'node:worker_threads'
import { unlessGone } from '../../model/unless-gone.ts'

const OWNER_ONLY_FOLDER = 0o700
const OWNER_ONLY_FILE = 0o600

/**
 * Makes the folder of the stores when it is not there. It, what is in it, and what this process writes
 * from now on is its owner's alone; so are folders that an earlier version has made.
 */
export async function protectFolder(dataDir: string): Promise<void> {
  // The mask is the process's: threads cannot change it.
  if (isMainThread) process.umask(0o077)
  await mkdir(dataDir, { recursive: true, mode: OWNER_ONLY_FOLDER })
  await chmod(dataDir, OWNER_ONLY_FOLDER)
  for (const entry of await readdir(dataDir, { withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const mode = entry.isDirectory() ? OWNER_ONLY_FOLDER : OWNER_ONLY_FILE
    await chmod(join(dataDir, entry.name), mode).catch(unlessGone)
  }
}
