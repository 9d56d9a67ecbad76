import { type Links, toNode, toParts } from '../links.ts'
import type { Scope } from '../scope.ts'
import type { MaskRef, NodeRef } from '../vectors.ts'
import type { AggregationKind } from './aggregation.ts'
import { type Instances, createInstanceReader } from './instances.ts'
import { PathStore, type PathsPartial } from './path-store.ts'

/** The n-th event of a container in a mask. */
export interface Occurrence {
  readonly mask: MaskRef
  readonly atLeast: number
}

/** The last steps of every container before its first conversion, or before its end (§11.2). */
export interface PathsAggregation {
  readonly kind: 'paths'
  readonly key: NodeRef
  readonly runs: NodeRef
  /** Events that count. */
  readonly mask: MaskRef
  /** Where paths begin; containers without it have none. Null: with the container. */
  readonly from: Occurrence | null
  /** What converts: an event after the one where the path begins. */
  readonly to: Occurrence
  /** At most so many steps are kept. */
  readonly steps: number
  readonly repeats: boolean
  /** Whether going back to an earlier item forgets what came since. */
  readonly dropsLoops: boolean
  /** Codes that are passed over. */
  readonly excluded: readonly number[]
  /** What the converting event is worth: 1 or a number where it is in the mask. */
  readonly value: { readonly mask: MaskRef; readonly amount: NodeRef | null } | null
}

export const pathsLinks: Links<PathsAggregation> = {
  key: toNode,
  runs: toNode,
  mask: toNode,
  from: toParts({ mask: toNode }),
  to: toParts({ mask: toNode }),
  value: toParts({ mask: toNode, amount: toNode }),
}

export const paths: AggregationKind<PathsAggregation, PathsPartial> = {
  links: pathsLinks,
  start(aggregation) {
    const store = new PathStore()
    return {
      consume: (scope) => consume(aggregation, scope, store),
      partial: () => store.partial(),
    }
  },
  merge(_aggregation, all) {
    const store = new PathStore()
    for (const partial of all) store.addAll(partial)
    return store.partial()
  },
}

function consume(aggregation: PathsAggregation, scope: Scope, store: PathStore): void {
  const { time, persons } = scope
  const worth = worthOf(aggregation, scope)
  walkPaths(aggregation, scope, ({ steps, person, conversion }) => {
    const isConverted = conversion >= 0
    const first = steps[0]?.event
    store.add(
      steps.map(({ code }) => code),
      {
        person: persons.first + person,
        isConverted,
        amount: isConverted ? worth(conversion) : 0,
        duration:
          isConverted && first !== undefined ? time[conversion]! - time[first]! : Number.NaN,
      },
    )
  })
}

/** The path of one container. */
export interface FoundPath {
  readonly steps: readonly PathStep[]
  /** Index in the batch. */
  readonly person: number
  /** The converting event; -1 without one. */
  readonly conversion: number
}

/** Visits the path of every container of a batch that has one. */
export function walkPaths(
  aggregation: PathsAggregation,
  scope: Scope,
  visit: (path: FoundPath) => void,
): void {
  const { persons } = scope
  const mask = scope.maskOrAll(aggregation.mask)
  const excluded = new Set(aggregation.excluded)
  const reader = createInstanceReader(aggregation.key, scope, aggregation.repeats, (code) =>
    excluded.has(code),
  )
  const begins = aggregation.from && occurrenceFinder(aggregation.from, scope, mask)
  const converts = occurrenceFinder(aggregation.to, scope, mask)
  const { count, offsets } = scope.runs(aggregation.runs)
  let person = 0
  for (let run = 0; run < count; run++) {
    const [start, end] = [offsets[run]!, offsets[run + 1]!]
    while (persons.offsets[person + 1]! <= start) person++
    const begin = begins ? begins(start, end) : firstIn(mask, start, end)
    if (begin < 0) continue
    const conversion = converts(begins ? begin + 1 : begin, end)
    const steps = stepsOf(aggregation, reader.read(begin, conversion < 0 ? end : conversion, mask))
    visit({ steps, person, conversion })
  }
}

type Finder = (from: number, to: number) => number

/** Finds the n-th event of a stretch that counts and is in the mask; -1 without one. */
function occurrenceFinder(
  { mask: ref, atLeast }: Occurrence,
  scope: Scope,
  counts: Uint8Array | null,
): Finder {
  const mask = scope.maskOrAll(ref)
  return (from, to) => {
    let found = 0
    for (let i = from; i < to; i++) {
      if ((counts && !counts[i]) || (mask && !mask[i])) continue
      if (++found === atLeast) return i
    }
    return -1
  }
}

function firstIn(mask: Uint8Array | null, from: number, to: number): number {
  if (!mask) return from < to ? from : -1
  const at = mask.subarray(from, to).indexOf(1)
  return at < 0 ? -1 : from + at
}

function worthOf({ value }: PathsAggregation, scope: Scope): (event: number) => number {
  if (!value) return () => 0
  const mask = scope.maskOrAll(value.mask)
  const amounts = value.amount === null ? null : scope.numbers(value.amount)
  return (event) => (mask && !mask[event] ? 0 : amounts ? amounts[event]! || 0 : 1)
}

export interface PathStep {
  readonly code: number
  readonly event: number
}

function stepsOf({ dropsLoops, steps }: PathsAggregation, instances: Instances): PathStep[] {
  const path: PathStep[] = []
  for (let i = 0; i < instances.count; i++) {
    const code = instances.codes(i)[0]!
    const earlier = dropsLoops ? path.findIndex((step) => step.code === code) : -1
    if (earlier >= 0) path.length = earlier + 1
    else path.push({ code, event: instances.first(i) })
  }
  return path.slice(-steps)
}
