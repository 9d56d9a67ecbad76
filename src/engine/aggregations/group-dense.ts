import type { Codes } from '../columns.ts'
import { clearArray } from '../kernels/fill.ts'
import type { Kernels } from '../kernels/kernels.ts'
import type { Memory } from '../memory.ts'
import { splitSelection } from '../run-flags.ts'
import type { Scope } from '../scope.ts'
import type { CodesVector } from '../vectors.ts'
import type { Collector } from './aggregation.ts'
import {
  type Figures,
  type GroupAggregation,
  type GroupPartial,
  groupCount,
  type Measure,
} from './group-aggregation.ts'
import { findPlaces, gatherCodes, type PlacedEvents } from './group-places.ts'

/** Slots of a measure in a group's row: sums lie on even slots. */
const SLOTS = { count: 1, distinct: 2, sum: 2 } as const

interface Layout {
  readonly slots: readonly number[]
  readonly stride: number
}

/** Groups in one table with a row for every possible group, filled by kernels. */
export function startDense(
  aggregation: GroupAggregation,
  engine: { readonly memory: Memory; readonly kernels: Kernels },
): Collector<GroupPartial> {
  const groups = groupCount(aggregation)
  const counts = countTwins(aggregation.measures)
  const twins = new Set(Object.values(counts))
  const { slots, stride } = layOut(aggregation.measures, counts)
  const rows = clearArray(engine.memory.codes(groups * stride), engine.kernels)
  return {
    consume(scope) {
      const keys = combinedKeys(aggregation, scope)
      for (const [m, measure] of aggregation.measures.entries()) {
        if (twins.has(m)) continue
        const target = { keys, rows, stride, slot: slots[m]!, hasTwin: m in counts }
        const placed = findPlaces(aggregation, measure, scope)
        if (placed) collectPlaces(measure, placed, target, scope)
        else collect(aggregation, measure, target, scope)
      }
    },
    partial: () => ({
      keys: null,
      values: aggregation.measures.map((measure, m) =>
        columnOf(measure, rows, groups, stride, slots[m]!, engine.memory),
      ),
    }),
  }
}

/** How many neighbours are looked at to choose a kernel. */
const SAMPLE = 512

/** Whether most keys equal their neighbour's, so that they are better counted piece by piece. */
function areEven(keys: Codes): boolean {
  const count = Math.min(SAMPLE, keys.length - 1)
  let equal = 0
  for (let i = 0; i < count; i++) equal += Number(keys[i] === keys[i + 1])
  return equal * 2 > count
}

/** Distinct measures with a count on the same events, which one kernel does in one pass. */
function countTwins(measures: readonly Measure[]): Readonly<Record<number, number>> {
  const twins: Record<number, number> = {}
  for (const [m, measure] of measures.entries()) {
    if (measure.measure !== 'distinct') continue
    const twin = measures.findIndex(
      (other, o) =>
        other.measure === 'count' &&
        other.mask === measure.mask &&
        !Object.values(twins).includes(o),
    )
    if (twin >= 0) twins[m] = twin
  }
  return twins
}

/** Sums on even slots first, then the others, a distinct measure's twin behind it. */
function layOut(measures: readonly Measure[], twins: Readonly<Record<number, number>>): Layout {
  const slots = new Array<number>(measures.length).fill(-1)
  let next = 0
  const take = (m: number) => {
    if (slots[m]! >= 0) return
    slots[m] = next
    next += SLOTS[measures[m]!.measure]
  }
  const order = ['sum', 'distinct', 'count'] as const
  for (const kind of order) {
    for (const [m, { measure }] of measures.entries()) {
      if (measure !== kind) continue
      take(m)
      const twin = twins[m]
      if (twin !== undefined) take(twin)
    }
  }
  const hasSum = measures.some(({ measure }) => measure === 'sum')
  return { slots, stride: hasSum ? (next + 1) & ~1 : next }
}

/** The number of each event's group, in as few bits as its keys allow. */
function combinedKeys({ keys, sizes }: GroupAggregation, scope: Scope): Codes {
  const [first, ...rest] = keys
  if (first === undefined) return clearArray(scope.memory.bytes(scope.events), scope.kernels)
  let combined = scope.vector(first) as CodesVector
  let groups = sizes[0]!
  rest.forEach((ref, index) => {
    const size = sizes[index + 1]!
    groups *= size
    combined = combine(combined, scope.vector(ref) as CodesVector, { size, groups }, scope)
  })
  return combined.narrow ?? combined.data
}

/** a × size + b; two keys in bytes make 16 bits where the groups are so few. */
function combine(
  a: CodesVector,
  b: CodesVector,
  { size, groups }: { readonly size: number; readonly groups: number },
  scope: Scope,
): CodesVector {
  const { kernels, memory, events } = scope
  const areBytes = a.narrow instanceof Uint8Array && b.narrow instanceof Uint8Array
  if (areBytes && groups <= 65536) {
    const out = memory.shorts(events)
    kernels.combineBytes(a.narrow, b.narrow, size, out, events)
    return scope.codesVector(out)
  }
  const out = memory.codes(events)
  kernels.combineCodes(a.data, b.data, size, out, events)
  return scope.codesVector(out)
}

/** The events that a measure looks at: the aggregation's mask and its own. */
export function mergeMasks(
  aggregation: GroupAggregation,
  measure: Measure,
  scope: Scope,
): Uint8Array | null {
  const [a, b] = [scope.maskOrAll(aggregation.mask), scope.maskOrAll(measure.mask)]
  if (!a || !b) return a ?? b
  const both = scope.memory.bytes(scope.events)
  scope.kernels.andMasks(a, b, both, scope.events)
  return both
}

interface Target {
  readonly keys: Codes
  readonly rows: Uint32Array
  readonly stride: number
  readonly slot: number
  /** Whether the slot behind a distinct measure's two counts the same events. */
  readonly hasTwin: boolean
}

function collect(
  aggregation: GroupAggregation,
  measure: Measure,
  target: Target,
  scope: Scope,
): void {
  if (measure.measure === 'distinct') return collectRuns(aggregation, measure, target, scope)
  const { keys, rows, stride, slot } = target
  const { kernels, events } = scope
  const mask = mergeMasks(aggregation, measure, scope)
  if (measure.measure === 'count') {
    kernels.groupCount(keys, mask, events, rows, stride, slot)
  } else {
    const values = scope.numbers(measure.input)
    kernels.groupSum(keys, mask, values, events, rows, stride, slot)
  }
}

function collectRuns(
  aggregation: GroupAggregation,
  measure: Extract<Measure, { measure: 'distinct' }>,
  { keys, rows, stride, slot, hasTwin }: Target,
  scope: Scope,
): void {
  const { count, offsets, first } = scope.runs(measure.runs)
  const { mask, flags } = splitSelection([aggregation.mask, measure.mask], measure.runs, scope)
  const name =
    `group${hasTwin ? 'CountDistinct' : 'Distinct'}${areEven(keys) ? 'Runs' : ''}` as const
  scope.kernels[name](keys, mask, flags, offsets, count, first, rows, stride, slot)
}

function collectPlaces(
  measure: Measure,
  { places, values }: PlacedEvents,
  { keys, rows, stride, slot, hasTwin }: Target,
  scope: Scope,
): void {
  const { kernels } = scope
  const n = places.length
  const own = gatherCodes(keys, places, scope)
  if (measure.measure === 'sum') {
    kernels.groupSum(own, null, values!, n, rows, stride, slot)
  } else if (measure.measure === 'count') {
    kernels.groupCount(own, null, n, rows, stride, slot)
  } else {
    const { offsets, first } = scope.runs(measure.runs)
    kernels.groupDistinctPlaces(own, places, n, offsets, first, rows, stride, slot)
    if (hasTwin) kernels.groupCount(own, null, n, rows, stride, slot + 2)
  }
}

function columnOf(
  { measure }: Measure,
  rows: Uint32Array,
  groups: number,
  stride: number,
  slot: number,
  memory: Memory,
): Figures {
  if (measure === 'sum') {
    const values = new Float64Array(groups)
    const sums = memory.numbersOf(rows)
    for (let g = 0; g < groups; g++) values[g] = sums[(g * stride + slot) >> 1]!
    return values
  }
  const counts = new Uint32Array(groups)
  const at = measure === 'distinct' ? slot + 1 : slot
  for (let g = 0; g < groups; g++) counts[g] = rows[g * stride + at]!
  return counts
}
