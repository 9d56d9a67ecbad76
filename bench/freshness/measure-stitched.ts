import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout } from 'node:timers/promises'
import { createApi, openThroughline } from '../../src/api/index.ts'
import { openSession } from '../chdb-session.ts'
import { graph, space, view, web, plain } from '../stitching/definitions.ts'
import { writeRows } from '../stitching/write-rows.ts'
const events = Number(process.argv[2] ?? 500_000)
const which = process.argv[3] ?? 'graph'
const root = fileURLToPath(new URL(`../.cache/stitching-${events}`, import.meta.url))
mkdirSync(root, { recursive: true })
const session = openSession(join(root, 'made'))
const files = await writeRows(session, root, events)
session.close()
const dataDir = join(root, 'fresh-' + which)
rmSync(dataDir, { recursive: true, force: true })
const throughline = await openThroughline({ dataDir, allowsLocalFiles: true })
const api = createApi(throughline)
const persons = events / 25
await post('/apply', [web])
await post('/datasets/web/import', { sources: [files.rows] })
await post('/apply', which === 'graph' ? [space, graph, view('graph')] : [plain, view('plain')])
let rows = await count()
const lake: any = (throughline as any).lake
const log: any[] = []
for (const m of ['query', 'command', 'bytes', 'insertBytes']) {
  const old = lake[m].bind(lake)
  lake[m] = async (...a: any[]) => {
    const t = performance.now()
    try { return await old(...a) } finally { log.push([m, performance.now() - t, String(a[0]?.parts ? a[0].parts.join('?') : a[0]?.text ?? Object.values(a[0] ?? {})[0]).replace(/\s+/g, ' ').slice(0, 150)]) }
  }
}
for (let i = 0; i < 6; i++) {
  log.length = 0
  const t0 = performance.now(); const c0 = process.cpuUsage()
  await append(1, i % 2 === 0)
  const t1 = performance.now()
  await throughline.connections.refresh(which)
  const t2 = performance.now()
  const got = await count()
  const t3 = performance.now(); const c = process.cpuUsage(c0)
  console.log(`append ${(t1 - t0).toFixed(0)} refresh ${(t2 - t1).toFixed(0)} report ${(t3 - t2).toFixed(0)} ok ${got === rows} statements ${log.length} cpu ${((c.user + c.system) / 1000).toFixed(0)}`)
  if (i === 4) for (const l of log) console.log(l[0], l[1].toFixed(1), l[2])
  await setTimeout(300)
}
await throughline.close()
async function append(n: number, known: boolean) {
  const time = Date.UTC(2026, 5, 30)
  const made = Array.from({ length: n }, (_, index) => {
    const number = rows + index
    const person = (number * 7919) % persons
    return { ts: new Date(time).toISOString(), cookie: `c${person}-${number % 3}`, page: `/p/${number % 6000}`, ...(known ? {} : { user: `u${person}` }) }
  })
  rows += n
  await throughline.datasets.append('web', made)
}
async function count(): Promise<number> {
  const { totals } = await post<any>('/reports', { kind: 'freeform', dataView: which, dateRange: { start: '2026-01-01', end: '2027-01-01' }, rows: { dimension: 'page' }, columns: [{ metric: 'events' }, { metric: 'people' }] })
  return totals[0]
}
async function post<T>(path: string, body: unknown): Promise<T> {
  const response = await api.request(`/api/v1${path}`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', 'cache-control': 'no-cache' } })
  const text = await response.text()
  if (!response.ok) throw new Error(`${path}: ${text}`)
  return JSON.parse(text)
}
