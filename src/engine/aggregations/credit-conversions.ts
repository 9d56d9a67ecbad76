import type { Scope } from '../scope.ts'
import type { MaskRef } from '../vectors.ts'
import type { CreditAggregation } from './credit-aggregation.ts'

/** Some of a batch's events in order, with what each is worth. Both lie in the engine's memory. */
export interface Conversions {
  readonly events: Uint32Array
  /** null: 1. */
  readonly amounts: Float64Array | null
}

/** The batch's conversions that are worth something. */
export function findWorthyConversions(
  { conversions, amount }: Pick<CreditAggregation, 'conversions' | 'amount'>,
  scope: Scope,
): Conversions {
  if (amount === null) return { events: findConversions(conversions, scope), amounts: null }
  const { kernels, memory } = scope
  const sparse = scope.sparse(amount)
  const length = sparse ? sparse.places.length : scope.events
  const [events, amounts] = [memory.codes(length), memory.numbers(length)]
  const out = [events, amounts] as const
  let count: number
  if (sparse) {
    const isEach = conversions !== null && scope.places(conversions) === sparse.places
    const mask = isEach ? null : scope.maskOrAll(conversions)
    count = kernels.worthyPlaces(sparse.places, sparse.values, mask, length, ...out)
  } else {
    const mask = scope.maskOrAll(conversions)
    count = kernels.worthyEvents(scope.numbers(amount), mask, length, ...out)
  }
  return { events: events.subarray(0, count), amounts: amounts.subarray(0, count) }
}

/** The batch's events in a mask, in order, in the engine's memory. */
export function findConversions(mask: MaskRef, scope: Scope): Uint32Array {
  const places = scope.places(mask)
  if (places) return places
  const out = scope.memory.codes(scope.events)
  const found = scope.maskOrAll(mask)
  if (found === null) {
    for (let i = 0; i < out.length; i++) out[i] = i
    return out
  }
  return out.subarray(0, scope.kernels.findPlaces(found, scope.events, out))
}

/**
 * The first event that each conversion looks back to, in the engine's memory: the start of its
 * container, or the first event not longer ago than the lookback. Ascends as conversions do.
 */
export function findWindowStarts(
  aggregation: Pick<CreditAggregation, 'runs' | 'lookbackMs' | 'earliest'>,
  conversions: Uint32Array,
  scope: Scope,
): Uint32Array {
  const { offsets } = scope.runs(aggregation.runs)
  const starts = scope.memory.codes(conversions.length)
  scope.kernels.runStarts(conversions, conversions.length, offsets, starts)
  const earliest = earliestTimes(aggregation, conversions, scope)
  if (earliest !== null) limitStarts(starts, conversions, earliest, scope)
  return starts
}

/** The time from which each conversion's touchpoints count; null: any. */
function earliestTimes(
  { lookbackMs, earliest }: Pick<CreditAggregation, 'lookbackMs' | 'earliest'>,
  conversions: Uint32Array,
  scope: Scope,
): Float64Array | null {
  if (earliest === undefined && lookbackMs === null) return null
  const out = scope.memory.numbers(conversions.length)
  if (earliest !== undefined) {
    const since = scope.numbers(earliest)
    for (let c = 0; c < conversions.length; c++) out[c] = since[conversions[c]!]!
    return out
  }
  const time = reserveTimes(conversions.length, scope)
  for (let c = 0; c < conversions.length; c++) out[c] = time[conversions[c]!]! - lookbackMs!
  return out
}

/** One of so many events must be a conversion for times to be read quicker from a copy of them all. */
const RARE = 512

/** UTC ms of the batch's events. */
export function reserveTimes(conversions: number, scope: Scope): Float64Array {
  return conversions * RARE < scope.events ? scope.timesInPlace : scope.time
}

/** Moves starts to the first event that counts, at most to the conversion. */
function limitStarts(
  starts: Uint32Array,
  conversions: Uint32Array,
  earliest: Float64Array,
  scope: Scope,
): void {
  const time = reserveTimes(conversions.length, scope)
  for (let c = 0, start = 0; c < starts.length; c++) {
    start = Math.max(start, starts[c]!)
    start = firstSince(time, earliest[c]!, start, conversions[c]!)
    starts[c] = start
  }
}

/** So many times lie side by side in what a processor reads at once. */
const NEAR = 8

/** The first index in `[from, to]` whose time is not below `earliest`; `to` where there is none. */
function firstSince(time: Float64Array, earliest: number, from: number, to: number): number {
  let i = from
  while (i + NEAR < to && time[i + NEAR]! < earliest) i += NEAR
  while (i < to && time[i]! < earliest) i++
  return i
}
