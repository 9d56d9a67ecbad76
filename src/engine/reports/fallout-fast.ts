import { at, type Kernels } from '../kernels.ts'
import type { Memory } from '../memory.ts'
import type { Aggregation } from './aggregation.ts'
import type { FalloutPartial, FalloutReport } from './fallout-report.ts'
import { GrowingNumbers } from './growing-numbers.ts'

/** One pass with a bit per step, for steps that only have to follow each other. */
export function startFast(
  report: FalloutReport,
  engine: { readonly memory: Memory; readonly kernels: Kernels },
): Aggregation<FalloutPartial> {
  const { steps, next } = report
  const eventual = ~next >>> 0
  const first = engine.memory.numbers(steps)
  const counts = new Array<number>(steps).fill(0)
  const all = Array.from({ length: steps }, () => new GrowingNumbers())
  return {
    consume(scope) {
      const { kernels, memory, time } = scope
      const runs = scope.runs(report.runs)
      const bits = scope.codes(report.bits)
      const mask = scope.maskOrAll(report.mask)
      const reached = memory.codes(runs.count)
      const waits = memory.numbers(runs.count * steps)
      const places = [at(reached), at(waits), at(first)] as const
      const input = [at(bits), at(mask), at(time), at(runs.offsets)] as const
      kernels.reachSteps(...input, runs.count, steps, eventual, next, ...places)
      for (let r = 0; r < runs.count; r++) {
        for (let s = 0; s < steps && (reached[r]! >>> s) & 1; s++) {
          counts[s]!++
          if (s > 0) all[s]!.push(waits[r * steps + s]!)
        }
      }
    },
    partial: () => ({
      series: new Map([[0, { counts, waits: all.map((values) => values.toArray()) }]]),
    }),
  }
}
