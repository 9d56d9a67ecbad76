import { type FileHandle, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { unlessGone } from '../model/unless-gone.ts'

/** Waits until the disk has a file, or the entries of a folder. */
export async function sync(path: string): Promise<void> {
  let handle: FileHandle | undefined
  try {
    handle = await open(path, 'r')
    await handle.sync()
  } finally {
    await handle?.close()
  }
}

/** The same of all that a folder holds; what goes meanwhile, such as files of a database that closes, is left out. */
export async function syncFolder(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await syncFolder(path)
    else if (entry.isFile()) await sync(path).catch(unlessGone)
  }
  await sync(folder)
}
