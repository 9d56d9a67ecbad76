import { findHolders, readShape } from '../lists.ts'
import { toNode } from '../links.ts'
import { setRange } from '../memory.ts'
import type { Operator } from '../scope.ts'
import type { NodeRef } from '../vectors.ts'
import { withEvents, writeElements } from './list-values.ts'

export interface HoldingElementsNode {
  readonly op: 'holding-elements'
  /** A list of 0 and 1. */
  readonly elements: NodeRef
  /** The name of a list around it. */
  readonly list: string
}

/**
 * The elements of a list that hold any selected element, and all of an event that is selected without
 * any: a list of 0 and 1 (§3.12).
 */
export const holdingElements: Operator<HoldingElementsNode> = {
  links: { elements: toNode },
  isList: () => true,
  evaluate({ elements, list }, scope) {
    const { list: below, codes: selected, onEmpty } = scope.list(elements)
    const holders = below === null ? null : findHolders(below, list, scope)
    if (holders === null) throw new Error(`${below} is not inside of ${list}`)
    const { offsets, parents } = readShape(list, scope)
    const codes = scope.memory.codes(offsets[scope.events]!).fill(0)
    const held = { kind: 'list', list, offsets, parents, codes, numbers: null, onEmpty } as const
    holders.forEach((holder, element) => {
      if (selected![element]) codes[holder] = 1
    })
    if (!onEmpty) return held
    for (let i = 0; i < scope.events; i++) {
      if (onEmpty[i]) setRange(codes, 1, offsets[i]!, offsets[i + 1]!)
    }
    return writeElements(held, withEvents(held, scope), scope)
  },
}
