import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ThroughlineError } from '../model/errors.ts'

/** The files that paths and globs (`*`, `**`, `?`, `{a,b}`) mean. Errors: import/not-found. */
export async function findLocalFiles(patterns: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(patterns.map(filesOf))
  return found.flat()
}

async function filesOf(pattern: string): Promise<readonly string[]> {
  if (await isFile(pattern)) return [pattern]
  const globs = /[*?{]/.test(pattern) ? alternatives(pattern) : []
  const found = await Promise.all(
    globs.map((glob) => below(glob.startsWith('/') ? '/' : '', glob.split('/').filter(Boolean))),
  )
  const files = [...new Set(found.flat())].sort()
  if (files.length === 0) throw new ThroughlineError('import/not-found', { source: pattern })
  return files
}

/** One glob per choice of what stands in braces. */
function alternatives(glob: string): readonly string[] {
  const braces = /\{([^{}]*)\}/.exec(glob)
  if (!braces) return [glob]
  const [all, inside] = braces
  return inside!.split(',').flatMap((one) => alternatives(glob.replace(all, () => one)))
}

/** The files under a folder that the parts of a glob lead to; only folders on the way are read. */
async function below(folder: string, [part, ...rest]: readonly string[]): Promise<string[]> {
  if (part === undefined) return (await isFile(folder)) ? [folder] : []
  if (part !== '**' && !/[*?]/.test(part)) return below(join(folder, part), rest)
  const entries = await readdir(folder || '.', { withFileTypes: true }).catch((): Dirent[] => [])
  if (part !== '**') {
    const named = entries.filter(({ name }) => partPattern(part).test(name))
    return belowEach(folder, named, rest)
  }
  const folders = entries.filter((entry) => entry.isDirectory())
  return [...(await below(folder, rest)), ...(await belowEach(folder, folders, ['**', ...rest]))]
}

async function belowEach(
  folder: string,
  entries: readonly Dirent[],
  parts: readonly string[],
): Promise<string[]> {
  const found: string[] = []
  for (const { name } of entries) found.push(...(await below(join(folder, name), parts)))
  return found
}

/** A glob within one name: `*` and `?`. */
function partPattern(part: string): RegExp {
  const source = part.replace(/\*+|\?|[.+^$()|[\]\\{}]/g, (sign) => {
    if (sign === '?') return '.'
    return sign.startsWith('*') ? '.*' : `\\${sign}`
  })
  return new RegExp(`^${source}$`, 's')
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
