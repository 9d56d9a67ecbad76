import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

const program = join(import.meta.dirname, '../support/fill-disk.ts')

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-full-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Runs a command where the folder is a disk of its own, which goes with the command. */
function withSmallDisk(command: string) {
  const mount = `mount -t tmpfs -o size=40m none "${folder}"`
  return spawnSync('unshare', ['--mount', 'sh', '-c', `${mount} && ${command}`], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

const canMount =
  spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', tmpdir()]).status === 0

it.skipIf(!canMount)(
  'a full disk is told, keeps no halves, and lets things be deleted (needs unshare and mount)',
  () => {
    const { stdout, stderr } = withSmallDisk(
      `"${process.execPath}" --import tsx "${program}" "${folder}"`,
    )
    expect(stderr).toBe('')
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown)
    expect(lines).toEqual([
      ...['web', 'web', 'other'].map((id) => [`POST datasets/${id}/rows`, 200, null]),
      ['POST apply', 200, null],
      ...['web', 'web', 'third'].map((id) => [`POST datasets/${id}/rows`, 507, 'server/disk-full']),
      ['POST apply', 507, 'server/disk-full'],
      ['POST datasets/web/rows', 507, 'server/disk-full'],
      ['DELETE datasets/web/batches/1', 200, null],
      ['DELETE definitions/dataset/other', 204, null],
      [['web'], 5000, 1, []],
    ])
  },
)
