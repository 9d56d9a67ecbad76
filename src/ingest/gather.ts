import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../model/make-folder.ts'
import { ThroughlineError } from '../model/errors.ts'
import type { LakeClient } from '../lake/client.ts'
import { isS3, listS3, type Outgoing, OutgoingError, openOutgoing } from '../outgoing/index.ts'
import { locate } from './locate.ts'
import type { LocatedFile } from './source.ts'
import { tableFunction } from './table-function.ts'

/** How files of other machines are fetched. */
export interface Fetching {
  /** To public addresses only unless told. */
  readonly outgoing?: Outgoing
  /** Ends what is still being fetched. */
  readonly fetchSignal?: AbortSignal
  /** Fetches when it is somebody's turn; at once unless told. */
  readonly inTurn?: InTurn
}

type InTurn = <T>(work: () => Promise<T>) => Promise<T>

const atOnce: InTurn = (work) => work()

/**
 * Does work on the files that `sources` mean: paths, globs, `http(s)://` and `s3://` addresses, in this
 * order. Files of other machines are fetched before, one after the other, and are in nobody's way.
 *
 * @throws ThroughlineError `import/not-found`, `import/unreadable`, `outgoing/private-target`
 */
export async function withFiles<T>(
  lake: LakeClient,
  sources: readonly string[],
  { outgoing = openOutgoing(), fetchSignal, inTurn = atOnce }: Fetching,
  work: (files: readonly LocatedFile[]) => Promise<T>,
): Promise<T> {
  const folder = join(lake.scratchDir, `${randomUUID()}.fetched`)
  const fetching = { outgoing, folder, signal: fetchSignal, inTurn }
  try {
    const files: LocatedFile[] = []
    for (const source of sources) {
      const found = isAddress(source)
        ? await fetchFiles(source, fetching)
        : await locate(lake, source)
      files.push(...found)
    }
    return await work(files)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const isAddress = (source: string): boolean => /^(https?|s3):\/\//.test(source)

interface Place {
  readonly outgoing: Outgoing
  readonly folder: string
  readonly signal: AbortSignal | undefined
  readonly inTurn: InTurn
}

async function fetchFiles(source: string, place: Place): Promise<readonly LocatedFile[]> {
  const { outgoing, signal } = place
  const hasWildcards = isS3(source) ? /[*?{]/.test(source) : /[*{}]/.test(source)
  if (!hasWildcards) return [await fetchFile(source, place)]
  if (!isS3(source)) throw unreadable(source, 'addresses of the web have no wildcards; name each')
  const found = await asReadingOf(source, () => listS3(outgoing, source, signal))
  if (found.length === 0) throw new ThroughlineError('import/not-found', { source })
  const files: LocatedFile[] = []
  for (const address of found) files.push(await fetchFile(address, place))
  return files
}

async function fetchFile(address: string, { outgoing, folder, signal, inTurn }: Place) {
  await makeFolder(folder)
  const path = join(folder, randomUUID())
  const name = withoutSecrets(address)
  await asReadingOf(name, () => inTurn(() => outgoing.download(address, path, signal)))
  return { name, path, table: tableFunction(path), packed: [] }
}

/** `https://me:secret@host/x` → `https://host/x` */
const withoutSecrets = (address: string): string => address.replace(/^(https?:\/\/)[^/?#]*@/, '$1')

async function asReadingOf<T>(source: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof OutgoingError ? unreadable(source, error.message) : error
  }
}

const unreadable = (source: string, reason: string) =>
  new ThroughlineError('import/unreadable', { source: withoutSecrets(source), reason })
