import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Entry, type Journal, openJournal } from '../../../collect/index.ts'
import { log } from '../../log.ts'
import { drain, type DrainOptions } from './drain.ts'

let folder: string
let journal: Journal
beforeEach(async () => {
  log.level = 'silent'
  folder = await mkdtemp(join(tmpdir(), 'throughline-drain-'))
  journal = await openJournal({ folder, limitBytes: 2 ** 23, isDurable: true })
})
afterEach(async () => {
  await journal.close()
  await rm(folder, { recursive: true, force: true })
})

const entry = (dataset: string, id: string): Entry => ({
  source: 's',
  dataset,
  row: { message_id: id },
})
const append = (...entries: readonly Entry[]) =>
  journal.append(entries.map((each) => JSON.stringify(each)))

/** Writes to every dataset but those that are broken. */
function openWriter() {
  const written: string[] = []
  const sizes: number[] = []
  const broken = new Set<string>()
  const options: DrainOptions = {
    lake: undefined as never,
    journal,
    columnsOf: async () => [],
    onBeyond: () => undefined,
    mergeProfiles: async () => undefined,
    onDone: () => undefined,
    drained: new Map(),
    async append(dataset, rows) {
      if (broken.has(dataset)) throw new Error('broken')
      sizes.push(rows.length)
      for (const row of rows) written.push(`${dataset} ${String(row['message_id'])}`)
    },
  }
  return { written, sizes, broken, drain: () => drain(options) }
}

it('brings what others wait for once, while a dataset cannot be written to', async () => {
  const writer = openWriter()
  writer.broken.add('a')
  await append(entry('a', '1'), entry('b', '2'))
  expect(await writer.drain()).toBe(false)
  await append(entry('b', '3'))
  expect(await writer.drain()).toBe(false)
  expect(writer.written).toEqual(['b 2', 'b 3'])
  writer.broken.clear()
  expect(await writer.drain()).toBe(true)
  expect(writer.written).toEqual(['b 2', 'b 3', 'a 1'])
  expect([journal.sealed, journal.waitingBytes]).toEqual([[], 0])
})

it('writes no more rows at once than an import looks at for their names', async () => {
  const { drain, sizes } = openWriter()
  const entries = Array.from({ length: 25_000 }, (_, index) => entry('a', String(index)))
  await append(...entries)
  expect(await drain()).toBe(true)
  expect(sizes).toEqual([20_000, 5000])
})
