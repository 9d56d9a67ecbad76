import { at, type Kernels } from '../kernels.ts'
import type { Memory } from '../memory.ts'
import type { Scope } from '../scope.ts'
import type { Aggregation } from './aggregation.ts'
import { type GroupPartial, type GroupReport, groupCount, type Measure } from './group-report.ts'

/** Slots of a measure in a group's row: sums lie on even slots. */
const SLOTS = { count: 1, distinct: 2, sum: 2 } as const

interface Layout {
  readonly slots: readonly number[]
  readonly stride: number
}

/** Groups in one table with a row for every possible group, filled by kernels. */
export function startDense(
  report: GroupReport,
  engine: { readonly memory: Memory; readonly kernels: Kernels },
): Aggregation<GroupPartial> {
  const groups = groupCount(report)
  const { slots, stride } = layOut(report.measures)
  const rows = engine.memory.codes(groups * stride).fill(0)
  return {
    consume(scope) {
      const keys = combinedKeys(report, scope)
      report.measures.forEach((measure, m) => {
        const mask = mergedMask(report, measure, scope)
        collect(measure, { keys, mask, rows, stride, slot: slots[m]! }, scope)
      })
    },
    partial: () => ({
      keys: null,
      values: report.measures.map((measure, m) =>
        columnOf(measure, rows, groups, stride, slots[m]!, engine.memory),
      ),
    }),
  }
}

function layOut(measures: readonly Measure[]): Layout {
  const sums = measures.filter((measure) => measure.measure === 'sum').length
  let [sumSlot, otherSlot] = [0, sums * SLOTS.sum]
  const slots = measures.map(({ measure }) => {
    const isSum = measure === 'sum'
    const slot = isSum ? sumSlot : otherSlot
    if (isSum) sumSlot += SLOTS.sum
    else otherSlot += SLOTS[measure]
    return slot
  })
  return { slots, stride: sums > 0 ? (otherSlot + 1) & ~1 : otherSlot }
}

function combinedKeys(report: GroupReport, scope: Scope): Uint32Array {
  const [first, ...rest] = report.keys
  if (first === undefined) return scope.memory.codes(scope.events).fill(0)
  let keys = scope.codes(first)
  rest.forEach((ref, index) => {
    const combined = scope.memory.codes(scope.events)
    const size = report.sizes[index + 1]!
    scope.kernels.combineCodes(at(keys), at(scope.codes(ref)), size, at(combined), scope.events)
    keys = combined
  })
  return keys
}

function mergedMask(report: GroupReport, measure: Measure, scope: Scope): Uint8Array | null {
  const [a, b] = [scope.maskOrAll(report.mask), scope.maskOrAll(measure.mask)]
  if (!a || !b) return a ?? b
  const both = scope.memory.bytes(scope.events)
  scope.kernels.andMasks(at(a), at(b), at(both), scope.events)
  return both
}

interface Target {
  readonly keys: Uint32Array
  readonly mask: Uint8Array | null
  readonly rows: Uint32Array
  readonly stride: number
  readonly slot: number
}

function collect(measure: Measure, target: Target, scope: Scope): void {
  const { keys, mask, rows, stride, slot } = target
  const { kernels, events } = scope
  if (measure.measure === 'count') {
    kernels.groupCount(at(keys), at(mask), events, at(rows), stride, slot)
  } else if (measure.measure === 'sum') {
    const values = scope.numbers(measure.input)
    kernels.groupSum(at(keys), at(mask), at(values), events, at(rows), stride, slot)
  } else {
    const { count, offsets, first } = scope.runs(measure.runs)
    kernels.groupDistinct(at(keys), at(mask), at(offsets), count, first, at(rows), stride, slot)
  }
}

function columnOf(
  { measure }: Measure,
  rows: Uint32Array,
  groups: number,
  stride: number,
  slot: number,
  memory: Memory,
): Float64Array {
  const values = new Float64Array(groups)
  if (measure === 'sum') {
    const sums = memory.numbersOf(rows)
    for (let g = 0; g < groups; g++) values[g] = sums[(g * stride + slot) >> 1]!
  } else {
    const at = measure === 'distinct' ? slot + 1 : slot
    for (let g = 0; g < groups; g++) values[g] = rows[g * stride + at]!
  }
  return values
}
