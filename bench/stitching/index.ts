// Stitching by field and by graph, replay, and a merge that becomes visible: see bench/README.md.
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createApi, openThroughline } from '../../src/api/index.ts'
import { openSession } from '../chdb-session.ts'
import { field, graph, plain, space, view, web } from './definitions.ts'
import { shapes, writeRows } from './write-rows.ts'

const events = Number(process.argv[2] ?? 20_000_000)
const shape = (process.argv[3] ?? 'kept') as keyof typeof shapes
const root = fileURLToPath(new URL(`../.cache/stitching-${shape}-${events}`, import.meta.url))
mkdirSync(root, { recursive: true })

const session = openSession(join(root, 'made'))
const files = await writeRows(session, root, events, shapes[shape])
session.close()

const dataDir = join(root, 'workspace')
rmSync(dataDir, { recursive: true, force: true })
const throughline = await openThroughline({ dataDir, allowsLocalFiles: true })
const api = createApi(throughline)

await post('/apply', [web])
await timed('import to the lake', () => post('/datasets/web/import', { sources: [files.rows] }))
await timed('journey, not stitched', () => post('/apply', [plain, view('plain')]))
const apart = await people('plain')
await timed('journey, stitched by field', () => post('/apply', [field, view('field')]))
await ask('/definitions/data-view/plain', { method: 'DELETE' })
await ask('/definitions/connection/plain', { method: 'DELETE' })
const before = ownBytes()
let most = before
const watch = setInterval(() => void (most = Math.max(most, ownBytes())), 5)
await timed('graph, and journey stitched by it', () =>
  post('/apply', [space, graph, view('graph')]),
)
clearInterval(watch)
const held = await get<{ identities: number; links: number }>('/identity/people')
const bytes = (most - before) / held.identities
console.log(
  `${held.identities} identities, ${held.links} links, at most ${bytes.toFixed(0)} bytes of heap and buffers each`,
)
console.log(`people: ${apart} apart, ${await people('field')}, ${await people('graph')} stitched`)

await timed('import of what makes 1 % known, until both journeys follow', async () => {
  await post('/datasets/web/import', { sources: [files.later] })
  await post('/connections/field/refresh', {})
  await post('/connections/graph/refresh', {})
})
console.log(`people: ${await people('field')}, ${await people('graph')} stitched`)

const separate = await people('graph')
await timed('a merge until a report shows it', async () => {
  await post('/identity/people/merge', { ids: ['user:u1', 'cookie:c-nobody'] })
  while ((await people('graph')) !== separate - 1) await post('/connections/graph/refresh', {})
})
await timed('a what-if over all rows', () =>
  post('/connections/graph/stitching/what-if', { space: { anonymous: 'last-authenticated' } }),
)
await throughline.close()
const memory = fileURLToPath(new URL('graph-memory.ts', import.meta.url))
execFileSync(process.execPath, ['--expose-gc', ...process.execArgv, memory, dataDir], {
  stdio: 'inherit',
})

/** The process's own memory: heap and buffers, without the embedded ClickHouse. */
function ownBytes(): number {
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

async function people(id: string): Promise<number> {
  const { totals } = await post<{ totals: readonly [number] }>('/reports', {
    kind: 'freeform',
    dataView: id,
    dateRange: { start: '2026-01-01', end: '2027-01-01' },
    rows: { dimension: 'month' },
    columns: [{ metric: 'people' }],
  })
  return totals[0]
}

async function timed(what: string, work: () => Promise<unknown>): Promise<void> {
  const begun = performance.now()
  const cpu = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(cpu)
  const seconds = (ms: number) => (ms / 1000).toFixed(1)
  console.log(
    `${what}: ${seconds(performance.now() - begun)} s (processor ${seconds((user + system) / 1000)} s)`,
  )
}

function get<T>(path: string): Promise<T> {
  return ask<T>(path, {})
}

function post<T>(path: string, body: unknown): Promise<T> {
  return ask<T>(path, { method: 'POST', body: JSON.stringify(body) })
}

async function ask<T>(path: string, request: RequestInit): Promise<T> {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-cache' }
  const response = await api.request(`/api/v1${path}`, { ...request, headers })
  const text = await response.text()
  if (!response.ok) throw new Error(`${path}: ${text}`)
  return (text === '' ? undefined : JSON.parse(text)) as T
}
