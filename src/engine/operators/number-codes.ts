import { toNode, toTable } from '../links.ts'
import type { Operator, Scope } from '../scope.ts'
import type { NodeRef, TableRef } from '../vectors.ts'
import { findBuckets, type TimeCells, toCells } from './times.ts'
import { readElements, writeElements } from './list-values.ts'

export interface NumberCodesNode {
  readonly op: 'number-codes'
  /** Numbers or a list of numbers. */
  readonly input: NodeRef
  /** f64, ascending. */
  readonly bounds: TableRef
  /**
   * `exact`: bound b has code b + 1, other numbers 0. `bucket`: 1 below the first bound, b + 2 from
   * bound b on.
   */
  readonly match: 'exact' | 'bucket'
}

/** Numbers as codes: each number of a domain, or buckets of them; no value stays no value. */
export const numberCodes: Operator<NumberCodesNode> = {
  links: { input: toNode, bounds: toTable },
  isList: ({ input }, plan) => plan.isList(input),
  evaluate({ input, bounds, match }, scope) {
    const vector = scope.vector(input)
    const numbers = vector.kind === 'list' ? readElements(vector, scope) : scope.numbers(input)
    const table = scope.table(bounds) as Float64Array
    const data = scope.memory.codes(numbers.length)
    for (let i = 0; i < numbers.length; i++) {
      const x = numbers[i]!
      const below = Number.isNaN(x) ? 0 : countUpTo(table, x)
      if (match === 'exact') data[i] = below > 0 && table[below - 1] === x ? below : 0
      else data[i] = Number.isNaN(x) ? 0 : below + 1
    }
    return vector.kind === 'list' ? writeElements(vector, data, scope) : { kind: 'codes', data }
  },
}

/** How many of the ascending bounds are not above x. */
function countUpTo(bounds: Float64Array, x: number): number {
  let low = 0
  let high = bounds.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (bounds[middle]! <= x) low = middle + 1
    else high = middle
  }
  return low
}

export interface InstantBucketNode {
  readonly op: 'instant-bucket'
  /** UTC milliseconds, or a list of them. */
  readonly input: NodeRef
  /** As in `time-bucket`. */
  readonly bounds: TableRef
  readonly cells?: TimeCells
}

/** The day, hour, week … of a field's instants, as `time-bucket` does for the events' own. */
export const instantBucket: Operator<InstantBucketNode> = {
  links: { input: toNode, bounds: toTable, cells: toCells },
  isList: ({ input }, plan) => plan.isList(input),
  evaluate({ input, ...buckets }, scope) {
    const vector = scope.vector(input)
    const times =
      vector.kind === 'list' ? copied(readElements(vector, scope), scope) : scope.numbers(input)
    const data = findBuckets(times, buckets, scope.memory.codes(times.length), scope)
    return vector.kind === 'list' ? writeElements(vector, data, scope) : { kind: 'codes', data }
  },
}

function copied(numbers: ArrayLike<number>, scope: Scope): Float64Array {
  const out = scope.memory.numbers(numbers.length)
  out.set(numbers)
  return out
}
