import { findHolders, readShape } from '../lists.ts'
import { toNode } from '../links.ts'
import type { Operator } from '../scope.ts'
import type { NodeRef } from '../vectors.ts'

export interface HoldingElementsNode {
  readonly op: 'holding-elements'
  /** A list of 0 and 1. */
  readonly elements: NodeRef
  /** The name of a list around it. */
  readonly list: string
}

/** The elements of a list that hold any selected element: a list of 0 and 1 (§3.12). */
export const holdingElements: Operator<HoldingElementsNode> = {
  links: { elements: toNode },
  isList: () => true,
  evaluate({ elements, list }, scope) {
    const { list: below, codes: selected } = scope.list(elements)
    const holders = below === null ? null : findHolders(below, list, scope)
    if (holders === null) throw new Error(`${below} is not inside of ${list}`)
    const { offsets, parents } = readShape(list, scope)
    const codes = scope.memory.codes(offsets[scope.events]!).fill(0)
    holders.forEach((holder, element) => {
      if (selected![element]) codes[holder] = 1
    })
    return { kind: 'list', list, offsets, parents, codes, numbers: null }
  },
}
