import { setFlagsFromString } from 'node:v8'
import {
  type Block,
  cutBatches,
  MemoryUsedUp,
  mergePartials,
  PAGE_BYTES,
  type PartialResult,
  type Plan,
  type Region,
  type LookupTable,
  wholeMemory,
} from '../../engine/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { ColumnMemory } from './column-memory.ts'
import { type Batches, controlSlots, type Job, type JobAnswer } from './messages.ts'
import { startWorker, type WorkerThread } from './worker-thread.ts'

const PROGRESS_EVERY_MS = 50

/**
 * Partials come as arrays outside of V8's small heap, for which it would collect garbage every few
 * requests, 20 to 40 ms each time. It may grow as much as V8 itself allows where collecting is cheap.
 */
const RARE_COLLECTIONS = '--heap-growing-percent=300'

/** WebAssembly addresses 4 GB; a memory of one page less can still be sent to a thread. */
const MOST_PAGES = 65535

/** What all workers' own vectors have of the shared memory, and what is enough for one worker. */
const WORK_SHARE = 1 / 3
const WORK_BYTES = 2 ** 29

export interface HostRunOptions {
  readonly signal?: AbortSignal
  /** Between 0 and 1. */
  readonly onProgress?: (share: number) => void
  /** Whether blocks will be given again: workers keep such until they are not held any more. */
  readonly holds?: Holds
  /** Told when no worker reads the blocks any more, which after a cancelled run is later. */
  readonly onIdle?: () => void
}

type Holds = (blocks: readonly Block[]) => boolean

/** Blocks that the workers have, with the one who can say whether they will be given again. */
interface Given {
  readonly batches: Batches
  readonly holds: Holds
}

export interface HostResult {
  /** One merged partial per aggregation of the plan. */
  readonly partials: readonly PartialResult[]
  readonly batches: number
}

/** Runs plans over blocks on a fixed number of worker threads. */
export interface ThreadHost {
  /** Where columns are best put: workers need not copy them from there. */
  readonly memory: ColumnMemory
  /** Errors: report/cancelled; a plain Error when a batch or a worker fails. Never hangs. */
  run(plan: Plan, blocks: readonly Block[], options?: HostRunOptions): Promise<HostResult>
  close(): Promise<void>
}

export interface HostOptions {
  readonly threads: number
  /** The most that a worker's own vectors have of the shared memory. */
  readonly workBytes?: number
}

export function createThreadHost({ threads, workBytes = WORK_BYTES }: HostOptions): ThreadHost {
  setFlagsFromString(RARE_COLLECTIONS)
  const pool = new WorkerPool(threads, workBytes)
  return {
    memory: pool.memory,
    run: (plan, blocks, options = {}) => pool.run(plan, blocks, options),
    close: () => pool.close(),
  }
}

class WorkerPool {
  readonly memory: ColumnMemory
  readonly #workers: WorkerThread[]
  readonly #given = new Map<readonly Block[], Given>()
  readonly #sharedTables = new WeakMap<LookupTable, LookupTable>()
  #lastJob = 0
  #lastBatches = 0
  #isClosed = false

  constructor(threads: number, workBytes: number) {
    const { columns, works } = divided(wholeMemory(MOST_PAGES), Math.max(1, threads), workBytes)
    this.memory = new ColumnMemory(columns)
    this.#workers = works.map((region) => startWorker(region))
  }

  async run(plan: Plan, blocks: readonly Block[], options: HostRunOptions): Promise<HostResult> {
    const asked: Promise<JobAnswer>[] = []
    try {
      return await this.#attempt(plan, blocks, options, asked, false)
    } catch (error) {
      if (!(error instanceof MemoryUsedUp)) throw error
      return await this.#attempt(plan, blocks, options, asked, true)
    } finally {
      void Promise.allSettled(asked).then(options.onIdle)
    }
  }

  /** @param asked what workers were asked is added to these */
  async #attempt(
    plan: Plan,
    blocks: readonly Block[],
    options: HostRunOptions,
    asked: Promise<JobAnswer>[],
    needsRoom: boolean,
  ): Promise<HostResult> {
    if (this.#isClosed) throw new Error('the thread host is closed')
    if (options.signal?.aborted) throw new ThroughlineError('report/cancelled')
    const batches = this.#batchesOf(blocks, options.holds)
    const { length } = batches.ranges
    const job = { ...this.#describe(plan, batches), needsRoom }
    const workers = this.#workers.slice(0, Math.max(1, length))
    const watch = watchJob(job, length, options)
    try {
      const answers = workers.map((worker) => worker.ask(job, batches))
      asked.push(...answers)
      this.#forgetUnheld()
      const partials = Promise.all(answers.map(async (answer) => partialsOf(await answer)))
      const found = await Promise.race([partials, watch.cancelled])
      options.onProgress?.(1)
      return { partials: mergePartials(plan, found), batches: length }
    } finally {
      Atomics.store(job.control, controlSlots.isCancelled, 1)
      watch.stop()
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all(this.#workers.map((worker) => worker.close()))
  }

  #batchesOf(blocks: readonly Block[], holds: Holds = () => false): Batches {
    const known = this.#given.get(blocks)
    if (known) return known.batches
    const batches = { id: ++this.#lastBatches, blocks, ranges: cutBatches(blocks) }
    this.#given.set(blocks, { batches, holds })
    return batches
  }

  #forgetUnheld(): void {
    for (const [blocks, { batches, holds }] of this.#given) {
      if (holds(blocks)) continue
      this.#given.delete(blocks)
      for (const worker of this.#workers) worker.forget(batches.id)
    }
  }

  #describe(plan: Plan, { id }: Batches): Job {
    const words = new SharedArrayBuffer(controlSlots.length * Int32Array.BYTES_PER_ELEMENT)
    const shared = { ...plan, tables: plan.tables.map((table) => this.#share(table)) }
    return { job: ++this.#lastJob, plan: shared, batches: id, control: new Int32Array(words) }
  }

  /** A table that all workers see without a copy of their own; the same for the same table. */
  #share(table: LookupTable): LookupTable {
    const known = this.#sharedTables.get(table)
    if (known) return known
    const shared = sharedCopy(table)
    this.#sharedTables.set(table, shared)
    return shared
  }
}

function sharedCopy(table: LookupTable): LookupTable {
  const bytes = new SharedArrayBuffer(table.byteLength)
  const shared = new (table.constructor as new (buffer: SharedArrayBuffer) => LookupTable)(bytes)
  shared.set(table)
  return shared
}

function partialsOf(answer: JobAnswer): readonly PartialResult[] {
  if ('partials' in answer) return answer.partials
  const { message, stack, needsRoom } = answer.error
  const error = needsRoom ? new MemoryUsedUp(message) : new Error(message)
  error.stack = stack
  throw error
}

interface Divided {
  readonly columns: Region
  readonly works: readonly Region[]
}

/** A memory's first part in equal parts of whole pages for the workers, the rest for columns. */
function divided({ wasm, from, to }: Region, workers: number, most: number): Divided {
  const share = Math.min(most, ((to - from) * WORK_SHARE) / workers)
  const bytes = Math.floor(share / PAGE_BYTES) * PAGE_BYTES
  const works = Array.from({ length: workers }, (_, index) => ({
    wasm,
    from: from + index * bytes,
    to: from + (index + 1) * bytes,
  }))
  return { works, columns: { wasm, from: from + workers * bytes, to } }
}

interface Watch {
  /** Rejects when the caller gives up; otherwise never settles. */
  readonly cancelled: Promise<never>
  stop(): void
}

function watchJob(job: Job, batches: number, { signal, onProgress }: HostRunOptions): Watch {
  let giveUp = () => {}
  const cancelled = new Promise<never>((_, reject) => {
    giveUp = () => reject(new ThroughlineError('report/cancelled'))
  })
  const report = () =>
    onProgress?.(Atomics.load(job.control, controlSlots.doneBatches) / Math.max(1, batches))
  const timer = onProgress && setInterval(report, PROGRESS_EVERY_MS)
  signal?.addEventListener('abort', giveUp, { once: true })
  return {
    cancelled,
    stop() {
      clearInterval(timer)
      signal?.removeEventListener('abort', giveUp)
    },
  }
}
