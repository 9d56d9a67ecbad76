import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openStore, type Store } from '../../../store/index.ts'
import { openDailySalt } from './daily-salt.ts'

let folder: string
let store: Store
const open = async () => {
  store = await openStore(join(folder, 'store.db'), () => 0)
}
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'throughline-salt-'))
  await open()
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

const DAY = 86_400_000

it('is the same after a restart, and another each day', async () => {
  const now = Date.now()
  const before = await openDailySalt(store)
  before.close()
  await store.close()
  await open()
  const after = await openDailySalt(store)
  after.close()
  expect(after.of(now)).toEqual(before.of(now))
  expect(after.of(now + DAY)).toEqual(before.of(now + DAY))
  expect(after.of(now + DAY)).not.toEqual(after.of(now))
})

it('is nowhere any more when its day has ended', async () => {
  const now = Date.now()
  const salt = await openDailySalt(store)
  salt.close()
  const bytes = salt.of(now)
  const hex = Buffer.from(bytes.toString('hex'))
  const isOnDisk = async () => {
    const names = await readdir(folder)
    const files = await Promise.all(names.map((name) => readFile(join(folder, name))))
    return files.some((file) => file.includes(hex))
  }
  expect(await isOnDisk()).toBe(true)
  const copy = await store.copy()
  expect(JSON.stringify(copy)).not.toContain(hex.toString())
  await salt.turn(now + DAY)
  expect(await isOnDisk()).toBe(false)
  expect(salt.of(now)).not.toEqual(bytes)
})
