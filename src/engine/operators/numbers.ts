import { toNode } from '../links.ts'
import type { Operator } from '../scope.ts'
import type { MaskRef, NodeRef } from '../vectors.ts'
import { fillEmptyLists } from './list-values.ts'

/** In the order that the kernel knows. */
export const comparisonNames = ['eq', 'neq', 'lt', 'lte', 'gt', 'gte'] as const
export type Comparison = (typeof comparisonNames)[number]

export interface CompareNode {
  readonly op: 'compare'
  readonly input: NodeRef
  readonly comparison: Comparison
  readonly value: number
}

/** Events whose number stands in a relation to a constant; no value fulfils only `neq`. */
export const compare: Operator<CompareNode> = {
  links: { input: toNode },
  evaluate({ input, comparison, value }, scope) {
    const op = comparisonNames.indexOf(comparison)
    const numbers = scope.numbers(input)
    const data = scope.memory.bytes(scope.events)
    scope.kernels.compareNumbers(op, numbers, value, data, scope.events)
    return { kind: 'mask', data }
  },
}

export interface HasNode {
  readonly op: 'has'
  readonly input: NodeRef
}

/** Events that have a value: a code other than 0, a number, any element with either. */
export const has: Operator<HasNode> = {
  links: { input: toNode },
  evaluate({ input }, scope) {
    const data = scope.memory.bytes(scope.events)
    const sparse = scope.sparse(input)
    if (sparse) {
      const { otherwise, places, values } = sparse
      const { kernels, events } = scope
      kernels.markSparseNumbers(otherwise, places, values, places.length, data, events)
      return { kind: 'mask', data }
    }
    const vector = scope.vector(input)
    if (vector.kind === 'codes') {
      const codes = scope.narrow(input)
      scope.kernels.hasCode(codes, data, scope.events)
    } else if (vector.kind === 'numbers') {
      scope.kernels.hasNumber(vector.data, data, scope.events)
    } else if (vector.kind === 'list') {
      const { offsets, codes, numbers } = fillEmptyLists(vector, scope)
      for (let i = 0; i < scope.events; i++) {
        let any = 0
        for (let e = offsets[i]!; e < offsets[i + 1]! && !any; e++) {
          any = codes ? Number(codes[e] !== 0) : Number(!Number.isNaN(numbers![e]))
        }
        data[i] = any
      }
    } else throw new Error(`${vector.kind} has no values`)
    return { kind: 'mask', data }
  },
  places({ input }, scope) {
    const sparse = scope.sparse(input)
    return sparse && Number.isNaN(sparse.otherwise) ? sparse.places : null
  },
}

export interface ListSumNode {
  readonly op: 'list-sum'
  readonly input: NodeRef
}

/** The sum of an event's elements; no value where no element has one. */
export const listSum: Operator<ListSumNode> = {
  links: { input: toNode },
  evaluate({ input }, scope) {
    const { offsets, numbers } = fillEmptyLists(scope.list(input), scope)
    const data = scope.memory.numbers(scope.events)
    for (let i = 0; i < scope.events; i++) {
      let sum = Number.NaN
      for (let e = offsets[i]!; e < offsets[i + 1]!; e++) {
        const x = numbers![e]!
        if (!Number.isNaN(x)) sum = Number.isNaN(sum) ? x : sum + x
      }
      data[i] = sum
    }
    return { kind: 'numbers', data }
  },
}

export interface ListCountNode {
  readonly op: 'list-count'
  readonly input: NodeRef
}

/** How many of an event's elements have a value; no value where none has. */
export const listCount: Operator<ListCountNode> = {
  links: { input: toNode },
  evaluate({ input }, scope) {
    const { offsets, numbers, codes } = fillEmptyLists(scope.list(input), scope)
    const data = scope.memory.numbers(scope.events)
    for (let i = 0; i < scope.events; i++) {
      let count = 0
      for (let e = offsets[i]!; e < offsets[i + 1]!; e++) {
        count += Number(codes ? codes[e] !== 0 : !Number.isNaN(numbers![e]))
      }
      data[i] = count || Number.NaN
    }
    return { kind: 'numbers', data }
  },
}

export interface MaskedNumbersNode {
  readonly op: 'masked-numbers'
  readonly input: NodeRef
  readonly mask: MaskRef
}

/** Numbers where a mask is set, no value elsewhere. */
export const maskedNumbers: Operator<MaskedNumbersNode> = {
  links: { input: toNode, mask: toNode },
  evaluate({ input, mask }, scope) {
    const numbers = scope.numbers(input)
    const where = scope.maskOrAll(mask)
    if (!where) return { kind: 'numbers', data: numbers }
    const data = scope.memory.numbers(scope.events)
    for (let i = 0; i < scope.events; i++) data[i] = where[i] ? numbers[i]! : Number.NaN
    return { kind: 'numbers', data }
  },
}
