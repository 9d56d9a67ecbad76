import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ThroughlineError } from '../model/errors.ts'

/** The files that paths and globs (`*`, `**`, `?`, `{a,b}`) mean. Errors: import/not-found. */
export async function localFiles(patterns: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(patterns.map(filesOf))
  return found.flat()
}

async function filesOf(pattern: string): Promise<readonly string[]> {
  const known = await stat(pattern).catch(() => undefined)
  if (known?.isFile()) return [pattern]
  const root = /^([^*?{]*\/)?/.exec(pattern)?.[1] ?? './'
  const wanted = globPattern(pattern.startsWith(root) ? pattern.slice(root.length) : pattern)
  const names = await readdir(root, { recursive: true }).catch(() => [])
  const files = names.filter((name) => wanted.test(name)).sort()
  if (files.length === 0) throw new ThroughlineError('import/not-found', { source: pattern })
  return files.map((name) => join(root, name))
}

function globPattern(glob: string): RegExp {
  const source = glob.replace(/\*\*\/?|\*|\?|[{},]|[.+^$()|[\]\\]/g, (part) => {
    if (part.startsWith('**')) return '(?:.*/)?'
    return { '*': '[^/]*', '?': '[^/]', '{': '(?:', '}': ')', ',': '|' }[part] ?? `\\${part}`
  })
  return new RegExp(`^${source}$`)
}
