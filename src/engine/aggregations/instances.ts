import type { Scope } from '../scope.ts'
import type { NodeRef } from '../vectors.ts'
import { fillEmptyLists } from '../operators/list-values.ts'

/**
 * The instances of a dimension in one container, in order: each a run of events with the same value
 * (one event when repeats are kept or the dimension is a list).
 */
export interface Instances {
  readonly count: number
  /** First and last event of instance i. */
  first(i: number): number
  last(i: number): number
  /** The values of instance i: one, or several of a list. */
  codes(i: number): readonly number[]
}

export interface InstanceReader {
  /** The instances among the events `[from, to)` that are in `mask`; valid until the next call. */
  read(from: number, to: number, mask: Uint8Array | null): Instances
}

/**
 * Reads a dimension's instances; events without a value are none. `isLeftOut` tells codes that are
 * passed over as if they were not there.
 */
export function createInstanceReader(
  ref: NodeRef,
  scope: Scope,
  repeats: boolean,
  isLeftOut: (code: number) => boolean = () => false,
): InstanceReader {
  const vector = scope.vector(ref)
  if (vector.kind === 'list') {
    const { offsets, codes } = fillEmptyLists(vector, scope)
    return listReader(offsets, codes!, isLeftOut)
  }
  return codeReader(scope.codes(ref), repeats, isLeftOut)
}

function codeReader(
  codes: Uint32Array,
  repeats: boolean,
  isLeftOut: (code: number) => boolean,
): InstanceReader {
  const [first, last, values]: [number[], number[], number[]] = [[], [], []]
  const instances = {
    count: 0,
    first: (i: number) => first[i]!,
    last: (i: number) => last[i]!,
    codes: (i: number) => [values[i]!],
  }
  return {
    read(from, to, mask) {
      let count = 0
      for (let event = from; event < to; event++) {
        const code = codes[event]!
        if (code === 0 || (mask && !mask[event]) || isLeftOut(code)) continue
        if (!repeats && count > 0 && values[count - 1] === code) {
          last[count - 1] = event
          continue
        }
        first[count] = event
        last[count] = event
        values[count++] = code
      }
      instances.count = count
      return instances
    },
  }
}

function listReader(
  offsets: Uint32Array,
  codes: Uint32Array,
  isLeftOut: (code: number) => boolean,
): InstanceReader {
  const events: number[] = []
  const values: number[][] = []
  const instances = {
    count: 0,
    first: (i: number) => events[i]!,
    last: (i: number) => events[i]!,
    codes: (i: number) => values[i]!,
  }
  return {
    read(from, to, mask) {
      let count = 0
      for (let event = from; event < to; event++) {
        if (mask && !mask[event]) continue
        const set = new Set(codes.subarray(offsets[event], offsets[event + 1]))
        const own = [...set].filter((code) => code !== 0 && !isLeftOut(code))
        if (own.length === 0) continue
        events[count] = event
        values[count++] = own
      }
      instances.count = count
      return instances
    },
  }
}
