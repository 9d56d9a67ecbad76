import { toNodes, toTable } from '../links.ts'
import { setRange } from '../memory.ts'
import type { Operator, Scope } from '../scope.ts'
import type { ListVector, NodeRef, TableRef } from '../vectors.ts'
import { withEvents, writeElements } from './list-values.ts'

export interface CombineNode {
  readonly op: 'combine'
  /** Codes, or codes of the elements of one list. */
  readonly inputs: readonly [NodeRef, NodeRef]
  /** How many codes each input has; their product is at most 2^53. */
  readonly sizes: readonly [number, number]
  /** f64 hash slots of packed codes, -1 where empty; see `findCombinationSlots`. */
  readonly slots: TableRef
  /** u32, aligned with the slots. */
  readonly codes: TableRef
}

/**
 * Numbered combinations of two values, on elements where one is a list and on events without any; a
 * combination without a number is 0.
 */
export const combine: Operator<CombineNode> = {
  links: { inputs: toNodes, slots: toTable, codes: toTable },
  isList: ({ inputs }, plan) => inputs.some((input) => plan.isList(input)),
  evaluate({ inputs, sizes, slots, codes }, scope) {
    const vectors = inputs.map((ref) => scope.vector(ref))
    const list = vectors.find((vector): vector is ListVector => vector.kind === 'list')
    const [a, b] = vectors.map((vector, k) =>
      vector.kind === 'list'
        ? (withEvents(vector, scope) as Uint32Array)
        : spread(scope.codes(inputs[k]!), list, scope),
    ) as [Uint32Array, Uint32Array]
    const data = scope.memory.codes(a.length)
    const keys = scope.table(slots) as Float64Array
    const found = scope.table(codes) as Uint32Array
    const table = [keys, found, keys.length - 1] as const
    scope.kernels.pairCodes(a, b, sizes[1], ...table, data, data.length)
    return list ? writeElements(list, data, scope) : { kind: 'codes', data }
  },
}

export interface PackCodesNode {
  readonly op: 'pack-codes'
  /** Codes. */
  readonly inputs: readonly NodeRef[]
  /** How many codes each input has; their product is below 2^32. */
  readonly sizes: readonly number[]
}

/** Codes a, b … of an event as one: (a × sizeB + b) …. */
export const packCodes: Operator<PackCodesNode> = {
  links: { inputs: toNodes },
  evaluate({ inputs: [first, ...rest], sizes }, scope) {
    let packed = scope.codes(first!)
    rest.forEach((ref, index) => {
      const data = scope.memory.codes(scope.events)
      const size = sizes[index + 1]!
      scope.kernels.combineCodes(packed, scope.codes(ref), size, data, scope.events)
      packed = data
    })
    return { kind: 'codes', data: packed }
  },
}

/** An event's value on each of its elements, and behind them that of each event. */
function spread(codes: Uint32Array, list: ListVector | undefined, scope: Scope): Uint32Array {
  if (!list) return codes
  const elements = list.offsets[scope.events]!
  const data = scope.memory.codes(elements + scope.events)
  for (let i = 0; i < scope.events; i++) {
    setRange(data, codes[i]!, list.offsets[i]!, list.offsets[i + 1]!)
  }
  data.set(codes, elements)
  return data
}

const TWO_32 = 2 ** 32
const EMPTY = -1

/** Where a key is, or the empty slot where it would be; the number of slots is a power of two. */
function slotOf(keys: Float64Array, key: number): number {
  const last = keys.length - 1
  const high = Math.floor(key / TWO_32)
  let hash = Math.imul((key - high * TWO_32) ^ Math.imul(high, 0x85ebca6b), 0x9e3779b1)
  hash ^= hash >>> 15
  let slot = hash & last
  while (keys[slot] !== key && keys[slot] !== EMPTY) slot = (slot + 1) & last
  return slot
}

/** A hash table in two arrays: combination i of the packed keys gets the code i + 1. */
export function findCombinationSlots(packed: ArrayLike<number>): {
  readonly slots: Float64Array
  readonly codes: Uint32Array
} {
  const capacity = 2 ** Math.ceil(Math.log2(packed.length * 2 + 2))
  const slots = new Float64Array(capacity).fill(EMPTY)
  const codes = new Uint32Array(capacity)
  for (let i = 0; i < packed.length; i++) {
    const slot = slotOf(slots, packed[i]!)
    slots[slot] = packed[i]!
    codes[slot] = i + 1
  }
  return { slots, codes }
}
