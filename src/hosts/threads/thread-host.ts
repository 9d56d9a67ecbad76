import {
  type Block,
  cutBatches,
  mergePartials,
  type Partial,
  type Plan,
  type Table,
} from '../../engine/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { type Batches, control, type Job, type JobAnswer } from './messages.ts'
import { startWorker, type WorkerThread } from './worker-thread.ts'

const PROGRESS_EVERY_MS = 50

export interface HostRunOptions {
  readonly signal?: AbortSignal
  /** Between 0 and 1. */
  readonly onProgress?: (share: number) => void
  /** Whether blocks will be given again: workers keep such until they are not held any more. */
  readonly holds?: Holds
}

type Holds = (blocks: readonly Block[]) => boolean

/** Blocks that the workers have, with the one who can say whether they will be given again. */
interface Kept {
  readonly batches: Batches
  readonly holds: Holds
}

export interface HostResult {
  /** One merged partial per report of the plan. */
  readonly partials: readonly Partial[]
  readonly batches: number
}

/** Runs plans over blocks in shared memory on a fixed number of worker threads. */
export interface ThreadHost {
  /** Errors: report/cancelled; a plain Error when a batch or a worker fails. Never hangs. */
  run(plan: Plan, blocks: readonly Block[], options?: HostRunOptions): Promise<HostResult>
  close(): Promise<void>
}

export function createThreadHost({ threads }: { readonly threads: number }): ThreadHost {
  const pool = new WorkerPool(threads)
  return {
    run: (plan, blocks, options = {}) => pool.run(plan, blocks, options),
    close: () => pool.close(),
  }
}

class WorkerPool {
  readonly #workers: WorkerThread[]
  readonly #kept = new Map<readonly Block[], Kept>()
  #lastJob = 0
  #lastBatches = 0
  #isClosed = false

  constructor(threads: number) {
    this.#workers = Array.from({ length: Math.max(1, threads) }, () => startWorker())
  }

  async run(plan: Plan, blocks: readonly Block[], options: HostRunOptions): Promise<HostResult> {
    if (this.#isClosed) throw new Error('the thread host is closed')
    if (options.signal?.aborted) throw new ThroughlineError('report/cancelled')
    const batches = this.#batchesOf(blocks, options.holds)
    const { length } = batches.ranges
    const job = this.#describe(plan, batches)
    const workers = this.#workers.slice(0, Math.max(1, length))
    const watch = watchJob(job, length, options)
    try {
      const asked = this.#ask(workers, job, batches)
      this.#forgetUnheld()
      const partials = await Promise.race([asked, watch.cancelled])
      options.onProgress?.(1)
      return { partials: mergePartials(plan, partials), batches: length }
    } finally {
      Atomics.store(job.control, control.isCancelled, 1)
      watch.stop()
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all(this.#workers.map((worker) => worker.close()))
  }

  #batchesOf(blocks: readonly Block[], holds: Holds = () => false): Batches {
    const known = this.#kept.get(blocks)
    if (known) return known.batches
    const batches = { id: ++this.#lastBatches, blocks, ranges: cutBatches(blocks) }
    this.#kept.set(blocks, { batches, holds })
    return batches
  }

  #forgetUnheld(): void {
    for (const [blocks, { batches, holds }] of this.#kept) {
      if (holds(blocks)) continue
      this.#kept.delete(blocks)
      for (const worker of this.#workers) worker.forget(batches.id)
    }
  }

  #describe(plan: Plan, { id }: Batches): Job {
    const words = new SharedArrayBuffer(control.length * Int32Array.BYTES_PER_ELEMENT)
    const shared = { ...plan, tables: plan.tables.map(sharedTable) }
    return { job: ++this.#lastJob, plan: shared, batches: id, control: new Int32Array(words) }
  }

  #ask(
    workers: readonly WorkerThread[],
    job: Job,
    batches: Batches,
  ): Promise<(readonly Partial[])[]> {
    return Promise.all(workers.map(async (worker) => partialsOf(await worker.ask(job, batches))))
  }
}

const sharedTables = new WeakMap<Table, Table>()

/** A table that all workers see without a copy of their own; the same for the same table. */
function sharedTable(table: Table): Table {
  const known = sharedTables.get(table)
  if (known) return known
  const bytes = new SharedArrayBuffer(table.byteLength)
  const shared = new (table.constructor as new (buffer: SharedArrayBuffer) => Table)(bytes)
  shared.set(table)
  sharedTables.set(table, shared)
  return shared
}

function partialsOf(answer: JobAnswer): readonly Partial[] {
  if ('partials' in answer) return answer.partials
  const error = new Error(answer.error.message)
  error.stack = answer.error.stack
  throw error
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
    onProgress?.(Atomics.load(job.control, control.doneBatches) / Math.max(1, batches))
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
