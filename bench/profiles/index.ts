// How long kept profiles take to be written and read: see bench/README.md.
import { mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { buildCatalog } from '../../src/api/application/catalog.ts'
import { lookUp } from '../../src/api/application/profiles/look-up.ts'
import type { LakeClient } from '../../src/lake/client.ts'
import { parseDefinitionAs } from '../../src/model/definitions/index.ts'
import type { ProfileDocument } from '../../src/profile/index.ts'
import { type Carried, openStore, type Store } from '../../src/store/index.ts'
import { isPostgresThere, makeDatabase } from '../../test/support/databases.ts'

const people = Number(process.argv[2] ?? 1_000_000)
const reads = Number(process.argv[3] ?? 5000)
const AT_ONCE = 500

const connection = parseDefinitionAs('connection', {
  kind: 'connection',
  id: 'all',
  datasets: [{ dataset: 'web', personId: 'email', namespace: 'email' }],
  profile: { keep: true },
})
const catalog = buildCatalog([connection])

const time = (n: number): string => new Date(1_767_225_600_000 + n * 1000).toISOString()
const email = (n: number): string => `person-${n}@example.org`

const documentOf = (n: number): ProfileDocument => ({
  attributes: Object.fromEntries(
    ['first_name', 'last_name', 'tier', 'country', 'language', 'points'].map((name) => [
      `customers.${name}`,
      { value: `${name} of ${n}`, from: 'customers', at: time(n) },
    ]),
  ),
  eventCount: 20,
  firstSeen: time(n),
  lastSeen: time(n + 500),
  events: Array.from({ length: 10 }, (_, index) => ({
    time: time(n + index),
    dataset: 'web',
    fields: { event: 'page view', page: `/products/${(n * 7 + index) % 1000}`, channel: 'email' },
  })),
})

/** An e-mail and a number of their own, and a cookie that one in ten shares. */
function carriedBy(n: number): readonly Carried[] {
  const of = { person: email(n), since: time(n), strength: 2, last: time(n + 500) }
  return [
    { ...of, namespace: 'email', id: email(n) },
    { ...of, namespace: 'crm', id: String(n) },
    { ...of, namespace: 'cookie', id: `c${n % 10 === 0 ? n + 1 : n}` },
  ]
}

/** As the work in the background writes: what was carried is read, owners are compared, some at a time. */
async function fill({ profiles }: Store): Promise<void> {
  await profiles.claim('all', 'bench', 60_000)
  await profiles.writeState('all', { document: '{}', dataVersion: 1 })
  await profiles.markBuilt('all')
  for (let start = 0; start < people; start += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, people - start) }, (_, i) => start + i)
    await profiles.inTransaction(async (rows) => {
      const come = numbers.flatMap(carriedBy)
      await rows.carried('all', numbers.map(email))
      await rows.owners('all', come)
      await rows.changeCarried('all', { gone: [], come })
      await rows.owners('all', come)
      await rows.write(
        'all',
        numbers.map((n) => ({
          person: email(n),
          document: JSON.stringify(documentOf(n)),
          dataVersion: 1,
        })),
      )
    })
    await new Promise(setImmediate)
  }
}

/** Milliseconds of lookups by identities drawn from all, ascending. */
async function read(store: Store): Promise<readonly number[]> {
  const stores = { lake: {} as LakeClient, store, catalog: async () => catalog }
  const taken: number[] = []
  for (let index = 0; index < reads; index++) {
    const n = (index * 7_919_351) % people
    const identity =
      index % 2 === 0 ? { namespace: 'crm', id: String(n) } : { namespace: 'email', id: email(n) }
    const begun = performance.now()
    const found = await lookUp(stores, identity, undefined)
    taken.push(performance.now() - begun)
    if (found.person !== email(n)) throw new Error(`${email(n)} was not found`)
  }
  return taken.toSorted((a, b) => a - b)
}

async function measure(name: string, url: string): Promise<void> {
  const store = await openStore(url, () => 0)
  try {
    const blocked = monitorEventLoopDelay({ resolution: 5 })
    blocked.enable()
    const begun = performance.now()
    await fill(store)
    const seconds = (performance.now() - begun) / 1000
    blocked.disable()
    const [p99, most] = [blocked.percentile(99) / 1e6, blocked.max / 1e6]
    const rate = Math.round(people / seconds)
    console.log(`${name}: ${people} profiles in ${seconds.toFixed(1)} s, ${rate} a second`)
    console.log(`${name}: others waited p99 ${p99.toFixed(1)} ms, most ${most.toFixed(1)} ms`)
    await read(store)
    const taken = await read(store)
    const at = (share: number) => taken[Math.floor(taken.length * share)]!.toFixed(2)
    console.log(
      `${name}: ${reads} lookups p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, most ${taken.at(-1)!.toFixed(2)} ms`,
    )
  } finally {
    await store.close()
  }
}

const root = fileURLToPath(new URL('../.cache/profiles', import.meta.url))
rmSync(root, { recursive: true, force: true })
mkdirSync(root, { recursive: true })
const path = join(root, 'store.db')
await measure('SQLite', path)
console.log(`SQLite: ${Math.round(statSync(path).size / 1e6)} MB`)
rmSync(root, { recursive: true, force: true })
if (await isPostgresThere()) {
  const database = await makeDatabase('throughline_bench')
  try {
    await measure('PostgreSQL', database.url)
  } finally {
    await database.drop()
  }
} else console.log('PostgreSQL: nobody answers at 127.0.0.1:5432')
