import {
  type BatchRange,
  type Block,
  cutBatches,
  mergePartials,
  type Partial,
  type Plan,
} from '../../engine/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { control, type Job, type JobAnswer } from './messages.ts'
import { startWorker, type WorkerThread } from './worker-thread.ts'

const PROGRESS_EVERY_MS = 50

export interface HostRunOptions {
  readonly signal?: AbortSignal
  /** Between 0 and 1. */
  readonly onProgress?: (share: number) => void
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
  #lastJob = 0
  #isClosed = false

  constructor(threads: number) {
    this.#workers = Array.from({ length: Math.max(1, threads) }, () => startWorker())
  }

  async run(plan: Plan, blocks: readonly Block[], options: HostRunOptions): Promise<HostResult> {
    if (this.#isClosed) throw new Error('the thread host is closed')
    if (options.signal?.aborted) throw new ThroughlineError('report/cancelled')
    const ranges = cutBatches(blocks)
    const job = this.#describe(plan, blocks, ranges)
    const workers = this.#workers.slice(0, Math.max(1, ranges.length))
    const watch = watchJob(job, options)
    try {
      const partials = await Promise.race([this.#ask(workers, job), watch.cancelled])
      options.onProgress?.(1)
      return { partials: mergePartials(plan, partials), batches: ranges.length }
    } finally {
      Atomics.store(job.control, control.isCancelled, 1)
      watch.stop()
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all(this.#workers.map((worker) => worker.close()))
  }

  #describe(plan: Plan, blocks: readonly Block[], ranges: readonly BatchRange[]): Job {
    const words = new SharedArrayBuffer(control.length * Int32Array.BYTES_PER_ELEMENT)
    return { job: ++this.#lastJob, plan, blocks, ranges, control: new Int32Array(words) }
  }

  #ask(workers: readonly WorkerThread[], job: Job): Promise<(readonly Partial[])[]> {
    return Promise.all(workers.map(async (worker) => partialsOf(await worker.ask(job))))
  }
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

function watchJob(job: Job, { signal, onProgress }: HostRunOptions): Watch {
  let giveUp = () => {}
  const cancelled = new Promise<never>((_, reject) => {
    giveUp = () => reject(new ThroughlineError('report/cancelled'))
  })
  const report = () =>
    onProgress?.(Atomics.load(job.control, control.doneBatches) / Math.max(1, job.ranges.length))
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
