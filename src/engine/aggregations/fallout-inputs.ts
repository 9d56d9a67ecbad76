import type { Scope } from '../scope.ts'
import type { MaskRef, NodeRef, RunsVector } from '../vectors.ts'
import type { FalloutAggregation } from './fallout-aggregation.ts'
import { fillEmptyLists } from '../operators/list-values.ts'

/** The vectors that matching looks at. */
export interface FalloutInputs {
  readonly bits: Uint32Array
  readonly time: Float64Array
  readonly mask: Uint8Array | null
  /** Per exclusion: how many of the events before each are excluding ones, and in the mask. */
  readonly exclusions: readonly Uint32Array[]
  /** Per held dimension its items of an event. */
  readonly hold: readonly ItemsOf[]
  readonly windowEnd: Float64Array | null
  /** Per step, where it has such a limit. */
  readonly withinEnds: readonly (Float64Array | null)[]
  /** The breakdown's items of an event, several for a list. */
  readonly itemsOf: ItemsOf
  /** How many events that count lie before each, where “next” asks and not all count. */
  readonly counted: Uint32Array | null
}

/** Codes of an event, several for a list; [0] for none. */
type ItemsOf = (event: number) => readonly number[]

export function readInputs(aggregation: FalloutAggregation, scope: Scope): FalloutInputs {
  const numbers = (ref: NodeRef | null | undefined) =>
    typeof ref === 'number' ? scope.numbers(ref) : null
  return {
    bits: scope.codes(aggregation.bits),
    time: scope.time,
    mask: scope.maskOrAll(aggregation.mask),
    exclusions: aggregation.exclusions.map(({ mask }) =>
      countBefore(mask, aggregation.mask, scope),
    ),
    hold: aggregation.hold.map((ref) => itemReader(ref, scope)),
    windowEnd: numbers(aggregation.windowEnd),
    withinEnds: (aggregation.withinEnds ?? []).map(numbers),
    itemsOf: aggregation.breakdown ? itemReader(aggregation.breakdown.key, scope) : () => [],
    counted: aggregation.next === 0 ? null : countedBefore(aggregation.mask, scope),
  }
}

function countBefore(excluding: MaskRef, within: MaskRef, scope: Scope): Uint32Array {
  const [found, mask] = [scope.maskOrAll(excluding), scope.maskOrAll(within)]
  const before = new Uint32Array(scope.events + 1)
  for (let i = 0; i < scope.events; i++) {
    before[i + 1] = before[i]! + ((!found || found[i]) && (!mask || mask[i]) ? 1 : 0)
  }
  return before
}

const countedBefore = (mask: MaskRef, scope: Scope): Uint32Array | null =>
  mask === null ? null : countBefore(null, mask, scope)

function itemReader(key: NodeRef, scope: Scope): ItemsOf {
  const vector = scope.vector(key)
  if (vector.kind === 'codes') return (event) => [vector.data[event]!]
  const { offsets, codes } = fillEmptyLists(scope.list(key), scope)
  return (event) => {
    const items = new Set(codes!.subarray(offsets[event], offsets[event + 1]))
    return items.size === 0 ? [0] : [...items]
  }
}

/** The events of a container that are in the mask. */
export function listRunEvents(
  { offsets }: RunsVector,
  run: number,
  mask: Uint8Array | null,
): number[] {
  const events: number[] = []
  for (let i = offsets[run]!; i < offsets[run + 1]!; i++) if (!mask || mask[i]) events.push(i)
  return events
}

/** The last instant of a path that begins on an event. */
export function windowEnd(
  aggregation: FalloutAggregation,
  inputs: FalloutInputs,
  event: number,
): number {
  if (inputs.windowEnd) return inputs.windowEnd[event]!
  return inputs.time[event]! + (aggregation.windowMs ?? Infinity)
}
