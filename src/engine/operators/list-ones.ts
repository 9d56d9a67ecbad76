import { toNode } from '../links.ts'
import type { Operator } from '../scope.ts'
import type { NodeRef } from '../vectors.ts'

export interface ListOnesNode {
  readonly op: 'list-ones'
  readonly input: NodeRef
}

/** 1 for each element with a value, no value for the others. */
export const listOnes: Operator<ListOnesNode> = {
  links: { input: toNode },
  isList: () => true,
  evaluate({ input }, scope) {
    const list = scope.list(input)
    const { codes, numbers } = list
    const ones = scope.memory.numbers(codes ? codes.length : numbers!.length)
    for (let e = 0; e < ones.length; e++) {
      const isBlank = codes ? codes[e] === 0 : Number.isNaN(numbers![e])
      ones[e] = isBlank ? Number.NaN : 1
    }
    return { ...list, codes: null, numbers: ones }
  },
}
