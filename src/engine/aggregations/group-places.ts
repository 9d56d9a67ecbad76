import type { Codes } from '../columns.ts'
import type { Scope } from '../scope.ts'
import { filterPlaces, filterSparse } from '../sparse-numbers.ts'
import type { MaskRef } from '../vectors.ts'
import type { GroupAggregation, Measure } from './group-aggregation.ts'

/** The few events that a measure looks at, with their numbers where it adds them up. */
export interface PlacedEvents {
  readonly places: Uint32Array
  readonly values: Float64Array | null
}

/** What a measure looks at where that is known to be few events, else null. */
export function findPlaces(
  aggregation: GroupAggregation,
  measure: Measure,
  scope: Scope,
): PlacedEvents | null {
  if (measure.measure !== 'sum') {
    const places = placesInBoth(aggregation.mask, measure.mask, scope)
    return places && { places, values: null }
  }
  let sparse = scope.sparse(measure.input)
  for (const mask of [aggregation.mask, measure.mask]) {
    if (sparse && mask !== null) sparse = filterSparse(sparse, scope.mask(mask), scope)
  }
  return sparse
}

function placesInBoth(a: MaskRef, b: MaskRef, scope: Scope): Uint32Array | null {
  const ofB = scope.places(b)
  const places = ofB ?? scope.places(a)
  const other = places && scope.maskOrAll(ofB ? a : b)
  return places && other ? filterPlaces(places, other, scope) : places
}

/** The codes that few events have. */
export function gatherCodes(codes: Codes, places: Uint32Array, scope: Scope): Uint32Array {
  const { length } = places
  const out = scope.memory.codes(length)
  scope.kernels.codesAt(codes, places, length, out)
  return out
}

/** A measure's figure over few events that are one group. */
export function measurePlaces(
  measure: Measure,
  { places, values }: PlacedEvents,
  scope: Scope,
): number {
  const { kernels } = scope
  if (measure.measure === 'count') return places.length
  if (measure.measure === 'sum') return kernels.sumValues(values!, places.length)
  const { count, offsets } = scope.runs(measure.runs)
  return kernels.countRunsWithPlaces(places, places.length, offsets, count)
}
