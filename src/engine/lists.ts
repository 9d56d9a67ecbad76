import { listOffsets } from './operators/column.ts'
import type { LookupListNode } from './operators/lookup-list.ts'
import type { OperatorNode, Scope } from './scope.ts'
import type { ListVector } from './vectors.ts'

/** A list without its values. */
export type ListShape = Pick<ListVector, 'offsets' | 'parents'>

/** The shape of a list by its name: of a column, or of a node that looks its elements up. */
export function readShape(list: string, scope: Scope): ListShape {
  return scope.once(`shape ${list}`, () => {
    const made = findLookupList(list, scope)
    return made === null ? listOffsets(list, scope) : scope.list(made.ref)
  })
}

/** The lists that hold a list, from its parent outwards. */
export function findHoldingLists(list: string, scope: Scope): readonly string[] {
  const parent = findParent(list, scope)
  return parent === null ? [] : [parent, ...findHoldingLists(parent, scope)]
}

function findParent(list: string, scope: Scope): string | null {
  const made = findLookupList(list, scope)
  if (made !== null) {
    const keys = scope.vector(made.node.input)
    return keys.kind === 'list' ? keys.list : null
  }
  const column = scope.column(list)
  if (column.kind !== 'list') throw new Error(`${list} is not a list`)
  return column.parent
}

const findLookupList = (list: string, scope: Scope) =>
  scope.findNode(
    (node): node is LookupListNode & OperatorNode =>
      node.op === 'lookup-list' && 'list' in node && node.list === list,
    `lookup-list ${list}`,
  )

/**
 * For each element of `below`, the index of the element of `above` that it is or that holds it; null
 * where `above` does not hold it.
 */
export function findHolders(below: string, above: string, scope: Scope): Uint32Array | null {
  const around = findHoldingLists(below, scope)
  const depth = around.indexOf(above)
  if (depth < 0) return null
  let holders = readShape(below, scope).parents!
  for (const list of around.slice(0, depth)) {
    const { parents } = readShape(list, scope)
    holders = holders.map((element) => parents![element]!)
  }
  return holders
}
