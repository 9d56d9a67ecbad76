import { parentPort, workerData } from 'node:worker_threads'
import {
  createEngine,
  type Engine,
  MemoryUsedUp,
  type PartialResult,
  type Region,
} from '../../engine/index.ts'
import { type Batches, controlSlots, type Job, type JobAnswer, type Order } from './messages.ts'
import { makeOwnViews } from './own-views.ts'
import { listTransferables } from './transferables.ts'

/** Works in the memory that all workers share, and which columns lie in. */
const engine = createEngine(workerData as Region)
/** Has a memory of its own, into which columns are copied. */
let roomyEngine: Engine | undefined
const batchesById = new Map<number, Batches>()
const port = parentPort
if (!port) throw new Error('this file is the body of a worker thread')

port.on('message', (order: Order) => {
  if ('add' in order) addBatches(order.add, order.memory)
  else if ('forget' in order) batchesById.delete(order.forget)
  else work(order)
})

function addBatches({ blocks, ...batches }: Batches, memory: ArrayBufferLike): void {
  batchesById.set(batches.id, { ...batches, blocks: makeOwnViews(blocks, memory, engine.memory) })
}

function work(job: Job): void {
  const answer = answerTo(job)
  port!.postMessage(answer, 'partials' in answer ? listTransferables(answer.partials) : [])
}

function answerTo(job: Job): JobAnswer {
  try {
    return { job: job.job, partials: run(job) }
  } catch (error) {
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error))
    const needsRoom = error instanceof MemoryUsedUp && !job.needsRoom
    return { job: job.job, error: { message, stack, needsRoom } }
  }
}

function run({ plan, batches, control: words, needsRoom }: Job): readonly PartialResult[] {
  const { blocks, ranges } = batchesById.get(batches)!
  if (needsRoom) roomyEngine ??= createEngine()
  const runner = (needsRoom ? roomyEngine! : engine).createRunner(plan)
  while (Atomics.load(words, controlSlots.isCancelled) === 0) {
    const range = ranges[Atomics.add(words, controlSlots.nextBatch, 1)]
    if (!range) break
    runner.consume(blocks[range.block]!, range)
    Atomics.add(words, controlSlots.doneBatches, 1)
  }
  return runner.partial()
}
