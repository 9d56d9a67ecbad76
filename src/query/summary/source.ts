import {
  type Block,
  type Column,
  createEngine,
  cutBatches,
  type Engine,
  mergePartials,
} from '../../engine/index.ts'
import { Dictionary } from '../../model/dictionary.ts'
import type { JourneySchema, SummarySchema, SummaryTable } from '../../model/journey.ts'
import { ownColumns } from '../../model/own-columns.ts'
import type { JourneySource } from '../compilation/journey-source.ts'
import { reportedTime } from '../compilation/summary-times.ts'

let engine: Engine | undefined

/**
 * The rows of a summary dataset as a journey of its own, so that components, time dimensions and
 * groups mean the same there: every row is one event of one nameless person. Runs in this thread.
 */
export function createSummarySource(
  { dataset, granularity, fields }: SummarySchema,
  { time, columns, dictionaries }: SummaryTable,
  main: JourneySchema,
  timeZone: string,
): JourneySource {
  const events = time.length
  const block: Block = {
    events,
    persons: events,
    personBase: 0,
    personStart: Uint32Array.from({ length: events + 1 }, (_, index) => index),
    personCode: new Uint32Array(events),
    time: time.map((ms) => reportedTime(ms, granularity, timeZone)),
    columns: new Map<string, Column>([
      ...columns,
      [ownColumns.dataset, { kind: 'codes', data: new Uint8Array(events).fill(1) }],
    ]),
  }
  const { dataVersion, firstTime, lastTime } = main
  const counts = { events, persons: events, dataVersion }
  const schema = { ...counts, firstTime, lastTime, fields, datasets: [dataset] }
  const memory = new Map<string, unknown>()
  return {
    schema: async () => schema,
    dictionary: async (path) => dictionaries.get(path) ?? Dictionary.of([]),
    lookup: async (path) => {
      throw new Error(`summary data has no lookup ${path}`)
    },
    lookupList: async (list) => {
      throw new Error(`summary data has no list ${list}`)
    },
    async run(plan) {
      engine ??= createEngine()
      const runner = engine.createRunner(plan)
      const ranges = cutBatches([block])
      for (const range of ranges) runner.consume(block, range)
      const partials = mergePartials(plan, [runner.partial()])
      return { ...counts, partials, scannedBatches: ranges.length }
    },
    memo<T>(key: string, make: () => T): T {
      if (!memory.has(key)) memory.set(key, make())
      return memory.get(key) as T
    },
  }
}
