import { toNode, toNodes } from '../links.ts'
import type { Scope } from '../scope.ts'
import type { NodeRef } from '../vectors.ts'
import type { AggregationKind } from './aggregation.ts'
import { readAmounts, EVENT, type Frame, buildFrame } from './frame.ts'
import { mergeSparse } from './group.ts'
import {
  type GroupAggregation,
  type GroupPartial,
  type Measure,
  toMeasure,
} from './group-aggregation.ts'
import { GroupIds } from './group-ids.ts'

/**
 * The squares of a measure’s sum in each unit, added up by every combination of the keys' codes that
 * occurs; a unit is a container, or an event where `runs` is null. Its groups are those that a group
 * aggregation with the same keys and measure has. semantics §8.4
 */
export interface UnitSquaresAggregation extends Omit<GroupAggregation, 'kind' | 'measures'> {
  readonly kind: 'unit-squares'
  readonly runs: NodeRef | null
  readonly measure: Measure
}

export const unitSquares: AggregationKind<UnitSquaresAggregation, GroupPartial> = {
  links: { keys: toNodes, elements: toNodes, mask: toNode, runs: toNode, measure: toMeasure },
  start(aggregation) {
    const ids = new GroupIds(aggregation.sizes)
    let squares = new Float64Array(0)
    return {
      consume(scope) {
        const frame = buildFrame(aggregation, ids, scope)
        squares = grown(squares, ids.count)
        const amounts = rowAmounts(aggregation, frame, scope)
        addSquares(frame, amounts, unitsOf(aggregation, frame, scope), squares)
      },
      partial: () => ({ keys: ids.codes(), values: [squares.slice(0, ids.count)] }),
    }
  },
  merge: (aggregation, all) => mergeSparse(aggregation, all),
}

function grown(array: Float64Array<ArrayBuffer>, count: number): Float64Array<ArrayBuffer> {
  if (array.length >= count) return array
  const larger = new Float64Array(Math.max(count, array.length * 2))
  larger.set(array)
  return larger
}

/** The unit of each row, ascending. */
function unitsOf({ runs }: UnitSquaresAggregation, { event }: Frame, scope: Scope): Uint32Array {
  return runs === null ? event.values() : runsOfRows(runs, event.values(), scope)
}

function runsOfRows(ref: NodeRef, events: Uint32Array, scope: Scope): Uint32Array {
  const { offsets } = scope.runs(ref)
  let run = 0
  return Uint32Array.from(events, (event) => {
    while (offsets[run + 1]! <= event) run++
    return run
  })
}

function addSquares(
  { group }: Frame,
  amounts: Float64Array,
  units: Uint32Array,
  squares: Float64Array,
): void {
  const groups = group.values()
  const ofUnit = new Float64Array(squares.length)
  let first = 0
  for (let row = 0; row < groups.length; row++) {
    ofUnit[groups[row]!]! += amounts[row]!
    if (row + 1 < groups.length && units[row + 1] === units[row]) continue
    for (; first <= row; first++) {
      const g = groups[first]!
      squares[g]! += ofUnit[g]! ** 2
      ofUnit[g] = 0
    }
  }
}

/** What each row adds to its group: nothing where its event, element or run has been counted there. */
function rowAmounts(aggregation: UnitSquaresAggregation, frame: Frame, scope: Scope): Float64Array {
  const { measure } = aggregation
  const events = frame.event.values()
  const mask = scope.maskOrAll(measure.mask)
  const amounts = Float64Array.from(events, (event) => Number(!mask || mask[event] === 1))
  if (measure.measure === 'distinct') {
    const runs = runsOfRows(measure.runs, events, scope)
    const units = unitsOf(aggregation, frame, scope)
    return onceEach(amounts, frame, [units, runs])
  }
  if (measure.measure === 'count') return onceEach(amounts, frame, [events])
  const sums = new Float64Array(events.length)
  for (const { level, values } of readAmounts(scope.vector(measure.input), frame, scope)) {
    const places = level === EVENT ? events : frame.elements[level]!.values()
    const shift = level === EVENT ? 0 : 1
    onceEach(amounts, frame, [places]).forEach((isIn, row) => {
      sums[row]! += (isIn && values[places[row]! - shift]) || 0
    })
  }
  return sums
}

/** Keeps the first row other than 0 of each group and place. */
function onceEach(
  amounts: Float64Array,
  { group, levels }: Frame,
  places: readonly Uint32Array[],
): Float64Array {
  if (levels.length === 0 && places.length === 1) return amounts
  const groups = group.values()
  const seen = new GroupIds([...places, groups].map((column) => largest(column) + 1))
  const place = new Uint32Array(places.length + 1)
  return amounts.map((amount, row) => {
    if (amount === 0) return 0
    places.forEach((column, k) => {
      place[k] = column[row]!
    })
    place[places.length] = groups[row]!
    const before = seen.count
    return seen.id(place) === before ? amount : 0
  })
}

const largest = (values: Uint32Array): number => values.reduce((a, b) => Math.max(a, b), 0)
