// How soon new rows are in reports, and what they cost: see bench/README.md.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createApi, openThroughline } from '../../src/api/index.ts'
import { openSession } from '../chdb-session.ts'
import { graph, plain, space, view, web } from '../stitching/definitions.ts'
import { shapes, writeRows } from '../stitching/write-rows.ts'
import { median } from '../timing.ts'

const events = Number(process.argv[2] ?? 2_000_000)
const updates = Number(process.argv[3] ?? 100_000)
/** Of the connection: `plain`, or `graph` for one that is stitched. */
const name = process.argv[4] ?? 'plain'
const root = fileURLToPath(new URL(`../.cache/stitching-kept-${events}`, import.meta.url))
mkdirSync(root, { recursive: true })
const session = openSession(join(root, 'made'))
const files = await writeRows(session, root, events, shapes.kept)
session.close()

const dataDir = join(root, `fresh-${name}`)
rmSync(dataDir, { recursive: true, force: true })
const throughline = await openThroughline({ dataDir, allowsLocalFiles: true })
const api = createApi(throughline)
const persons = events / 25

await post('/apply', [web])
await post('/datasets/web/import', { sources: [files.rows] })
await post('/apply', name === 'graph' ? [space, graph, view(name)] : [plain, view(name)])
let rows = await countEvents()
await timed('a report on what was just built', 9, () => countEvents())

await append(1)
await follow('the first row of all, which opens a batch')
await setTimeout(2000)
await visible('a row by itself', 1, 15)
await visible('1,000 rows of as many people', 1000, 8)

let isAsking = true
let asked = 0
const asking = (async () => {
  for (; isAsking; asked++) await countEvents()
})()
await visible('a row while reports run one after the other', 1, 15)
isAsking = false
await asking
console.log(`(${asked} reports in the meantime)`)

const begun = performance.now()
for (let done = 0; done < updates; done += 500) await append(500)
const seconds = (performance.now() - begun) / 1000
console.log(`${updates} rows, 500 at a time: ${Math.round(updates / seconds)} rows a second`)
await follow('until they are in a report')
await setTimeout(15_000)
await timed('a report after them', 9, () => countEvents())
await throughline.connections.rebuild(name)
await countEvents()
await timed('a report on the same, built anew', 9, () => countEvents())
await throughline.close()
rmSync(dataDir, { recursive: true, force: true })

/** From the call until a report has the rows. */
async function visible(what: string, count: number, times: number): Promise<void> {
  const found: number[] = []
  for (let time = 0; time < times; time++) {
    const started = performance.now()
    await append(count)
    await follow()
    found.push(performance.now() - started)
    await setTimeout(100)
  }
  const p99 = Math.max(...found)
  console.log(
    `${what}: in a report after ${median(found).toFixed(0)} ms (most ${p99.toFixed(0)} ms)`,
  )
}

async function append(count: number): Promise<void> {
  const made = Array.from({ length: count }, (_, index) => {
    const number = rows + index
    const person = (number * 7919) % persons
    return {
      ts: '2026-06-30T00:00:00.000Z',
      cookie: `c${person}-${number % 3}`,
      page: `/p/${number % 6000}`,
    }
  })
  rows += count
  await throughline.datasets.append('web', made)
}

async function follow(what?: string): Promise<void> {
  const started = performance.now()
  while ((await countEvents()) !== rows) await setTimeout(5)
  if (what) console.log(`${what}: ${(performance.now() - started).toFixed(0)} ms`)
}

async function countEvents(): Promise<number> {
  const { totals } = await post<{ totals: readonly number[] }>('/reports', {
    kind: 'freeform',
    dataView: name,
    dateRange: { start: '2026-01-01', end: '2027-01-01' },
    rows: { dimension: 'page' },
    columns: [{ metric: 'events' }, { metric: 'people' }, { metric: 'sessions' }],
  })
  return totals[0]!
}

async function timed(what: string, times: number, work: () => Promise<unknown>): Promise<void> {
  const found: number[] = []
  for (let time = 0; time < times; time++) {
    const started = performance.now()
    await work()
    found.push(performance.now() - started)
  }
  console.log(`${what}: ${median(found).toFixed(0)} ms`)
}

async function post<T>(path: string, body: unknown): Promise<T> {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-cache' }
  const request = { method: 'POST', body: JSON.stringify(body), headers }
  const response = await api.request(`/api/v1${path}`, request)
  const text = await response.text()
  if (!response.ok) throw new Error(`${path}: ${text}`)
  return JSON.parse(text) as T
}
