import { setRange } from '../memory.ts'
import type { Scope } from '../scope.ts'
import type { ListVector } from '../vectors.ts'

export type Values = Uint32Array | Float64Array

/** The values of a list's elements, and behind them one per event where events without elements have any. */
export function readElements(list: ListVector, scope: Scope): Values {
  return list.onEmpty ? withEvents(list, scope) : (list.codes ?? list.numbers!)
}

/** The values of a list's elements, and behind them one per event: that of an event without elements. */
export function withEvents(list: ListVector, scope: Scope): Values {
  const values = list.codes ?? list.numbers!
  const count = list.offsets[scope.events]!
  const out = takeLike(values, count + scope.events, scope)
  out.set(values.subarray(0, count))
  if (list.onEmpty) out.set(list.onEmpty, count)
  else setRange(out, blankOf(values), count, out.length)
  return out
}

/** The other way around: other values in the shape of a list, be there any behind its elements or not. */
export function writeElements(list: ListVector, values: Values, scope: Scope): ListVector {
  const count = list.offsets[scope.events]!
  const own = values.subarray(0, count)
  const isCodes = own instanceof Uint32Array
  const onEmpty =
    values.length === count + scope.events
      ? keepOnEmpty(values.subarray(count), list.offsets, scope.events)
      : null
  return { ...list, codes: isCodes ? own : null, numbers: isCodes ? null : own, onEmpty }
}

/** Takes away the values of events that have elements; null where none is left. */
function keepOnEmpty(values: Values, offsets: Uint32Array, events: number): Values | null {
  const blank = blankOf(values)
  let any = false
  for (let i = 0; i < events; i++) {
    if (offsets[i] === offsets[i + 1]) any ||= !isBlank(values[i]!, blank)
    else values[i] = blank
  }
  return any ? values : null
}

/** The same values per event, as elements of no list: each value of an event without elements is one. */
export function fillEmptyLists(list: ListVector, scope: Scope): ListVector {
  const { onEmpty, offsets } = list
  if (!onEmpty) return list
  const values = list.codes ?? list.numbers!
  const blank = blankOf(values)
  const places = scope.memory.codes(scope.events + 1)
  let count = 0
  for (let i = 0; i < scope.events; i++) {
    places[i] = count
    count += isBlank(onEmpty[i]!, blank) ? offsets[i + 1]! - offsets[i]! : 1
  }
  places[scope.events] = count
  const out = takeLike(values, count, scope)
  for (let i = 0; i < scope.events; i++) {
    const [from, to] = [offsets[i]!, offsets[i + 1]!]
    if (from < to) for (let e = from; e < to; e++) out[places[i]! + e - from] = values[e]!
    else if (!isBlank(onEmpty[i]!, blank)) out[places[i]!] = onEmpty[i]!
  }
  return makeSets(places, out)
}

/** Values of events, of no list. */
export function makeSets(offsets: Uint32Array, values: Values): ListVector {
  const isCodes = values instanceof Uint32Array
  const [codes, numbers] = [isCodes ? values : null, isCodes ? null : values]
  return { kind: 'list', list: null, offsets, codes, numbers, parents: null, onEmpty: null }
}

/**
 * The places of an event's values among all: its elements, or without any the event's own where there is
 * one.
 */
export function eachPlace(
  { offsets }: ListVector,
  event: number,
  all: Values,
  keep: 'first' | 'last',
  visit: (place: number) => void,
): void {
  const [from, to] = [offsets[event]!, offsets[event + 1]!]
  const elements = offsets.at(-1)!
  if (from === to && all.length > elements) visit(elements + event)
  else if (keep === 'first') for (let e = from; e < to; e++) visit(e)
  else for (let e = to - 1; e >= from; e--) visit(e)
}

export function takeLike(values: Values, length: number, { memory }: Scope): Values {
  return values instanceof Uint32Array ? memory.codes(length) : memory.numbers(length)
}

export const blankOf = (values: Values): number => (values instanceof Uint32Array ? 0 : Number.NaN)

export const isBlank = (value: number, blank: number): boolean =>
  blank === 0 ? value === 0 : Number.isNaN(value)
