import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isGone } from './unless-gone.ts'

/**
 * Makes a folder, and those above it, where they are not there. Node 20's own way to do so, `recursive`, never
 * ends where nothing can be made, as below `/proc`. Errors: of the file system.
 */
export async function makeFolder(path: string, mode = 0o777): Promise<void> {
  try {
    await makeOne(path, mode)
  } catch (error) {
    if (!isGone(error) || dirname(path) === path) throw error
    await makeFolder(dirname(path), mode)
    await makeOne(path, mode)
  }
}

async function makeOne(path: string, mode: number): Promise<void> {
  try {
    await mkdir(path, mode)
  } catch (error) {
    const isFolder = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    )
    if (!isFolder) throw error
  }
}
