import type { Scope } from '../scope.ts'
import type { NodeRef } from '../vectors.ts'
import type { FlowAggregation } from './flow-aggregation.ts'
import { type InstanceReader, type Instances, createInstanceReader } from './instances.ts'
import { PairCounts } from './pair-counts.ts'

/** A partial that is still being filled. */
export interface FlowTally {
  anchors: number
  containers: number
  allContainers: number
  readonly afterExit: PairCounts
  readonly before: readonly PairCounts[]
  readonly after: readonly PairCounts[]
}

/** Nothing counted yet. */
export function openTally(aggregation: FlowAggregation): FlowTally {
  return {
    anchors: 0,
    containers: 0,
    allContainers: 0,
    afterExit: new PairCounts(),
    before: aggregation.before.map(() => new PairCounts()),
    after: aggregation.after.map(() => new PairCounts()),
  }
}

/** The general way, container by container: the only one for dimensions with several values per event. */
export function walkAll(aggregation: FlowAggregation, scope: Scope, tally: FlowTally): void {
  const walker = createWalker(aggregation, scope, tally)
  const { count, offsets } = scope.runs(aggregation.runs)
  const persons = scope.persons.offsets
  let person = 0
  for (let run = 0; run < count; run++) {
    const [from, to] = [offsets[run]!, offsets[run + 1]!]
    while (persons[person + 1]! <= from) person++
    walker(from, to, persons[person + 1]!)
  }
}

/** Counts the paths of the container `[from, to)` of a person whose events end before `personEnd`. */
type Walker = (from: number, to: number, personEnd: number) => void

export function createWalker(aggregation: FlowAggregation, scope: Scope, tally: FlowTally): Walker {
  const mask = scope.maskOrAll(aggregation.mask)
  const readers = readersOf(aggregation, scope)
  const anchorMask = 'mask' in aggregation.anchor ? scope.maskOrAll(aggregation.anchor.mask) : null
  const mayAnchor = anchorTest(aggregation, scope, anchorMask)
  return (from, to, personEnd) => {
    if (mask && !mask.subarray(from, to).includes(1)) return
    tally.allContainers++
    if (!mayAnchor(from, to)) return
    const series = new Map<NodeRef, Instances>()
    for (const [ref, reader] of readers) series.set(ref, reader.read(from, to, mask))
    const anchors = anchorsOf(
      aggregation,
      series.get(aggregation.pathing)!,
      anchorMask,
      mask,
      from,
      to,
    )
    let [paths, exits] = [0, 0]
    for (const anchor of anchors) {
      const after = trace(aggregation.after, series, anchor, 1)
      const before = trace(aggregation.before, series, anchor, -1)
      if (!isInFocus(aggregation, anchor, before, after)) continue
      count(after, tally.after)
      count(before, tally.before)
      paths++
      exits += Number(after.at(-1) === OUT)
    }
    tally.anchors += paths
    tally.containers += Number(paths > 0)
    if (exits > 0 && to < personEnd) {
      const later = readers.get(aggregation.pathing)!.read(to, personEnd, mask)
      const next = later.count > 0 ? later.codes(0) : OUT
      for (const code of next) tally.afterExit.add(0, code, exits)
    } else if (exits > 0) tally.afterExit.add(0, 0, exits)
  }
}

function readersOf(aggregation: FlowAggregation, scope: Scope): Map<NodeRef, InstanceReader> {
  const excluded = new Set(aggregation.excluded)
  const readers = new Map<NodeRef, InstanceReader>()
  for (const ref of new Set([aggregation.pathing, ...aggregation.before, ...aggregation.after])) {
    const isLeftOut =
      ref === aggregation.pathing ? (code: number) => excluded.has(code) : () => false
    readers.set(ref, createInstanceReader(ref, scope, aggregation.repeats, isLeftOut))
  }
  return readers
}

function isInFocus(
  { focus }: FlowAggregation,
  anchor: Anchor,
  before: readonly (readonly number[])[],
  after: readonly (readonly number[])[],
): boolean {
  return focus.every(({ column, code }) => {
    if (column === 0) return anchor.code === code
    const codes = column > 0 ? after[column - 1] : before[-column - 1]
    return codes?.includes(code) ?? false
  })
}

/** A quick look whether a container can have an anchor at all. */
function anchorTest(
  aggregation: FlowAggregation,
  scope: Scope,
  anchorMask: Uint8Array | null,
): (from: number, to: number) => boolean {
  if ('mask' in aggregation.anchor) {
    return (from, to) => !anchorMask || anchorMask.subarray(from, to).includes(1)
  }
  const vector = scope.vector(aggregation.pathing)
  if (vector.kind !== 'codes' || 'isEntry' in aggregation.anchor) return () => true
  const { code } = aggregation.anchor
  return (from, to) => {
    for (let i = from; i < to; i++) if (vector.data[i] === code) return true
    return false
  }
}

interface Anchor {
  readonly first: number
  readonly last: number
  readonly code: number
}

function anchorsOf(
  aggregation: FlowAggregation,
  pathing: Instances,
  anchorMask: Uint8Array | null,
  mask: Uint8Array | null,
  from: number,
  to: number,
): readonly Anchor[] {
  if ('isEntry' in aggregation.anchor) {
    return pathing.count === 0 ? [] : [{ first: to, last: from - 1, code: 1 }]
  }
  const found =
    'code' in aggregation.anchor
      ? itemAnchors(pathing, aggregation.anchor.code)
      : eventAnchors(anchorMask, mask, from, to)
  if (aggregation.occurrence === 'first') return found.slice(0, 1)
  return aggregation.occurrence === 'last' ? found.slice(-1) : found
}

function itemAnchors(pathing: Instances, code: number): Anchor[] {
  const anchors: Anchor[] = []
  for (let i = 0; i < pathing.count; i++) {
    if (!pathing.codes(i).includes(code)) continue
    anchors.push({ first: pathing.first(i), last: pathing.last(i), code })
  }
  return anchors
}

function eventAnchors(
  anchorMask: Uint8Array | null,
  mask: Uint8Array | null,
  from: number,
  to: number,
): Anchor[] {
  const anchors: Anchor[] = []
  for (let event = from; event < to; event++) {
    if ((mask && !mask[event]) || (anchorMask && !anchorMask[event])) continue
    anchors.push({ first: event, last: event, code: 1 })
  }
  return anchors
}

const OUT: readonly number[] = [0]

/** The codes of a path away from an anchor, column by column; the last is OUT where it leaves. */
function trace(
  columns: readonly NodeRef[],
  series: ReadonlyMap<NodeRef, Instances>,
  anchor: Anchor,
  direction: 1 | -1,
): (readonly number[])[] {
  const path: (readonly number[])[] = []
  let edge = direction === 1 ? anchor.last : anchor.first
  for (const ref of columns) {
    const instances = series.get(ref)!
    const next = direction === 1 ? firstAfter(instances, edge) : lastBefore(instances, edge)
    path.push(next < 0 ? OUT : instances.codes(next))
    if (next < 0) break
    edge = direction === 1 ? instances.last(next) : instances.first(next)
  }
  return path
}

function count(path: readonly (readonly number[])[], counts: readonly PairCounts[]): void {
  let codes: readonly number[] = [1]
  for (const [k, there] of path.entries()) {
    for (const a of codes) for (const b of there) counts[k]!.add(a, b)
    codes = there
  }
}

function firstAfter(instances: Instances, event: number): number {
  let [low, high] = [0, instances.count]
  while (low < high) {
    const middle = (low + high) >> 1
    if (instances.first(middle) > event) high = middle
    else low = middle + 1
  }
  return low < instances.count ? low : -1
}

function lastBefore(instances: Instances, event: number): number {
  let [low, high] = [0, instances.count]
  while (low < high) {
    const middle = (low + high) >> 1
    if (instances.last(middle) < event) low = middle + 1
    else high = middle
  }
  return low - 1
}
