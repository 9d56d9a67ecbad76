import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Block, type Column, type Plan, PlanBuilder, wholeMemory } from '../../engine/index.ts'
import { createThreadHost, type ThreadHost } from './thread-host.ts'
import { startWorker } from './worker-thread.ts'

const EVENTS_PER_PERSON = 10

/** Each person's events carry the codes 0 … 9. */
function blockOf(persons: number, personBase: number): Block {
  const events = persons * EVENTS_PER_PERSON
  const data = Uint8Array.from({ length: events }, (_, i) => i % EVENTS_PER_PERSON)
  return {
    events,
    persons,
    personBase,
    personStart: Uint32Array.from({ length: persons + 1 }, (_, p) => p * EVENTS_PER_PERSON),
    personCode: Uint32Array.from({ length: persons }, (_, p) => personBase + p + 1),
    time: Float64Array.from({ length: events }, (_, i) => i),
    columns: new Map(Object.entries<Column>({ page: { kind: 'codes', data } })),
  }
}

function eventsAndPeopleBy(column: string): Plan {
  const plan = new PlanBuilder()
  const key = plan.add({ op: 'column', column })
  const runs = plan.add({ op: 'persons' })
  plan.aggregate({
    kind: 'group',
    keys: [key],
    sizes: [EVENTS_PER_PERSON],
    lists: [false],
    mask: null,
    measures: [
      { measure: 'count', mask: null },
      { measure: 'distinct', runs, mask: null },
    ],
  })
  return plan.build()
}

describe('createThreadHost', () => {
  const blocks = [blockOf(20_000, 0), blockOf(15_000, 20_000)]
  let host: ThreadHost

  beforeAll(() => {
    host = createThreadHost({ threads: 2 })
  })
  afterAll(() => host.close())

  it('shares the batches and merges what the workers made', async () => {
    const shares: number[] = []
    const onProgress = (share: number) => shares.push(share)
    const result = await host.run(eventsAndPeopleBy('page'), blocks, { onProgress })
    const [partial] = result.partials
    expect(partial).toMatchObject({
      values: [new Uint32Array(10).fill(35_000), new Uint32Array(10).fill(35_000)],
    })
    expect(result.batches).toBe(7)
    expect(shares.at(-1)).toBe(1)
  })

  it('answers without any block', async () => {
    const { partials } = await host.run(eventsAndPeopleBy('page'), [])
    expect(partials).toMatchObject([{ values: [new Uint32Array(10), new Uint32Array(10)] }])
  })

  it('passes on what goes wrong in a batch and goes on working', async () => {
    await expect(host.run(eventsAndPeopleBy('url'), blocks)).rejects.toThrow('url is not loaded')
    await expect(host.run(eventsAndPeopleBy('page'), blocks)).resolves.toBeDefined()
  })

  it('gives up when it is told to', async () => {
    const cancel = new AbortController()
    const running = host.run(eventsAndPeopleBy('page'), blocks, { signal: cancel.signal })
    cancel.abort()
    await expect(running).rejects.toMatchObject({ code: 'report/cancelled' })
    await expect(host.run(eventsAndPeopleBy('page'), blocks)).resolves.toBeDefined()
  })

  it.each([1, 3, 5, 8])(
    'gives the same whatever the number of workers, here %d',
    async (threads) => {
      const other = createThreadHost({ threads })
      try {
        const plan = eventsAndPeopleBy('page')
        const [same, usual] = await Promise.all([other.run(plan, blocks), host.run(plan, blocks)])
        expect(same).toEqual(usual)
      } finally {
        await other.close()
      }
    },
  )

  it('does with more memory what the shared one has no room for, whatever it is', async () => {
    const narrow = createThreadHost({ threads: 2, workBytes: 2 ** 18 })
    try {
      const plan = eventsAndPeopleBy('page')
      const [small, usual] = await Promise.all([narrow.run(plan, blocks), host.run(plan, blocks)])
      expect(small).toEqual(usual)
      const failing = narrow.run(eventsAndPeopleBy('url'), blocks)
      await expect(failing).rejects.toThrow('url is not loaded')
    } finally {
      await narrow.close()
    }
  })

  it('says when nobody reads the blocks any more, also when it fails', async () => {
    const idle: string[] = []
    const run = (column: string) =>
      host.run(eventsAndPeopleBy(column), blocks, { onIdle: () => idle.push(column) })
    await run('page')
    await expect(run('url')).rejects.toThrow('url is not loaded')
    await expect.poll(() => idle).toEqual(['page', 'url'])
  })

  it('runs several plans at a time', async () => {
    const plan = eventsAndPeopleBy('page')
    const results = await Promise.all(Array.from({ length: 5 }, () => host.run(plan, blocks)))
    expect(new Set(results.map(({ partials }) => JSON.stringify(partials))).size).toBe(1)
  })
})

describe('startWorker', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'throughline-worker-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  const job = {
    job: 1,
    plan: eventsAndPeopleBy('page'),
    batches: 1,
    control: new Int32Array(new SharedArrayBuffer(12)),
  }

  const batches = { id: 1, blocks: [], ranges: [] }

  it('fails the job when the thread dies, and starts a new thread for the next', async () => {
    const file = join(folder, 'dies-on-odd-jobs.mjs')
    await writeFile(
      file,
      `import { parentPort } from 'node:worker_threads'
       parentPort.on('message', ({ job }) => {
         if (job === undefined) return
         if (job % 2 === 1) process.exit(1)
         parentPort.postMessage({ job, partials: [] })
       })`,
    )
    const worker = startWorker(wholeMemory(), pathToFileURL(file))
    await expect(worker.ask(job, batches)).rejects.toThrow('ended unexpectedly')
    await expect(worker.ask({ ...job, job: 2 }, batches)).resolves.toEqual({ job: 2, partials: [] })
    await worker.close()
  })
})
