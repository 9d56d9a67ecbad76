import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findLocalFiles } from './local-files.ts'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-files-'))
  await mkdir(join(folder, 'deep/er'), { recursive: true })
  const names = ['a.csv', 'b.csv', 'b.json', 'x[1]*.csv', 'deep/a.csv', 'deep/er/c.csv']
  for (const name of names) await writeFile(join(folder, name), '')
})
afterAll(() => rm(folder, { recursive: true }))

describe('files of paths and globs', () => {
  it.each([
    ['a.csv', ['a.csv']],
    ['x[1]*.csv', ['x[1]*.csv']],
    ['?.csv', ['a.csv', 'b.csv']],
    ['*.csv', ['a.csv', 'b.csv', 'x[1]*.csv']],
    ['{a,b}.{csv,json}', ['a.csv', 'b.csv', 'b.json']],
    ['{deep/er,deep}/*.csv', ['deep/a.csv', 'deep/er/c.csv']],
    ['*/a.csv', ['deep/a.csv']],
    ['**/*.csv', ['a.csv', 'b.csv', 'deep/a.csv', 'deep/er/c.csv', 'x[1]*.csv']],
    ['deep/**/c.csv', ['deep/er/c.csv']],
  ])('%s', async (glob, expected) => {
    const found = await findLocalFiles([join(folder, glob)])
    expect(found).toEqual(expected.map((name) => join(folder, name)))
  })

  it.each(['none.csv', 'none*.csv', 'deep', 'none/*.csv'])('%s is not found', async (name) => {
    const source = join(folder, name)
    await expect(findLocalFiles([source])).rejects.toMatchObject({ code: 'import/not-found' })
  })

  it('does not walk the machine for a path below the root', async () => {
    for (const source of ['/no-such-file.csv', '/no-such-*.csv']) {
      await expect(findLocalFiles([source])).rejects.toMatchObject({ code: 'import/not-found' })
    }
  })
})
