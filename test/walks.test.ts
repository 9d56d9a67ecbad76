import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

describe('docs/architecture.md', () => {
  const [, ...walks] = read('docs/architecture.md').split('\n## ')
  const named = walks.map((walk) =>
    [...walk.matchAll(/`((?:src|test)\/[\w/.-]+)`/g)].map(([, path]) => path!),
  )

  it('names files that exist', () => {
    expect(named.map(({ length }) => length > 8)).toEqual([true, true, true, true])
    expect(named.flat().filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  it('never goes back within a walk', () => {
    for (const files of named) expect(files).toEqual([...new Set(files)])
  })
})

describe('the page of a folder', () => {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
  const files = listed.split('\n').filter((path) => path !== '' && existsSync(join(root, path)))
  const names = new Set(files.map((path) => basename(path)))
  const pages = files.filter((path) => path.startsWith('src/') && path.endsWith('/README.md'))

  it.each(pages)('%s names files that exist', (page) => {
    const named = [...read(page).matchAll(/`([\w./-]+\.(?:ts|tsx|mjs))`/g)].map(([, path]) => path!)
    const isThere = (path: string) =>
      path.includes('/')
        ? [dirname(page), 'src', '.'].some((from) => existsSync(join(root, from, path)))
        : names.has(path) || existsSync(join(root, dirname(page), path))
    expect(named.filter((path) => !isThere(path))).toEqual([])
  })
})
