import { parentPort } from 'node:worker_threads'
import { createEngine, type Partial } from '../../engine/index.ts'
import { type Batches, control, type Job, type JobAnswer, type Order } from './messages.ts'
import { transferables } from './transferables.ts'

const engine = createEngine()
const kept = new Map<number, Batches>()
const port = parentPort
if (!port) throw new Error('this file is the body of a worker thread')

port.on('message', (order: Order) => {
  if ('keep' in order) kept.set(order.keep.id, order.keep)
  else if ('forget' in order) kept.delete(order.forget)
  else work(order)
})

function work(job: Job): void {
  const answer = answerTo(job)
  port!.postMessage(answer, 'partials' in answer ? transferables(answer.partials) : [])
}

function answerTo(job: Job): JobAnswer {
  try {
    return { job: job.job, partials: run(job) }
  } catch (error) {
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error))
    return { job: job.job, error: { message, stack } }
  }
}

function run({ plan, batches, control: words }: Job): readonly Partial[] {
  const { blocks, ranges } = kept.get(batches)!
  const runner = engine.createRunner(plan)
  while (Atomics.load(words, control.isCancelled) === 0) {
    const range = ranges[Atomics.add(words, control.nextBatch, 1)]
    if (!range) break
    runner.consume(blocks[range.block]!, range)
    Atomics.add(words, control.doneBatches, 1)
  }
  return runner.partial()
}
