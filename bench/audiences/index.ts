// An audience of a million on 20 million events, to the profiles and to a webhook: see bench/README.md.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createApi, openThroughline } from '../../src/api/index.ts'
import { Latencies } from '../collection/latencies.ts'
import { openSession } from '../chdb-session.ts'
import { startReceiver } from './receiver.ts'
import { writeRows } from './write-rows.ts'

const events = Number(process.argv[2] ?? 20_000_000)
const size = Math.floor(events / 20)
const root = fileURLToPath(new URL(`../.cache/audiences-${events}`, import.meta.url))
mkdirSync(root, { recursive: true })
const session = openSession(join(root, 'made'))
const files = await writeRows(session, root, events, size)
session.close()

const dataDir = join(root, 'workspace')
rmSync(dataDir, { recursive: true, force: true })
const receiver = await startReceiver()
const outgoing = { allowsPrivateTargets: true }
const throughline = await openThroughline({ dataDir, allowsLocalFiles: true, outgoing })
const api = createApi(throughline)

const identities = [
  { field: 'email', namespace: 'email' },
  { field: 'cookie', namespace: 'cookie' },
]
const web = { dataset: 'web', personId: 'email', namespace: 'email', identities }
const event = (value: string) => ({ dimension: 'event', op: 'equals', value })
await post('/apply', [
  { kind: 'dataset', id: 'web', type: 'event', timestamp: 'ts' },
  { kind: 'connection', id: 'all', datasets: [web], profile: { keep: true } },
  { kind: 'data-view', id: 'main', connection: 'all' },
  {
    kind: 'segment',
    id: 'buyers',
    dataView: 'main',
    definition: {
      container: 'person',
      where: { and: [event('buy'), { not: { container: 'person', where: event('return') } }] },
    },
  },
  {
    kind: 'destination',
    id: 'hook',
    type: 'webhook',
    settings: { url: receiver.url },
    identities: ['email'],
  },
  {
    kind: 'audience',
    id: 'buyers',
    dataView: 'main',
    segments: ['buyers'],
    destinations: ['hook'],
  },
])
await timed('import to lake and journey', () => importFile(files.rows))
await timed('profiles kept of everybody', () => profilesAreThere(`p${lastOf(size)}@mail.example`))
const first = await timed('first publish, until the webhook has all', publish)
console.log(`entered ${first.entered}`)
await importFile(files.changes)
const second = await timed('1 % changed, until the webhook has all', publish)
console.log(
  `entered ${second.entered}, left ${second.left}; the webhook has ${receiver.members.size}`,
)
await readProfiles()
console.log(`resident ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`)
await throughline.close()
await receiver.close()

interface Published {
  readonly members: number
  readonly entered: number
  readonly left: number
}

async function publish(): Promise<Published> {
  const before = receiver.count()
  const began = performance.now()
  const found = await post<Published>('/audiences/buyers/publish', {})
  console.log(`  evaluated and written after ${secondsSince(began)} s`)
  while (receiver.count() - before < found.entered + found.left) await pause(20)
  const { members } = receiver
  if (members.size !== found.members) throw new Error(`it has ${members.size} of ${found.members}`)
  return found
}

/** Of the numbers of persons, the last one in the order of texts, by which profiles are made. */
function lastOf(count: number): number {
  return 10 ** (String(count).length - 1) - 1
}

async function importFile(path: string): Promise<void> {
  await post('/datasets/web/import', { sources: [path] })
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms))
}

async function profilesAreThere(email: string): Promise<void> {
  for (;;) {
    const path = `/profiles?namespace=email&id=${encodeURIComponent(email)}`
    const found = await api.request(`/api/v1${path}`)
    if (found.ok && ((await found.json()) as { isKept: boolean }).isKept) return
    await pause(500)
  }
}

/** As many as come, one after the other on eight lanes, for ten seconds. */
async function readProfiles(): Promise<void> {
  const latencies = new Latencies()
  const began = performance.now()
  let reads = 0
  const lane = async () => {
    while (performance.now() - began < 10_000) {
      const id = encodeURIComponent(`p${Math.floor(Math.random() * size)}@mail.example`)
      const asked = performance.now()
      await get(`/profiles?namespace=email&id=${id}`)
      latencies.add(performance.now() - asked)
      reads += 1
    }
  }
  await Promise.all(Array.from({ length: 8 }, lane))
  console.log(`${Math.round(reads / 10)} profiles a second, ${latencies.print()}`)
}

function secondsSince(began: number): string {
  return ((performance.now() - began) / 1000).toFixed(1)
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now()
  const cpu = process.cpuUsage()
  const result = await work()
  const { user, system } = process.cpuUsage(cpu)
  console.log(
    `${what}: ${secondsSince(began)} s (processor ${((user + system) / 1e6).toFixed(1)} s)`,
  )
  return result
}

async function post<T>(path: string, body: unknown): Promise<T> {
  const headers = { 'content-type': 'application/json' }
  const init = { method: 'POST', headers, body: JSON.stringify(body) }
  return answered(path, await api.request(`/api/v1${path}`, init))
}

async function get<T>(path: string): Promise<T> {
  return answered(path, await api.request(`/api/v1${path}`))
}

async function answered<T>(path: string, response: Response): Promise<T> {
  const text = await response.text()
  if (!response.ok) throw new Error(`${path}: ${text}`)
  return JSON.parse(text) as T
}
