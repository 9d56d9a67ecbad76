import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/security.md'), 'utf8')
const rows = page.split('\n').filter((line) => /^\| \d/.test(line))

describe('docs/security.md', () => {
  it.each(rows)('%s', (row) => {
    const [, ids = '', , state = ''] = row.split('|').map((cell) => cell.trim())
    expect(ids).toMatch(/^\d+\.\d+\.\d+(, \d+\.\d+\.\d+)*$/)
    expect(state).toMatch(/^(met|not applicable|open)\b/)
    const tests = [...state.matchAll(/`([\w/.-]+\.test\.ts)`/g)].map(([, path]) => path!)
    expect(tests.filter((path) => !existsSync(join(root, path)))).toEqual([])
    expect(tests.length > 0 || !state.startsWith('met: `')).toBe(true)
  })

  it('names each requirement once', () => {
    const ids = rows.flatMap((row) => row.split('|')[1]!.trim().split(', '))
    expect(ids).toEqual([...new Set(ids)])
    expect(ids.length).toBeGreaterThan(50)
  })
})
