import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestLake, type TestLake } from '../../test/support/lake.ts'
import { locate } from './locate.ts'

let test: TestLake
let dir: string

beforeAll(async () => {
  test = await openTestLake()
  dir = await mkdtemp(join(tmpdir(), 'throughline-'))
  const names = [
    '2024/b.csv',
    '2024/a.csv',
    '2024/.hidden.csv',
    '2024/deep/er/a.csv',
    '2025/a.csv',
    '2025/a.json',
    '[x] (1)/a.csv',
    'day-1.csv',
    'day-2.csv',
    'day-12.csv',
    'folder.csv/a.txt',
  ]
  for (const name of names) {
    await mkdir(dirname(join(dir, name)), { recursive: true })
    await writeFile(join(dir, name), 'a\n1\n')
  }
  await mkdir(join(dir, 'closed'), { mode: 0 })
})
afterAll(async () => {
  await chmod(join(dir, 'closed'), 0o700)
  await rm(dir, { recursive: true })
  await test.close()
})

async function found(pattern: string): Promise<string[]> {
  const files = await locate(test.lake, join(dir, pattern))
  return files.map(({ path }) => relative(dir, path!))
}

describe('a glob', () => {
  it.each([
    ['2024/*.csv', ['2024/.hidden.csv', '2024/a.csv', '2024/b.csv']],
    ['202?/a.csv', ['2024/a.csv', '2025/a.csv']],
    ['2024/**/a.csv', ['2024/a.csv', '2024/deep/er/a.csv']],
    ['2025/a.{csv,json}', ['2025/a.csv', '2025/a.json']],
    ['[x] (1)/*.csv', ['[x] (1)/a.csv']],
    ['day-{1..2}.csv', ['day-1.csv', 'day-2.csv']],
    ['day-{10..12}.csv', ['day-12.csv']],
    ['*.csv', ['day-1.csv', 'day-12.csv', 'day-2.csv']],
  ])('%s finds files by name', async (pattern, names) => {
    expect(await found(pattern)).toEqual(names)
  })

  it.each(['nowhere/*.csv', '2024/*.tsv', '2024/c.csv', '2024'])(
    '%s that finds nothing is an error',
    async (pattern) => {
      await expect(found(pattern)).rejects.toMatchObject({ code: 'import/not-found' })
    },
  )
})
