import type { BatchRange, Block } from './columns.ts'
import { bindKernels, type Kernels } from './kernels.ts'
import { Memory, type Region } from './memory.ts'
import type { Table } from './operator.ts'
import type { Plan } from './plan.ts'
import { type Aggregation, type Partial, reports } from './aggregations/index.ts'
import { Scope } from './scope.ts'

/** One thread's engine: kernels over a memory that its runners use one after the other. */
export interface Engine {
  readonly memory: Memory
  readonly kernels: Kernels
  /** Starts a plan; a runner that was started before must not be used any more. */
  createRunner(plan: Plan): Runner
}

export interface Runner {
  /** Runs the plan on a batch of whole persons. A person is given to one runner, once. */
  consume(block: Block, range: BatchRange): void
  /** What was made of all batches so far: one partial per report, without memory of the engine. */
  partial(): readonly Partial[]
}

/** @param region the memory it works in; without it one of its own */
export function createEngine(region?: Region): Engine {
  const memory = new Memory(region)
  const engine = { memory, kernels: bindKernels(memory) }
  const empty = memory.mark()
  return {
    ...engine,
    createRunner(plan) {
      memory.release(empty)
      return startRunner(engine, plan)
    },
  }
}

function startRunner(engine: { memory: Memory; kernels: Kernels }, plan: Plan): Runner {
  const { memory } = engine
  const tables = plan.tables.map((table) => copyTable(memory, table))
  const aggregations = plan.reports.map((report) => start(report, engine))
  const mark = memory.mark()
  let firstSession = 0
  return {
    consume(block, range) {
      memory.release(mark)
      const scope = new Scope(engine, plan, tables, block, range, firstSession)
      for (const aggregation of aggregations) aggregation.consume(scope)
      firstSession = scope.nextSession
    },
    partial: () => aggregations.map((aggregation) => aggregation.partial()),
  }
}

function start(
  report: Plan['reports'][number],
  engine: { memory: Memory; kernels: Kernels },
): Aggregation<Partial> {
  const kind = reports[report.kind] as {
    start(r: typeof report, e: typeof engine): Aggregation<Partial>
  }
  return kind.start(report, engine)
}

function copyTable(memory: Memory, table: Table): Table {
  if (table instanceof Uint8Array) return filled(memory.bytes(table.length), table)
  if (table instanceof Uint32Array) return filled(memory.codes(table.length), table)
  return filled(memory.numbers(table.length), table)
}

function filled<T extends Table>(target: T, source: T): T {
  target.set(source)
  return target
}

/** Merges what several runners made of the same plan; the order does not matter. */
export function mergePartials(
  plan: Plan,
  partials: readonly (readonly Partial[])[],
): readonly Partial[] {
  return plan.reports.map((report, index) => {
    const kind = reports[report.kind] as { merge(r: typeof report, all: Partial[]): Partial }
    return kind.merge(
      report,
      partials.map((partial) => partial[index]!),
    )
  })
}
