import type { BatchRange, Block } from '../../engine/index.ts'
import type { NativeBlock } from '../native-format.ts'
import { assemble, type StreamedColumn } from './assemble.ts'

/** Events that are put together before they are given to the engine. */
const EVENTS_PER_BLOCK = 65536

export interface StreamBatch {
  readonly block: Block
  readonly range: BatchRange
}

/**
 * Whole persons out of a stream of Native blocks that is ordered by person and time. The last
 * person of what has arrived waits, with the blocks that hold its events, for what comes next.
 */
export async function* streamBatches(
  stream: AsyncIterable<NativeBlock>,
  shapes: readonly StreamedColumn[],
  eventsPerBlock = EVENTS_PER_BLOCK,
): AsyncGenerator<StreamBatch> {
  let waiting: NativeBlock[] = []
  let skipped = 0
  let done = 0
  for await (const next of stream) {
    waiting.push(next)
    if (countEvents(waiting) < eventsPerBlock) continue
    const block = assemble(waiting, shapes, done - skipped)
    const last = block.persons - 1
    if (last > skipped) yield batchOf(block, skipped, last)
    done += last - skipped
    const rest = dropBlocksBefore(waiting, block.personStart[last]!)
    skipped = block.persons - 1 - personsBefore(block, rest.firstEvent)
    waiting = rest.blocks
  }
  if (countEvents(waiting) === 0) return
  const block = assemble(waiting, shapes, done - skipped)
  yield batchOf(block, skipped, block.persons)
}

function batchOf(block: Block, personFrom: number, personTo: number): StreamBatch {
  const eventFrom = block.personStart[personFrom]!
  const eventTo = block.personStart[personTo]!
  return { block, range: { block: 0, batch: 0, personFrom, personTo, eventFrom, eventTo } }
}

const countEvents = (blocks: readonly NativeBlock[]): number =>
  blocks.reduce((sum, { rows }) => sum + rows, 0)

/** The blocks from the one that holds `event`, and that block's first event. */
function dropBlocksBefore(blocks: readonly NativeBlock[], event: number) {
  let firstEvent = 0
  let index = 0
  while (index < blocks.length - 1 && firstEvent + blocks[index]!.rows <= event) {
    firstEvent += blocks[index++]!.rows
  }
  return { blocks: blocks.slice(index), firstEvent }
}

/** How many persons have no event at or after `event`. */
function personsBefore({ personStart, persons }: Block, event: number): number {
  let count = 0
  while (count < persons && personStart[count + 1]! <= event) count++
  return count
}
