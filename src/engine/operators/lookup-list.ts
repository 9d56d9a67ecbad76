import { toNode, toTable } from '../links.ts'
import type { Operator, Scope } from '../scope.ts'
import type { ListVector, NodeRef, TableRef, Vector } from '../vectors.ts'

export interface LookupListNode {
  readonly op: 'lookup-list'
  /** The list's name. */
  readonly list: string
  /** Codes of keys, or elements of the list around it as this operator gives them. */
  readonly input: NodeRef
  /** u32: the elements of code c are those from `offsets[c]` up to `offsets[c + 1]`, counted from 0. */
  readonly offsets: TableRef
}

/**
 * The elements of a list that is found through codes: of a profile, through the person; of a lookup,
 * through its key. The code of each is 1 + its place among all elements, of which `map` makes its values.
 */
export const lookupList: Operator<LookupListNode> = {
  links: { input: toNode, offsets: toTable },
  isList: () => true,
  evaluate({ list, input, offsets }, scope) {
    const found = scope.table(offsets) as Uint32Array
    const vector = scope.vector(input)
    const keys = vector.kind === 'list' ? vector.codes! : scope.codes(input)
    const starts = startsOf(keys, found, scope)
    const count = starts[keys.length]!
    const codes = scope.memory.codes(count)
    for (let k = 0; k < keys.length; k++) {
      let code = found[keys[k]!]!
      for (let e = starts[k]!; e < starts[k + 1]!; e++) codes[e] = ++code
    }
    const place = placeOf(vector, starts, scope)
    return { kind: 'list', list, codes, numbers: null, onEmpty: null, ...place }
  },
}

/** Where the elements of each key begin, and the end of the last. */
function startsOf(keys: Uint32Array, found: Uint32Array, scope: Scope): Uint32Array {
  const starts = scope.memory.codes(keys.length + 1)
  starts[0] = 0
  for (let k = 0; k < keys.length; k++) {
    const key = keys[k]!
    starts[k + 1] = starts[k]! + found[key + 1]! - found[key]!
  }
  return starts
}

function placeOf(
  keys: Vector,
  starts: Uint32Array,
  scope: Scope,
): Pick<ListVector, 'offsets' | 'parents'> {
  if (keys.kind !== 'list') return { offsets: starts, parents: null }
  const parents = scope.memory.codes(starts.at(-1)!)
  for (let k = 0; k + 1 < starts.length; k++) parents.fill(k, starts[k], starts[k + 1])
  return { offsets: keys.offsets.map((element) => starts[element]!), parents }
}
