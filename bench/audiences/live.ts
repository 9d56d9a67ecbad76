// Live audiences while events are collected: how soon people enter. See bench/README.md.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeCalls } from '../collection/calls.ts'
import { type Collector, startCollector } from '../collection/collector.ts'
import { Latencies } from '../collection/latencies.ts'

const seconds = Number(process.argv[2] ?? 60)
const before = Number(process.argv[3] ?? 500_000)
const AUDIENCES = 50
const PER_SECOND = 1000
const PER_CALL = 20

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const folder = await mkdtemp(join(tmpdir(), 'throughline-bench-live-'))
const server = await startCollector(folder)
const calls = makeCalls(200_000)

try {
  await fill(server)
  await server.settle()
  const audiences = Array.from({ length: AUDIENCES }, (_, index) => audienceOf(index))
  await server.post('apply', audiences)
  await untilIn(server, 0)
  const costs = await runCosts(server)
  console.log(`evaluated the first time: ${costs.print()}`)
  const entered = watchEntries(server)
  await sustain(server)
  const visible = await entered.stop()
  console.log(
    `${PER_SECOND} events/s for ${seconds} s, ${AUDIENCES} live audiences on ${before} events`,
  )
  console.log(`in an audience after the call: ${visible.print()}`)
  console.log(`of an audience a run takes: ${(await runCosts(server)).print()}`)
} finally {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}

/** People who did something with a product, of all time or in some days, or one thing after another. */
function audienceOf(index: number): object {
  const event = (item: string) => ({ dimension: 'event', op: 'equals', value: item })
  const sku = { dimension: 'properties.sku', op: 'equals', value: `sku-${index * 7}` }
  const where = [
    { and: [event('Order Completed'), sku] },
    { sequence: [event('Product Viewed'), sku, event('Order Completed')] },
    { and: [sku, { not: { container: 'person', where: event('Order Completed') } }] },
  ][index % 3]
  return {
    kind: 'audience',
    id: `audience-${index}`,
    dataView: 'shop',
    segments: [{ container: 'person', where: index === 0 ? event('Probe') : where }],
    ...(index % 2 === 1 && { lookbackDays: 30 }),
    refresh: 'live',
  }
}

async function fill({ send }: Collector): Promise<void> {
  let left = before / 1000
  const lane = async () => {
    while (left-- > 0) await send(calls.next(1000))
  }
  await Promise.all(Array.from({ length: 8 }, lane))
}

/** Calls by the clock, whether those before are answered or not. */
async function sustain({ send }: Collector): Promise<void> {
  const under = new Set<Promise<unknown>>()
  const began = performance.now()
  let made = 0
  while (performance.now() - began < seconds * 1000) {
    const due = ((performance.now() - began) / 1000) * (PER_SECOND / PER_CALL)
    for (; made < due; made++) {
      const call = send(calls.next(PER_CALL)).finally(() => under.delete(call))
      under.add(call)
    }
    await wait(5)
  }
  await Promise.all(under)
}

/** Somebody else enters, again and again. */
function watchEntries({ send }: Collector) {
  const latencies = new Latencies()
  let isStopped = false
  const work = (async () => {
    for (let sent = 1; !isStopped; sent++) {
      const item = { type: 'track', event: 'Probe', userId: `probe-${sent}`, messageId: `p${sent}` }
      const began = performance.now()
      await send({ batch: [item] })
      await untilIn(server, sent)
      latencies.add(performance.now() - began)
      await wait(500)
    }
  })()
  return {
    async stop() {
      isStopped = true
      await work
      return latencies
    },
  }
}

async function untilIn({ get }: Collector, members: number): Promise<void> {
  for (;;) {
    const found = await get<{ members: number; evaluatedAt: string | null }>('audiences/audience-0')
    if (found.evaluatedAt !== null && found.members >= members) return
    await wait(20)
  }
}

/** Of the runs of all audiences, the latest hundred each. */
async function runCosts({ get }: Collector): Promise<Latencies> {
  const latencies = new Latencies()
  for (let index = 0; index < AUDIENCES; index++) {
    const { rows } = await get<{ rows: readonly Run[] }>(
      `audiences/audience-${index}/runs?limit=100`,
    )
    for (const { evaluateMs, writeMs } of rows) latencies.add((evaluateMs ?? 0) + (writeMs ?? 0))
  }
  return latencies
}

interface Run {
  readonly evaluateMs: number | null
  readonly writeMs: number | null
}
