import type { Kernels } from '../kernels/kernels.ts'
import type { Memory } from '../memory.ts'
import type { Scope } from '../scope.ts'
import type { Collector } from './aggregation.ts'
import { orderDurations } from './durations.ts'
import type { FalloutAggregation, FalloutPartial } from './fallout-aggregation.ts'
import { GrowingNumbers } from './growing-numbers.ts'

interface Engine {
  readonly memory: Memory
  readonly kernels: Kernels
}

/** Bits in bytes hold so many steps. */
const MOST_FAST_STEPS = 8

/** One pass with a bit per step, for steps that only have to follow each other. */
export function startFast(
  aggregation: FalloutAggregation,
  engine: Engine,
): Collector<FalloutPartial> {
  const { steps } = aggregation
  const counts = new Array<number>(steps).fill(0)
  const durations = Array.from({ length: steps }, () => new GrowingNumbers())
  const isEventual = aggregation.next === 0 && steps <= MOST_FAST_STEPS
  const collect = isEventual ? eventualSteps : startReaching(aggregation, engine)
  return {
    consume: (scope) => collect(aggregation, scope, counts, durations),
    partial: () => ({
      series: new Map([
        [0, { counts, durations: durations.map((values) => orderDurations(values.view)) }],
      ]),
    }),
  }
}

type Collect = (
  aggregation: FalloutAggregation,
  scope: Scope,
  counts: number[],
  durations: readonly GrowingNumbers[],
) => void

/** Each step is looked for right behind the earliest event that reached the one before. */
const eventualSteps: Collect = (aggregation, scope, counts, durations) => {
  const { kernels, memory } = scope
  const { count, offsets } = scope.runs(aggregation.runs)
  const bits = scope.maskedBits(aggregation.bits, aggregation.mask)
  const reached = memory.codes(aggregation.steps).fill(0)
  const [places, befores] = [
    memory.codes(count * aggregation.steps),
    memory.codes(count * aggregation.steps),
  ]
  const out = [reached, places, befores] as const
  kernels.firstSteps(bits, offsets, count, aggregation.steps, ...out)
  for (let s = 0; s < aggregation.steps; s++) {
    const found = reached[s]!
    counts[s]! += found
    if (s === 0) continue
    const [from, to] = [s * count, s * count + found]
    const ends = [befores.subarray(from, to), places.subarray(from, to)] as const
    addDurations(durations[s]!, ...ends, scope)
  }
}

function addDurations(
  durations: GrowingNumbers,
  befores: Uint32Array,
  places: Uint32Array,
  { memory, kernels, timesInPlace: time }: Scope,
): void {
  const { length } = places
  const room = durations.extend(length)
  if (!memory.holds(time)) {
    for (let j = 0; j < length; j++) room[j] = time[places[j]!]! - time[befores[j]!]!
    return
  }
  const rises = memory.numbers(length)
  kernels.risesBetween(time, befores, places, length, rises)
  room.set(rises)
}

/** Any number of steps, some of them on the very next event. */
function startReaching({ steps, next }: FalloutAggregation, engine: Engine): Collect {
  const eventual = ~next >>> 0
  const first = engine.memory.numbers(steps)
  return (aggregation, scope, counts, durations) => {
    const { kernels, memory, time } = scope
    const runs = scope.runs(aggregation.runs)
    const bits = scope.codes(aggregation.bits)
    const mask = scope.maskOrAll(aggregation.mask)
    const reached = memory.codes(runs.count)
    const since = memory.numbers(runs.count * steps)
    const places = [reached, since, first] as const
    const input = [bits, mask, time, runs.offsets] as const
    kernels.reachSteps(...input, runs.count, steps, eventual, next, ...places)
    for (let r = 0; r < runs.count; r++) {
      for (let s = 0; s < steps && (reached[r]! >>> s) & 1; s++) {
        counts[s]!++
        if (s > 0) durations[s]!.push(since[r * steps + s]!)
      }
    }
  }
}
