import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Entry, type Journal, openJournal, type Rejected } from '../../../collect/index.ts'
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
  row: {
    type: 'track',
    event: 'Seen',
    user_id: 'ann',
    message_id: id,
    timestamp: '2026-01-01T10:00:00.000Z',
    sent_at: '2026-01-01T11:00:00.000Z',
    received_at: '2026-01-01T12:00:00.000Z',
    is_bot: false,
    protocol: 'posthog',
  },
})
const append = (...entries: readonly Entry[]) =>
  journal.append(entries.map((each) => JSON.stringify(each)))

/** Writes to every dataset but those that are broken. */
function openWriter() {
  const written: string[] = []
  const sizes: number[] = []
  const broken = new Set<string>()
  const unwritable = new Set<string>()
  const kept: Rejected[] = []
  const options: DrainOptions = {
    lake: { insertBytes: async () => undefined } as never,
    journal,
    columnsOf: async () => [],
    onBeyond: () => undefined,
    mergeProfiles: async () => undefined,
    onDone: () => undefined,
    onKeptAside: (rejects) => kept.push(...rejects.map(({ reject }) => reject)),
    drained: new Map(),
    async append(dataset, rows) {
      if (broken.has(dataset)) throw new Error('broken')
      if (rows.some((row) => unwritable.has(String(row['message_id'])))) throw new Error('no value')
      sizes.push(rows.length)
      for (const row of rows) written.push(`${dataset} ${String(row['message_id'])}`)
    },
  }
  return { written, sizes, broken, unwritable, kept, drain: () => drain(options) }
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

it('keeps rows aside that can never be written, with the reason, and writes all others', async () => {
  const writer = openWriter()
  for (const id of ['3', '4', '90']) writer.unwritable.add(id)
  await append(...Array.from({ length: 100 }, (_, index) => entry('a', String(index))))
  expect(await writer.drain()).toBe(true)
  expect(writer.written.toSorted()).toEqual(
    Array.from({ length: 100 }, (_, index) => `a ${index}`)
      .filter((text) => !['a 3', 'a 4', 'a 90'].includes(text))
      .toSorted(),
  )
  expect(writer.kept).toHaveLength(3)
  expect(writer.kept[0]).toMatchObject({ reason: 'unwritable', protocol: 'throughline' })
  expect(writer.kept[0]!.detail).toContain('no value')
  expect(journal.sealed).toEqual([])
})

it('lets a dataset wait that can take none of its rows, in few tries', async () => {
  const writer = openWriter()
  const ids = Array.from({ length: 5000 }, (_, index) => String(index))
  for (const id of ids) writer.unwritable.add(id)
  await append(...ids.map((id) => entry('a', id)))
  expect(await writer.drain()).toBe(false)
  expect(writer.kept).toEqual([])
  expect(journal.sealed).toHaveLength(1)
})
