import type { MaskRef, NodeRef } from '../operator.ts'
import type { Scope } from '../scope.ts'
import type { ReportKind } from './aggregation.ts'
import { type InstanceReader, type Instances, instanceReader } from './instances.ts'
import { type PairColumns, PairCounts } from './pair-counts.ts'

/** Paths through a container from, through or to an anchor (§8.6). */
export interface FlowReport {
  readonly kind: 'flow'
  readonly runs: NodeRef
  /** Events that count. */
  readonly mask: MaskRef
  /** Instances of the pathing dimension with this code, every event in a mask, or a container's begin. */
  readonly anchor:
    | { readonly code: number }
    | { readonly mask: MaskRef }
    | { readonly isEntry: true }
  readonly occurrence: 'every' | 'first' | 'last'
  /** Dimensions of the columns -1, -2 … and 1, 2 …, nearest first, and of column 0. */
  readonly before: readonly NodeRef[]
  readonly after: readonly NodeRef[]
  readonly pathing: NodeRef
  readonly repeats: boolean
  /** Codes of the pathing dimension that are passed over. */
  readonly excluded: readonly number[]
}

/**
 * Links between neighbouring columns, outwards from the anchor: `after[k]` from column k to k + 1,
 * `before[k]` from column -k to -k - 1. Code 0 is the way out (or in); column 0 has the anchor's code,
 * or 1 where the anchor is no item.
 */
export interface FlowPartial {
  /** How often the anchor stands in a path. */
  readonly anchors: number
  readonly before: readonly PairColumns[]
  readonly after: readonly PairColumns[]
}

export const flow: ReportKind<FlowReport, FlowPartial> = {
  start(report) {
    const before = report.before.map(() => new PairCounts())
    const after = report.after.map(() => new PairCounts())
    let anchors = 0
    return {
      consume(scope) {
        const walker = walkerOf(report, scope)
        const { count, offsets } = scope.runs(report.runs)
        for (let run = 0; run < count; run++) {
          anchors += walker(offsets[run]!, offsets[run + 1]!, before, after)
        }
      },
      partial: () => ({
        anchors,
        before: before.map((counts) => counts.columns()),
        after: after.map((counts) => counts.columns()),
      }),
    }
  },
  merge: (report, all) => ({
    anchors: all.reduce((sum, partial) => sum + partial.anchors, 0),
    before: report.before.map((_, k) => mergePairs(all.map((partial) => partial.before[k]!))),
    after: report.after.map((_, k) => mergePairs(all.map((partial) => partial.after[k]!))),
  }),
}

export function mergePairs(all: readonly PairColumns[]): PairColumns {
  const merged = new PairCounts()
  for (const { a, b, counts } of all) {
    for (let i = 0; i < a.length; i++) merged.add(a[i]!, b[i]!, counts[i]!)
  }
  return merged.columns()
}

type Walker = (
  from: number,
  to: number,
  before: readonly PairCounts[],
  after: readonly PairCounts[],
) => number

function walkerOf(report: FlowReport, scope: Scope): Walker {
  const mask = scope.maskOrAll(report.mask)
  const excluded = new Set(report.excluded)
  const readers = new Map<NodeRef, InstanceReader>()
  for (const ref of new Set([report.pathing, ...report.before, ...report.after])) {
    const isLeftOut = ref === report.pathing ? (code: number) => excluded.has(code) : () => false
    readers.set(ref, instanceReader(ref, scope, report.repeats, isLeftOut))
  }
  const anchorMask = 'mask' in report.anchor ? scope.maskOrAll(report.anchor.mask) : null
  const mayAnchor = anchorTest(report, scope, anchorMask)
  return (from, to, before, after) => {
    if (!mayAnchor(from, to)) return 0
    const series = new Map<NodeRef, Instances>()
    for (const [ref, reader] of readers) series.set(ref, reader.read(from, to, mask))
    const anchors = anchorsOf(report, series.get(report.pathing)!, anchorMask, mask, from, to)
    for (const anchor of anchors) {
      walk(report.after, series, anchor, 1, after)
      walk(report.before, series, anchor, -1, before)
    }
    return anchors.length
  }
}

/** A quick look whether a container can have an anchor at all. */
function anchorTest(
  report: FlowReport,
  scope: Scope,
  anchorMask: Uint8Array | null,
): (from: number, to: number) => boolean {
  if ('mask' in report.anchor) {
    return (from, to) => !anchorMask || anchorMask.subarray(from, to).includes(1)
  }
  const vector = scope.vector(report.pathing)
  if (vector.kind !== 'codes' || 'isEntry' in report.anchor) return () => true
  const { code } = report.anchor
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
  report: FlowReport,
  pathing: Instances,
  anchorMask: Uint8Array | null,
  mask: Uint8Array | null,
  from: number,
  to: number,
): readonly Anchor[] {
  if ('isEntry' in report.anchor) {
    return pathing.count === 0 ? [] : [{ first: to, last: from - 1, code: 1 }]
  }
  const found =
    'code' in report.anchor
      ? itemAnchors(pathing, report.anchor.code)
      : eventAnchors(anchorMask, mask, from, to)
  if (report.occurrence === 'first') return found.slice(0, 1)
  return report.occurrence === 'last' ? found.slice(-1) : found
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

/** One path away from an anchor, column by column, until it leaves the container. */
function walk(
  columns: readonly NodeRef[],
  series: ReadonlyMap<NodeRef, Instances>,
  anchor: Anchor,
  direction: 1 | -1,
  counts: readonly PairCounts[],
): void {
  let codes: readonly number[] = [anchor.code]
  let edge = direction === 1 ? anchor.last : anchor.first
  for (const [k, ref] of columns.entries()) {
    const instances = series.get(ref)!
    const next = direction === 1 ? firstAfter(instances, edge) : lastBefore(instances, edge)
    const codesThere = next < 0 ? OUT : instances.codes(next)
    for (const a of codes) for (const b of codesThere) counts[k]!.add(a, b)
    if (next < 0) return
    codes = codesThere
    edge = direction === 1 ? instances.last(next) : instances.first(next)
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
