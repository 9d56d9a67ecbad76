import { fork } from 'node:child_process'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import {
  crowds,
  definitions,
  goingOn,
  json,
  type LoadRequest,
  preparations,
  rowsOf,
} from './requests.ts'
import { type LoadedServer, startServer } from './server.ts'

// How fast a server says that it lives and is ready while many clients come at once: npx tsx bench/load/health.ts
const { values } = parseArgs({
  options: {
    connections: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '15' },
    /** Parts of names of crowds, with semicolons between them. */
    only: { type: 'string' },
    profile: { type: 'boolean', default: false },
    /** Tells what holds the main thread for longer than 50 ms. */
    blocks: { type: 'boolean', default: false },
  },
})
const EVERY_MS = 20
/** Clients are on other machines: here they get what the server leaves. */
const CLIENTS_PRIORITY = 10
const places = ['/healthz', '/readyz'] as const

const probe = join(import.meta.dirname, 'probe-blocks.mjs')
const server = await startServer({
  nodeOptions: [
    ...(values.profile ? ['--cpu-prof'] : []),
    ...(values.blocks ? ['--import', probe] : []),
  ],
})
try {
  await measureAll(await prepare(server))
} finally {
  await server.stop()
}
if (values.profile) console.log(`profiles are in ${server.folder}`)

async function measureAll(key: string): Promise<void> {
  console.log(
    `${values.connections} connections at once; milliseconds: p50 / p95 / p99 / longest\n`,
  )
  console.log(
    '| while there arrive | asked | place | by the clock | work of the main thread | answers |',
  )
  console.log('|---|---|---|---|---|---|')
  for (const name of Object.keys(crowds)) {
    if (!isChosen(name)) continue
    for (const request of preparations[name]?.() ?? []) await send(request)
    if (values.blocks) console.error(name)
    await measureDuring(name, key)
    await wait(1000)
  }
}

function isChosen(name: string): boolean {
  return values.only?.split(';').some((part) => name.includes(part)) ?? true
}

/** Gives a write key. */
async function prepare({ url }: LoadedServer): Promise<string> {
  await send(json('datasets/web/rows', rowsOf('web', 60_000)))
  await send(json('apply', definitions))
  const made = await fetch(`${url}/api/v1/sources/sdk/keys`, { method: 'POST' })
  return ((await made.json()) as { readonly key: string }).key
}

async function send({ method, path, type, body }: LoadRequest): Promise<void> {
  const headers = type === undefined ? {} : { 'content-type': type }
  const init = { method, headers, ...(body !== undefined && { body }) }
  const response = await fetch(`${server.url}${path}`, init)
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
  await response.arrayBuffer()
}

async function measureDuring(name: string, key: string): Promise<void> {
  const crowd = fork(
    join(import.meta.dirname, 'crowd.ts'),
    [server.url, name, values.connections, key],
    {
      execArgv: ['--import', 'tsx'],
    },
  )
  setPriority(crowd.pid!, CLIENTS_PRIORITY)
  await once(crowd, 'message')
  let statuses: readonly (number | string)[] | undefined
  crowd.once('message', (given) => {
    statuses = given as typeof statuses
  })
  crowd.send('go')
  const begun = performance.now()
  const asked = new Map(places.map((place) => [place, [] as Promise<Taken>[]]))
  const isOver = () =>
    (statuses !== undefined && !goingOn.has(name)) ||
    performance.now() - begun >= Number(values.seconds) * 1000
  while (!isOver()) {
    for (const place of places) asked.get(place)!.push(ask(`${server.url}${place}`))
    await wait(EVERY_MS)
  }
  crowd.kill()
  for (const [place, all] of asked) print(name, place, await Promise.all(all), statuses ?? [])
}

/** Milliseconds: by the clock, and those in which the server's main thread worked meanwhile. */
interface Taken {
  readonly clock: number
  readonly work: number
}

/** On a connection of its own. */
async function ask(url: string): Promise<Taken> {
  const [begun, worked] = [performance.now(), server.readMainThreadMs()]
  const [response] = (await once(get(url, { agent: false }), 'response')) as [IncomingMessage]
  response.resume()
  if (response.statusCode !== 200) throw new Error(`${url} answers ${response.statusCode}`)
  return { clock: performance.now() - begun, work: server.readMainThreadMs() - worked }
}

function print(
  name: string,
  place: string,
  taken: readonly Taken[],
  statuses: readonly (number | string)[],
): void {
  const counts = new Map<number | string, number>()
  for (const status of statuses) counts.set(status, (counts.get(status) ?? 0) + 1)
  const answers = [...counts].map(([status, count]) => `${count} × ${status}`).join(', ')
  const clock = listPercentiles(taken.map((each) => each.clock))
  const work = listPercentiles(taken.map((each) => each.work))
  console.log(`| ${[name, taken.length, place, clock, work, answers || 'left'].join(' | ')} |`)
}

function listPercentiles(taken: readonly number[]): string {
  const sorted = taken.toSorted((a, b) => a - b)
  const at = (share: number) => Math.round(sorted[Math.ceil(share * sorted.length) - 1]!)
  return [0.5, 0.95, 0.99, 1].map(at).join(' / ')
}
