import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cli } from '../support/command-line.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-bad-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the command line', () => {
  const run = async (...argv: string[]) => cli([...argv, '--data', join(folder, 'data')])

  it.each([
    ['a request that is wrong', '{"kind":"x"}', 'error request/unknown-kind'],
    ['no JSON', '{"kind":', 'error '],
    ['10,000 levels', `${'['.repeat(10_000)}${']'.repeat(10_000)}`, 'error '],
  ])('says in one line what is wrong with %s', async (_, text, start) => {
    const file = join(folder, 'request.json')
    await writeFile(file, text)
    const { code, stderr } = await run('report', file)
    expect(code).toBe(1)
    expect(stderr.startsWith(start)).toBe(true)
    expect(stderr.trimEnd()).not.toContain('\n')
    expect(stderr).not.toContain('call stack')
  })

  it.each([
    ['formula-sise=3', 'formula-size'],
    ['formula-size=many', 'THROUGHLINE_FORMULA_SIZE is a number above 0'],
  ])('does not start a server with the limit %s', async (limit, words) => {
    try {
      const { code, stderr } = await run('serve', '--limit', limit)
      expect(code).toBe(2)
      expect(stderr).toContain(words)
    } finally {
      delete process.env['THROUGHLINE_FORMULA_SIZE']
    }
  })
})
