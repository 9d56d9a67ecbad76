import { toNode } from '../links.ts'
import type { Scope } from '../scope.ts'
import type { MaskRef, NodeRef, RunsVector } from '../vectors.ts'
import type { AggregationKind } from './aggregation.ts'
import { type Measure, toMeasures } from './group-aggregation.ts'

/**
 * How the values of units are spread within groups: number of units, sums, sums of squares and of
 * products. A unit is a container (or an event, where `runs` is null) and is in each group of its events.
 */
export interface UnitMomentsAggregation {
  readonly kind: 'unit-moments'
  readonly key: NodeRef
  /** How many codes the key has, 0 included. */
  readonly size: number
  /** The events that put a person into their group; later events stay in it until the next one. */
  readonly compileExposure: MaskRef
  /** Whether a group holds for later events of the person, or for the exposing event only. */
  readonly carries: boolean
  /** The events that count. */
  readonly mask: MaskRef
  readonly runs: NodeRef | null
  readonly measures: readonly Measure[]
  /** Measures, by their index, whose products are added up. */
  readonly pairs: readonly (readonly [number, number])[]
}

/** One number per code; events of code 0 are in no group. */
export interface UnitMomentsPartial {
  readonly units: Float64Array
  /** One array per measure. */
  readonly sums: readonly Float64Array[]
  readonly squares: readonly Float64Array[]
  /** One array per pair. */
  readonly products: readonly Float64Array[]
}

export const unitMoments: AggregationKind<UnitMomentsAggregation, UnitMomentsPartial> = {
  links: { key: toNode, compileExposure: toNode, mask: toNode, runs: toNode, measures: toMeasures },
  start(aggregation) {
    const table = emptyTable(aggregation)
    return {
      consume(scope) {
        const groups = groupsOf(aggregation, scope)
        const values = aggregation.measures.map((measure) =>
          valueReader(measure, aggregation.size, scope),
        )
        const runs = aggregation.runs === null ? null : scope.runs(aggregation.runs)
        const count = runs?.count ?? scope.events
        for (let run = 0; run < count; run++) {
          const from = runs?.offsets[run] ?? run
          const to = runs?.offsets[run + 1] ?? run + 1
          table.add(groups, values, from, to)
        }
      },
      partial: () => table.partial,
    }
  },
  merge(_aggregation, all) {
    const added = (arrays: readonly Float64Array[]) =>
      arrays[0]!.map((_, code) => arrays.reduce((sum, array) => sum + array[code]!, 0))
    const addedEach = (of: (partial: UnitMomentsPartial) => readonly Float64Array[]) =>
      of(all[0]!).map((_, i) => added(all.map((partial) => of(partial)[i]!)))
    return {
      units: added(all.map(({ units }) => units)),
      sums: addedEach(({ sums }) => sums),
      squares: addedEach(({ squares }) => squares),
      products: addedEach(({ products }) => products),
    }
  },
}

/** What one event adds to a measure of its unit in its group. */
type ValueReader = (event: number, group: number, unitFrom: number) => number

/** 1 + the group of each event that counts, 0 for the others. */
function groupsOf(aggregation: UnitMomentsAggregation, scope: Scope): Uint32Array {
  const codes = scope.codes(aggregation.key)
  const exposure = scope.maskOrAll(aggregation.compileExposure)
  const mask = scope.maskOrAll(aggregation.mask)
  const groups = new Uint32Array(scope.events)
  const { count, offsets } = scope.persons
  for (let person = 0; person < count; person++) {
    let current = 0
    for (let i = offsets[person]!; i < offsets[person + 1]!; i++) {
      const code = !exposure || exposure[i] ? codes[i]! : 0
      if (code !== 0 || !aggregation.carries) current = code
      groups[i] = !mask || mask[i] ? current + 1 : 0
    }
  }
  return groups
}

function valueReader(measure: Measure, size: number, scope: Scope): ValueReader {
  const mask = scope.maskOrAll(measure.mask)
  if (measure.measure === 'distinct') return runReader(scope.runs(measure.runs), mask, size)
  if (measure.measure === 'count') return (event) => Number(!mask || mask[event] === 1)
  const numbers = scope.numbers(measure.input)
  return (event) => ((!mask || mask[event]) && numbers[event]) || 0
}

/** Counts a run once in each unit and group. */
function runReader(runs: RunsVector, mask: Uint8Array | null, size: number): ValueReader {
  const lastUnit = new Float64Array(size).fill(-1)
  const lastRun = new Float64Array(size).fill(-1)
  let run = 0
  return (event, group, unitFrom) => {
    if (mask && !mask[event]) return 0
    while (runs.offsets[run + 1]! <= event) run++
    if (lastRun[group] === run && lastUnit[group] === unitFrom) return 0
    lastRun[group] = run
    lastUnit[group] = unitFrom
    return 1
  }
}

function emptyTable({ size, measures, pairs }: UnitMomentsAggregation) {
  const partial = {
    units: new Float64Array(size),
    sums: measures.map(() => new Float64Array(size)),
    squares: measures.map(() => new Float64Array(size)),
    products: pairs.map(() => new Float64Array(size)),
  }
  const ofUnit = measures.map(() => new Float64Array(size))
  const isTouched = new Uint8Array(size)
  return {
    partial,
    /** Adds the unit of the events `from` up to before `to`. */
    add(groups: Uint32Array, values: readonly ValueReader[], from: number, to: number): void {
      const touched: number[] = []
      for (let event = from; event < to; event++) {
        const group = groups[event]! - 1
        if (group < 1) continue
        if (!isTouched[group]) touched.push(group)
        isTouched[group] = 1
        values.forEach((value, m) => {
          ofUnit[m]![group]! += value(event, group, from)
        })
      }
      for (const group of touched) {
        isTouched[group] = 0
        partial.units[group]!++
        pairs.forEach(([a, b], p) => {
          partial.products[p]![group]! += ofUnit[a]![group]! * ofUnit[b]![group]!
        })
        ofUnit.forEach((sums, m) => {
          const value = sums[group]!
          sums[group] = 0
          partial.sums[m]![group]! += value
          partial.squares[m]![group]! += value * value
        })
      }
    },
  }
}
