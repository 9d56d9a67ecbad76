import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeFolder } from '../model/make-folder.ts'
import { ThroughlineError } from '../model/errors.ts'
import { isDiskFull } from '../model/disk-full.ts'
import { isGone } from '../model/unless-gone.ts'
import { type KeptFile, MANIFEST } from './manifest.ts'
import { cutFile, hashFile } from './pieces.ts'
import type { Place } from './place.ts'
import { sync } from './sync.ts'
import { getOwn } from '../model/own.ts'

/** A folder of this machine, made when it is not there; its files are their owner's alone. */
export function folderPlace(folder: string): Place {
  const pathOf = (name: string) => join(folder, name)
  return {
    address: folder,
    async begin() {
      const found = await listMade(folder, pathOf('lake')).catch((error: unknown) => {
        if (isDiskFull(error)) throw error
        const code = isOfThePath(error) ? 'backup/wrong-place' : 'backup/place-failed'
        throw new ThroughlineError(code, { place: folder, reason: sayWhy(error) })
      })
      if (found.length > 1) throw new ThroughlineError('backup/place-not-empty', { place: folder })
    },
    pathOf,
    async keep(name) {
      const path = pathOf(name)
      await sync(path)
      await sync(dirname(path))
      const cut = await cutFile(path, Number.POSITIVE_INFINITY)
      return { pieces: cut.map(({ bytes, sha256 }) => ({ name, bytes, sha256 })) }
    },
    async discard() {
      for (const name of ['lake', 'store.json', MANIFEST]) {
        await rm(pathOf(name), { recursive: true, force: true })
      }
    },
    readManifest: () =>
      readFile(pathOf(MANIFEST), 'utf8').catch((error: unknown) => {
        const reason = isGone(error) ? `it has no ${MANIFEST}` : sayWhy(error)
        throw new ThroughlineError('backup/unusable', { place: folder, reason })
      }),
    async withFile(file, work) {
      const path = await checkFile(folder, file)
      return work(path)
    },
  }
}

/** What two folders hold, one within the other; they are made where they are not there. */
async function listMade(outer: string, inner: string): Promise<readonly string[]> {
  await makeFolder(inner, 0o700)
  return [...(await readdir(outer)), ...(await readdir(inner))]
}

async function checkFile(folder: string, { pieces }: KeptFile): Promise<string> {
  const [piece, ...others] = pieces
  const path = join(folder, piece!.name)
  const refuse = (reason: string) =>
    new ThroughlineError('backup/unusable', { place: folder, reason: `${piece!.name} ${reason}` })
  if (others.length > 0) throw refuse('is in pieces, as it is in a bucket')
  const size = await stat(path).then(
    (found) => found.size,
    () => undefined,
  )
  if (size === undefined) throw refuse('is missing')
  const isSame = size === piece!.bytes && (await hashFile(path)) === piece!.sha256
  if (!isSame) throw refuse('is damaged')
  return path
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'it may not be accessed',
  EEXIST: 'it is no folder',
  EINVAL: 'it cannot be the name of a folder',
  ELOOP: 'its links lead back to it',
  ENAMETOOLONG: 'its name is too long',
  ENOENT: 'nothing can be made there',
  EPERM: 'it may not be accessed',
  ERR_INVALID_ARG_VALUE: 'it cannot be the name of a folder',
  ENOTDIR: 'it is no folder',
  EROFS: 'it cannot be written to',
}

/** Whether it is the path that is wrong, rather than the machine. */
const isOfThePath = (error: unknown): boolean => Object.hasOwn(reasons, String(codeOf(error)))

const sayWhy = (error: unknown): string =>
  getOwn(reasons, String(codeOf(error))) ?? 'it cannot be accessed'
