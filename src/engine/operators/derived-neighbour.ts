import { toNode } from '../links.ts'
import { setRange } from '../memory.ts'
import type { Operator } from '../scope.ts'
import type { NodeRef } from '../vectors.ts'

export interface NeighbourNode {
  readonly op: 'neighbour'
  /** Codes or numbers. */
  readonly input: NodeRef
  readonly runs: NodeRef
  readonly direction: 'next' | 'previous'
  /** 1: the very next. */
  readonly index: number
  /** Whether a value that comes several times in a row counts as often. */
  readonly repeats: boolean
}

/**
 * The container's `index`-th value after (before) an event's own; events without a value have none
 * and are passed over as neighbours (§4, next or previous).
 */
export const neighbour: Operator<NeighbourNode> = {
  links: { input: toNode, runs: toNode },
  evaluate({ input, runs, direction, index, repeats }, scope) {
    const vector = scope.vector(input)
    const isCodes = vector.kind === 'codes'
    const values = isCodes ? vector.data : scope.numbers(input)
    const data = isCodes ? scope.memory.codes(scope.events) : scope.memory.numbers(scope.events)
    setRange(data, isCodes ? 0 : Number.NaN, 0, data.length)
    const { count, offsets } = scope.runs(runs)
    const step = direction === 'next' ? index : -index
    const events = scope.memory.codes(scope.events)
    const places = scope.memory.codes(scope.events)
    for (let r = 0; r < count; r++) {
      const found = collect(
        values,
        offsets[r]!,
        offsets[r + 1]!,
        { isCodes, repeats },
        events,
        places,
      )
      for (let i = offsets[r]!; i < offsets[r + 1]!; i++) {
        if (isBlank(values[i]!, isCodes)) continue
        const place = places[i]! + step
        if (place >= 0 && place < found) data[i] = values[events[place]!]!
      }
    }
    return { kind: vector.kind, data } as ReturnType<Operator<NeighbourNode>['evaluate']>
  },
}

const isBlank = (value: number, isCodes: boolean): boolean =>
  isCodes ? value === 0 : Number.isNaN(value)

/** Writes the events that count in order, and of each event the place it has (or falls into). */
function collect(
  values: Uint32Array | Float64Array,
  from: number,
  to: number,
  { isCodes, repeats }: { readonly isCodes: boolean; readonly repeats: boolean },
  events: Uint32Array,
  places: Uint32Array,
): number {
  let found = 0
  for (let i = from; i < to; i++) {
    const value = values[i]!
    if (isBlank(value, isCodes)) continue
    if (repeats || found === 0 || values[events[found - 1]!] !== value) events[found++] = i
    places[i] = found - 1
  }
  return found
}
