import { listOffsets } from './operators/column.ts'
import type { Scope } from './scope.ts'

/** The lists that hold a list, from its parent outwards. */
export function findHoldingLists(list: string, scope: Scope): readonly string[] {
  const column = scope.column(list)
  if (column.kind !== 'list') throw new Error(`${list} is not a list`)
  return column.parent === null ? [] : [column.parent, ...findHoldingLists(column.parent, scope)]
}

/**
 * For each element of `below`, the index of the element of `above` that it is or that holds it; null
 * where `above` does not hold it.
 */
export function findHolders(below: string, above: string, scope: Scope): Uint32Array | null {
  const around = findHoldingLists(below, scope)
  const depth = around.indexOf(above)
  if (depth < 0) return null
  let holders = listOffsets(below, scope).parents!
  for (const list of around.slice(0, depth)) {
    const { parents } = listOffsets(list, scope)
    holders = holders.map((element) => parents![element]!)
  }
  return holders
}
