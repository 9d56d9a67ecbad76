import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeFolder } from './make-folder.ts'

it('makes a folder and those above it, several times at once, and ends where none can be made', async () => {
  const root = await mkdtemp(join(tmpdir(), 'throughline-make-'))
  try {
    const path = join(root, 'a/b/c')
    await Promise.all([makeFolder(path), makeFolder(path), makeFolder(join(path, 'd'))])
    expect((await stat(join(path, 'd'))).isDirectory()).toBe(true)
    await makeFolder(path)
    await writeFile(join(root, 'file'), '')
    await expect(makeFolder(join(root, 'file'))).rejects.toMatchObject({ code: 'EEXIST' })
    await expect(makeFolder(join(root, 'file/x'))).rejects.toMatchObject({ code: 'ENOTDIR' })
    await expect(makeFolder('/proc/nowhere/x')).rejects.toMatchObject({ code: 'ENOENT' })
  } finally {
    await rm(root, { recursive: true })
  }
})
