import { createReadStream } from 'node:fs'
import { createEngine } from '../../engine/index.ts'
import { type NativeBlock, readNativeStream, writeNativeText } from '../native-format.ts'
import { packAnswer, type Task, unpackTask } from './envelope.ts'
import { streamBatches } from './stream-batches.ts'

/**
 * The body of ClickHouse's `executable` table function: the journey's columns come on standard
 * input, the task on descriptor 3, both as Native; the answer goes out as one Native text.
 */
const INPUT = 0
const TASK = 3

async function readTask(): Promise<Task> {
  for await (const block of readNativeStream(createReadStream('', { fd: TASK }))) {
    const [column] = block.columns.values()
    if (column?.kind === 'texts') return unpackTask(Buffer.from(column.values[0]!).toString())
  }
  throw new Error('there is no task on descriptor 3')
}

async function run({ plan, columns }: Task, input: AsyncIterable<NativeBlock>) {
  const runner = createEngine().createRunner(plan)
  let batches = 0
  for await (const { block, range } of streamBatches(input, columns)) {
    runner.consume(block, range)
    batches++
  }
  return packAnswer({ partials: runner.partial(), batches })
}

const task = await readTask()
const answer = await run(task, readNativeStream(createReadStream('', { fd: INPUT })))
process.stdout.write(writeNativeText('partial', Buffer.from(answer)))
