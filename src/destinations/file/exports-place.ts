import { randomUUID } from 'node:crypto'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isDiskFull } from '../../model/disk-full.ts'
import { makeFolder } from '../../model/make-folder.ts'
import { isGone } from '../../model/unless-gone.ts'
import { DestinationError } from '../destination-error.ts'
import { codeOf } from '../network/failure.ts'
import type { FilePlace } from './file-place.ts'

/** A folder below the one of the data folder that is for files to be taken away. */
export function exportsPlace(exportsFolder: string, folder: string): FilePlace {
  const pathOf = (name: string) => join(exportsFolder, folder, name)
  const place: FilePlace = {
    read: (name) =>
      readFile(pathOf(name), 'utf8').catch((error: unknown) => {
        if (isGone(error)) return undefined
        throw asPlaceFailure(error)
      }),
    write: (name, bytes) =>
      replaceFile(pathOf(name), bytes).catch((error: unknown) => {
        throw asPlaceFailure(error)
      }),
    async check(signal) {
      const name = `.${randomUUID()}.check`
      await place.write(name, Buffer.from(''), signal)
      await rm(pathOf(name), { force: true })
    },
  }
  return place
}

/** Readers see the file that was there, or all of the new one, even when the machine loses power. */
async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  await makeFolder(dirname(path))
  const unfinished = join(dirname(path), `.${randomUUID()}.unfinished`)
  try {
    await withHandle(unfinished, 'wx', async (handle) => {
      await handle.writeFile(bytes)
      await handle.sync()
    })
    await rename(unfinished, path)
  } finally {
    await rm(unfinished, { force: true })
  }
  await withHandle(dirname(path), 'r', (handle) => handle.sync())
}

async function withHandle(
  path: string,
  flags: string,
  work: (handle: Awaited<ReturnType<typeof open>>) => Promise<void>,
): Promise<void> {
  const handle = await open(path, flags)
  try {
    await work(handle)
  } finally {
    await handle.close()
  }
}

function asPlaceFailure(cause: unknown): DestinationError {
  if (isDiskFull(cause)) return new DestinationError('its disk is full', 'later', { cause })
  const message = `its folder cannot be written to (${codeOf(cause) || 'unknown'})`
  return new DestinationError(message, 'after-user-action', { cause })
}
