import type { Codes } from '../columns.ts'
import { fewIn, placesIn } from '../few.ts'
import { at } from '../kernels.ts'
import type { Scope } from '../scope.ts'
import type { MaskRef } from '../vectors.ts'
import type { GroupAggregation, Measure } from './group-aggregation.ts'

/** The few events that a measure looks at, with their numbers where it adds them up. */
export interface FewEvents {
  readonly places: Uint32Array
  readonly values: Float64Array | null
}

/** What a measure looks at where that is known to be few events, else null. */
export function fewEvents(
  aggregation: GroupAggregation,
  measure: Measure,
  scope: Scope,
): FewEvents | null {
  if (measure.measure !== 'sum') {
    const places = placesInBoth(aggregation.mask, measure.mask, scope)
    return places && { places, values: null }
  }
  let few = scope.few(measure.input)
  for (const mask of [aggregation.mask, measure.mask]) {
    if (few && mask !== null) few = fewIn(few, scope.mask(mask), scope)
  }
  return few
}

function placesInBoth(a: MaskRef, b: MaskRef, scope: Scope): Uint32Array | null {
  const ofB = scope.places(b)
  const places = ofB ?? scope.places(a)
  const other = places && scope.maskOrAll(ofB ? a : b)
  return places && other ? placesIn(places, other, scope) : places
}

/** The codes that few events have. */
export function codesAt(codes: Codes, places: Uint32Array, scope: Scope): Uint32Array {
  const { length } = places
  const out = scope.memory.codes(length)
  scope.kernels.codesAt(at(codes), codes.BYTES_PER_ELEMENT, at(places), length, at(out))
  return out
}

/** A measure's figure over few events that are one group. */
export function figureOfFew(measure: Measure, { places, values }: FewEvents, scope: Scope): number {
  const { kernels } = scope
  if (measure.measure === 'count') return places.length
  if (measure.measure === 'sum') return kernels.sumOf(at(values), places.length)
  const { count, offsets } = scope.runs(measure.runs)
  return kernels.runsOfPlaces(at(places), places.length, at(offsets), count)
}
