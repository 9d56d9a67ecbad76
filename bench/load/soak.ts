import { parseArgs } from 'node:util'
import { setTimeout as wait } from 'node:timers/promises'
import { definitions, rowsOf } from './requests.ts'
import { type Holdings, type LoadedServer, memoryParts, startServer } from './server.ts'
import { createClient, type SoakClient } from './soak-client.ts'
import { kindsOfWork } from './soak-work.ts'

// Mixed work on one server, and what its process holds meanwhile: node scripts/soak.mjs --minutes 60
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    clients: { type: 'string', default: '6' },
    /** Milliseconds between the works of a client. */
    pause: { type: 'string', default: '0' },
    /** Keeps a snapshot of the heap after each of these minutes: `5,15`. */
    snapshots: { type: 'string', default: '' },
  },
})
const minutes = Number(values.minutes)
/** The first part is left out: what is cached, compiled and kept is there afterwards. */
const WARM_SHARE = 0.4
const SAMPLES = 40
/** Of what is held in the last quarter, beside what was held before, in the middle of each. */
const MOST_GROWTH = { residentShare: 0.15, files: 10, threads: 4 }

async function soak({ url, pid, measure }: LoadedServer): Promise<boolean> {
  const client = createClient(url)
  await client.post('datasets/web/rows', rowsOf('web', 60_000))
  await client.post('apply', definitions)
  const until = Date.now() + minutes * 60_000
  const working = Array.from({ length: Number(values.clients) }, (_, k) => work(client, k, until))
  const samples: Holdings[] = []
  console.log(
    `minute | requests | resident MB | ${memoryParts.join(' | ')} | files | threads | faults`,
  )
  const snapshots = values.snapshots.split(',').filter(Boolean).map(Number)
  while (Date.now() < until) {
    await wait((minutes * 60_000) / SAMPLES)
    const sample = await measure()
    samples.push(sample)
    const minute = (minutes - (until - Date.now()) / 60_000).toFixed(1)
    const { residentMb, parts, files, threads } = sample
    const { requests, faults } = client
    const cells = [minute, requests, residentMb, ...Object.values(parts), files, threads]
    console.log([...cells, faults.length].join(' | '))
    if (Number(minute) >= (snapshots[0] ?? Number.POSITIVE_INFINITY)) {
      snapshots.shift()
      process.kill(pid, SNAPSHOT)
    }
  }
  await Promise.all(working)
  return report(client, samples)
}

/** One kind of work after the other, begun at another place by each client. */
async function work(client: SoakClient, number: number, until: number): Promise<void> {
  for (let turn = number; Date.now() < until; turn++) {
    const [name, doWork] = kindsOfWork[turn % kindsOfWork.length]!
    await doWork(client, `${number}-${turn}`).catch((error: unknown) => {
      const fault = `${name}: ${error instanceof Error ? error.message : String(error)}`
      if (!client.faults.includes(fault)) console.log(fault)
      client.faults.push(fault)
    })
    await wait(Number(values.pause))
  }
}

function report({ requests, faults }: SoakClient, samples: readonly Holdings[]): boolean {
  const warm = samples.slice(Math.floor(samples.length * WARM_SHARE))
  const end = Math.floor(warm.length / 2)
  const grown = (of: (sample: Holdings) => number): readonly [number, number] => [
    median(warm.slice(0, end).map(of)),
    median(warm.slice(end).map(of)),
  ]
  const [memory, memoryLater] = grown(({ residentMb }) => residentMb)
  const [files, filesLater] = grown((sample) => sample.files)
  const [threads, threadsLater] = grown((sample) => sample.threads)
  console.log(`${requests} requests, ${faults.length} faults`)
  for (const [fault, count] of countEach(faults)) console.log(`  ${count} × ${fault}`)
  const parts = memoryParts.map((part) => {
    const [before, later] = grown((sample) => sample.parts[part])
    return `${part} ${before} → ${later}`
  })
  console.log(
    `resident ${memory} → ${memoryLater} MB (${parts.join(', ')}), files ${files} → ${filesLater}, threads ${threads} → ${threadsLater}`,
  )
  return (
    faults.length === 0 &&
    memoryLater <= memory * (1 + MOST_GROWTH.residentShare) &&
    filesLater <= files + MOST_GROWTH.files &&
    threadsLater <= threads + MOST_GROWTH.threads
  )
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!

function countEach(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return counts
}

const SNAPSHOT = 'SIGUSR2'
const server = await startServer({
  nodeOptions: values.snapshots === '' ? [] : [`--heapsnapshot-signal=${SNAPSHOT}`],
})
try {
  process.exitCode = (await soak(server)) ? 0 : 1
} finally {
  const code = await server.stop()
  if (code !== 0) {
    console.log(`the server ended with ${code}`)
    process.exitCode = 1
  }
}
