import { aggregations, type Collector, type PartialResult } from './aggregations/index.ts'
import type { BatchRange, Block } from './columns.ts'
import { bindKernels } from './kernels/bind-kernels.ts'
import type { Kernels } from './kernels/kernels.ts'
import { Memory, type Region } from './memory.ts'
import { operators } from './operators/index.ts'
import type { Plan } from './plan.ts'
import { Scope } from './scope.ts'
import type { LookupTable } from './vectors.ts'

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
  /** What was made of all batches so far: one partial per aggregation, without memory of the engine. */
  partial(): readonly PartialResult[]
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
  const program = {
    operations: plan.nodes.map((node) => ({ node, operator: operators[node.op] })),
    tables: plan.tables.map((table) => copyTable(memory, table)),
  }
  const collectors = plan.aggregations.map((aggregation) => start(aggregation, engine))
  const mark = memory.mark()
  let firstSession = 0
  return {
    consume(block, range) {
      memory.release(mark)
      const scope = new Scope(engine, program, block, range, firstSession)
      for (const collector of collectors) collector.consume(scope)
      firstSession = scope.nextSession
    },
    partial: () => collectors.map((collector) => collector.partial()),
  }
}

function start(
  aggregation: Plan['aggregations'][number],
  engine: { memory: Memory; kernels: Kernels },
): Collector<PartialResult> {
  const kind = aggregations[aggregation.kind] as {
    start(r: typeof aggregation, e: typeof engine): Collector<PartialResult>
  }
  return kind.start(aggregation, engine)
}

function copyTable(memory: Memory, table: LookupTable): LookupTable {
  if (table instanceof Uint8Array) return filled(memory.bytes(table.length), table)
  if (table instanceof Uint32Array) return filled(memory.codes(table.length), table)
  return filled(memory.numbers(table.length), table)
}

function filled<T extends LookupTable>(target: T, source: T): T {
  target.set(source)
  return target
}

/** Merges what several runners made of the same plan; the order does not matter. */
export function mergePartials(
  plan: Plan,
  partials: readonly (readonly PartialResult[])[],
): readonly PartialResult[] {
  return plan.aggregations.map((aggregation, index) => {
    const kind = aggregations[aggregation.kind] as {
      merge(r: typeof aggregation, all: PartialResult[]): PartialResult
    }
    return kind.merge(
      aggregation,
      partials.map((partial) => partial[index]!),
    )
  })
}
