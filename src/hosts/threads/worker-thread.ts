import { Worker } from 'node:worker_threads'
import type { Region } from '../../engine/index.ts'
import type { Batches, Job, JobAnswer, Order } from './messages.ts'

/** One place of the pool: when its thread dies, the next job starts a new one. */
export interface WorkerThread {
  /**
   * The answer to a job on batches, which the thread keeps from then on; rejects when the thread dies
   * before it has answered.
   */
  ask(job: Job, batches: Batches): Promise<JobAnswer>
  /** Lets go of batches once the jobs before are done. */
  forget(batches: number): void
  close(): Promise<void>
}

interface Waiting {
  readonly resolve: (answer: JobAnswer) => void
  readonly reject: (error: Error) => void
}

/** @param region of the shared memory, for the worker's own vectors */
export function startWorker(region: Region, file: URL = workerFile()): WorkerThread {
  const waiting = new Map<number, Waiting>()
  const given = new Set<number>()
  let thread: Worker | undefined = spawn()

  function spawn(): Worker {
    given.clear()
    const worker = new Worker(file, { workerData: region })
    worker.on('message', (answer: JobAnswer) => {
      waiting.get(answer.job)?.resolve(answer)
      waiting.delete(answer.job)
    })
    let cause: unknown
    worker.on('error', (error) => {
      cause = error
    })
    worker.on('exit', () => {
      if (thread === worker) thread = undefined
      fail(new Error('a worker thread of the journey engine ended unexpectedly', { cause }))
    })
    worker.unref()
    return worker
  }

  function fail(error: Error): void {
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }

  return {
    ask(job, batches) {
      return new Promise((resolve, reject) => {
        waiting.set(job.job, { resolve, reject })
        thread ??= spawn()
        thread.ref()
        if (!given.has(batches.id)) send(thread, { add: batches, memory: region.wasm.buffer })
        given.add(batches.id)
        send(thread, job)
      }).finally(() => waiting.size === 0 && thread?.unref()) as Promise<JobAnswer>
    },
    forget(batches) {
      if (thread && given.delete(batches)) send(thread, { forget: batches })
    },
    async close() {
      await thread?.terminate()
    },
  }
}

const send = (thread: Worker, order: Order): void => thread.postMessage(order)

/** Beside the bundle lies `worker.js`; from sources the worker is this folder's `worker.ts`. */
function workerFile(): URL {
  const isSource = import.meta.url.endsWith('.ts')
  return new URL(isSource ? './worker-from-source.mjs' : './worker.js', import.meta.url)
}
