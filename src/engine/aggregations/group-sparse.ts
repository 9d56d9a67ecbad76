import type { Scope } from '../scope.ts'
import type { RunsVector } from '../vectors.ts'
import type { Collector } from './aggregation.ts'
import { type Amounts, buildFrame, EVENT, type Frame, readAmounts } from './frame.ts'
import type { GroupAggregation, GroupPartial, Measure } from './group-aggregation.ts'
import { GroupIds } from './group-ids.ts'

/** Groups in a table that grows with the combinations that occur: many keys, or keys that are lists. */
export function startSparse(aggregation: GroupAggregation): Collector<GroupPartial> {
  const ids = new GroupIds(aggregation.sizes)
  const columns = aggregation.measures.map(() => new Column())
  return {
    consume(scope) {
      const frame = buildFrame(aggregation, ids, scope)
      const firsts = new Firsts(frame, ids.count)
      aggregation.measures.forEach((measure, m) => {
        columns[m]!.reserve(ids.count)
        collect(measure, columns[m]!, frame, firsts, scope)
      })
    },
    partial: () => ({
      keys: ids.codes(),
      values: columns.map((column) => column.take(ids.count)),
    }),
  }
}

/** A measure of every group so far. */
class Column {
  values = new Float64Array(0)
  /** 1 + the last run that was counted in each group. */
  lastRuns = new Float64Array(0)

  reserve(count: number): void {
    this.values = reserved(this.values, count)
    this.lastRuns = reserved(this.lastRuns, count)
  }

  take(count: number): Float64Array {
    this.reserve(count)
    return this.values.slice(0, count)
  }
}

function reserved(array: Float64Array<ArrayBuffer>, count: number): Float64Array<ArrayBuffer> {
  if (array.length >= count) return array
  const larger = new Float64Array(Math.max(count, array.length * 2))
  larger.set(array)
  return larger
}

/**
 * Which rows are the first of their group and event (or element): what is counted there is counted
 * once, however many elements below or beside it fall into the group.
 */
class Firsts {
  readonly #frame: Frame
  readonly #groups: number
  readonly #known = new Map<number, Uint8Array>()

  constructor(frame: Frame, groups: number) {
    this.#frame = frame
    this.#groups = groups
  }

  /** One byte per row; null where every row is a first. */
  of(level: number): Uint8Array | null {
    if (this.#frame.levels.length === 0) return null
    const known = this.#known.get(level) ?? this.#find(level)
    this.#known.set(level, known)
    return known
  }

  #find(level: number): Uint8Array {
    const { event, group, elements, isChain } = this.#frame
    const place = level === EVENT ? event : elements[level]!
    if (!isChain && level !== EVENT) return firstOfPairs(place.values(), group.values())
    const isFirst = new Uint8Array(group.length)
    const last = new Uint32Array(this.#groups)
    for (let row = 0; row < isFirst.length; row++) {
      const g = group.at(row)
      const at = place.at(row) + 1
      isFirst[row] = Number(last[g] !== at)
      last[g] = at
    }
    return isFirst
  }
}

function firstOfPairs(places: Uint32Array, groups: Uint32Array): Uint8Array {
  const seen = new GroupIds([countCodes(places), countCodes(groups)])
  const pair = new Uint32Array(2)
  return Uint8Array.from(places, (place, row) => {
    const before = seen.count
    pair[0] = place
    pair[1] = groups[row]!
    return Number(seen.id(pair) === before)
  })
}

const countCodes = (codes: Uint32Array): number => 1 + codes.reduce((a, b) => Math.max(a, b), 0)

function collect(
  measure: Measure,
  column: Column,
  frame: Frame,
  firsts: Firsts,
  scope: Scope,
): void {
  const mask = scope.maskOrAll(measure.mask)
  const events = frame.event.values()
  const groups = frame.group.values()
  if (measure.measure === 'distinct') {
    return countRuns(scope.runs(measure.runs), { events, groups, mask }, column)
  }
  const { values } = column
  if (measure.measure === 'count') {
    const isFirst = firsts.of(EVENT)
    for (let row = 0; row < groups.length; row++) {
      if ((!mask || mask[events[row]!]) && (!isFirst || isFirst[row])) values[groups[row]!]!++
    }
    return
  }
  for (const amounts of readAmounts(scope.vector(measure.input), frame, scope)) {
    addAmounts(amounts, { events, groups, mask }, values, frame, firsts)
  }
}

function addAmounts(
  amounts: Amounts,
  { events, groups, mask }: Rows,
  sums: Float64Array,
  frame: Frame,
  firsts: Firsts,
): void {
  const isFirst = firsts.of(amounts.level)
  const elements = amounts.level === EVENT ? null : frame.elements[amounts.level]!.values()
  for (let row = 0; row < groups.length; row++) {
    if ((mask && !mask[events[row]!]) || (isFirst && !isFirst[row])) continue
    const amount = amounts.values[elements ? elements[row]! - 1 : events[row]!]
    if (amount) sums[groups[row]!]! += amount
  }
}

interface Rows {
  readonly events: Uint32Array
  readonly groups: Uint32Array
  readonly mask: Uint8Array | null
}

/** Counts the runs that have a row in each group; rows are in the order of the events. */
function countRuns(
  { offsets, first }: RunsVector,
  { events, groups, mask }: Rows,
  { values, lastRuns }: Column,
): void {
  let run = 0
  for (let row = 0; row < groups.length; row++) {
    const event = events[row]!
    if (mask && !mask[event]) continue
    while (offsets[run + 1]! <= event) run++
    const group = groups[row]!
    const id = first + run + 1
    if (lastRuns[group] === id) continue
    lastRuns[group] = id
    values[group]!++
  }
}
