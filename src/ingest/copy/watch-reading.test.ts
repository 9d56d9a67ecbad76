import { existsSync } from 'node:fs'
import { mkdtemp, open, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { measureShareRead } from './watch-reading.ts'

const isLinux = existsSync('/proc/self/fd')

it.skipIf(!isLinux)('sees how far a file has been read (skipped: not Linux)', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'throughline-'))
  const path = join(dir, 'a.csv')
  const link = join(dir, 'link.csv')
  await writeFile(path, 'x'.repeat(100))
  await symlink(path, link)
  expect(await measureShareRead(path)).toBe(0)
  const file = await open(path)
  await file.read(Buffer.alloc(25), 0, 25, null)
  expect(await measureShareRead(path)).toBe(0.25)
  expect(await measureShareRead(link)).toBe(0.25)
  await file.close()
  expect(await measureShareRead(path)).toBe(0)
  expect(await measureShareRead(join(dir, 'none'))).toBe(0)
  await rm(dir, { recursive: true })
})
