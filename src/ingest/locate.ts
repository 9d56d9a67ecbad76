import { randomUUID } from 'node:crypto'
import { stat, symlink } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { glob } from 'tinyglobby'
import { ThroughlineError } from '../model/errors.ts'
import type { LakeClient } from '../lake/client.ts'
import type { LocatedFile } from './source.ts'
import { tableFunction } from './table-function.ts'

/**
 * The files of this machine that a path or glob (`*`, `**`, `?`, `{a,b}`, `{1..12}`) means, by name.
 *
 * @throws ThroughlineError `import/not-found`
 */
export async function locate(lake: LakeClient, source: string): Promise<readonly LocatedFile[]> {
  const path = resolve(source)
  if (await isFile(path)) return [await localFile(lake, path, source)]
  if (!/[*?{]/.test(source)) throw new ThroughlineError('import/not-found', { source })
  const paths = await findFiles(path)
  if (paths.length === 0) throw new ThroughlineError('import/not-found', { source })
  return Promise.all(paths.map((found) => localFile(lake, found, found)))
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
}

/** The files of this machine that a glob means, by name. Only folders on the way are read. */
async function findFiles(pattern: string): Promise<readonly string[]> {
  // Other characters that tinyglobby knows stand for themselves.
  const escaped = pattern.replace(/[[\]()!+@|\\]/g, '\\$&')
  const found = await glob(listRanges(escaped), {
    absolute: true,
    dot: true,
    expandDirectories: false,
  })
  return found.toSorted()
}

/** `{9..11}` → `{9,10,11}`, `{01..03}` → `{01,02,03}`: tinyglobby knows ranges of digits only. */
function listRanges(pattern: string): string {
  return pattern.replace(/\{(\d+)\.\.(\d+)\}/g, (_, first: string, last: string) => {
    const length = Math.max(0, Number(last) - Number(first) + 1)
    const numbers = Array.from({ length }, (_, index) => String(Number(first) + index))
    const width = first.startsWith('0') ? first.length : 0
    return `{${numbers.map((number) => number.padStart(width, '0')).join()}}`
  })
}

async function localFile(lake: LakeClient, path: string, name: string): Promise<LocatedFile> {
  const readable = await withoutWildcards(lake, path)
  return { name, table: tableFunction(readable), path: readable, packed: [] }
}

// file() takes any of these in a path for a glob and has no way to escape them.
async function withoutWildcards(lake: LakeClient, path: string): Promise<string> {
  if (!/[*?{}]/.test(path)) return path
  const link = join(lake.scratchDir, `${randomUUID()}-${basename(path).replace(/[*?{}]/g, '_')}`)
  await symlink(path, link)
  return link
}
