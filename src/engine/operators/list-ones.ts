import { toNode } from '../links.ts'
import type { Operator } from '../scope.ts'
import type { NodeRef } from '../vectors.ts'
import { readElements, writeElements } from './list-values.ts'

export interface ListOnesNode {
  readonly op: 'list-ones'
  readonly input: NodeRef
}

/** 1 for each element (or event without any) with a value, no value for the others. */
export const listOnes: Operator<ListOnesNode> = {
  links: { input: toNode },
  isList: () => true,
  evaluate({ input }, scope) {
    const list = scope.list(input)
    const values = readElements(list, scope)
    const isBlank = list.codes ? (value: number) => value === 0 : Number.isNaN
    const ones = scope.memory.numbers(values.length)
    for (let e = 0; e < ones.length; e++) ones[e] = isBlank(values[e]!) ? Number.NaN : 1
    return writeElements(list, ones, scope)
  },
}
