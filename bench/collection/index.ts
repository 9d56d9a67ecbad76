// Calls of SDKs: how many a second, how soon acknowledged and how soon in reports. See bench/README.md.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeCalls } from './calls.ts'
import { startCollector } from './collector.ts'
import { watchFreshness } from './freshness.ts'
import { Latencies } from './latencies.ts'

const seconds = Number(process.argv[2] ?? 600)
const PER_SECOND = 5000
const PER_CALL = 50
const BURST = 200_000

const folder = await mkdtemp(join(tmpdir(), 'throughline-bench-collect-'))
const server = await startCollector(folder)
const calls = makeCalls(20_000)
let problems = 0

async function send(size: number, latencies: Latencies): Promise<void> {
  const began = performance.now()
  const status = await server.send(calls.next(size))
  if (status !== 200) problems += 1
  latencies.add(performance.now() - began)
}

/** Sends so many calls at once, one after the other in each. */
async function sendAll(count: number, size: number, atOnce: number): Promise<Latencies> {
  const latencies = new Latencies()
  let left = count
  const work = async () => {
    while (left-- > 0) await send(size, latencies)
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return latencies
}

/** Calls by the clock, whether those before are answered or not. */
async function sustain(): Promise<Latencies> {
  const latencies = new Latencies()
  const under = new Set<Promise<void>>()
  const began = performance.now()
  let made = 0
  while (performance.now() - began < seconds * 1000) {
    const due = ((performance.now() - began) / 1000) * (PER_SECOND / PER_CALL)
    for (; made < due; made++) {
      const call = send(PER_CALL, latencies).finally(() => under.delete(call))
      under.add(call)
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await Promise.all(under)
  return latencies
}

const memory: number[] = []
try {
  await sendAll(20, PER_CALL, 4)
  await server.settle()
  const freshness = watchFreshness(server)
  const meter = setInterval(() => void server.memory().then((bytes) => memory.push(bytes)), 5000)
  const sustained = await sustain()
  clearInterval(meter)
  const visible = await freshness.stop()
  console.log(`${PER_SECOND} events/s for ${seconds} s, acknowledged: ${sustained.print()}`)
  console.log(`visible in a report: ${visible.print()}`)
  const megabytes = memory.map((bytes) => Math.round(bytes / 2 ** 20))
  console.log(
    `memory, MB: ${megabytes[0]} at first, ${Math.max(...megabytes)} at most, ${megabytes.at(-1)} at last`,
  )
  let began = performance.now()
  const burst = await sendAll(BURST / 1000, 1000, 8)
  const took = (performance.now() - began) / 1000
  await server.settle()
  const settled = (performance.now() - began) / 1000
  console.log(
    `${BURST} events in calls of 1000: acknowledged in ${took.toFixed(1)} s (${burst.print()}), in the dataset after ${settled.toFixed(1)} s`,
  )
  began = performance.now()
  const single = await sendAll(20_000, 1, 32)
  const rate = 20_000 / ((performance.now() - began) / 1000)
  console.log(`single calls over 32 connections: ${rate.toFixed(0)} a second (${single.print()})`)
  await server.settle()
  const counted = await server.count()
  console.log(`sent ${calls.made()}, counted ${counted}, refused calls ${problems}`)
  if (counted !== calls.made() + freshness.sent()) process.exitCode = 1
} finally {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}
