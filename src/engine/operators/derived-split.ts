import { toNode, toTable } from '../links.ts'
import type { Operator } from '../scope.ts'
import type { NodeRef, TableRef } from '../vectors.ts'
import { readValues } from './derived-values.ts'
import { makeSets } from './list-values.ts'

export interface SplitListNode {
  readonly op: 'split-list'
  /** Codes or a list of codes. */
  readonly input: NodeRef
  /** u32, one more than there are codes: where the parts of a code begin. */
  readonly offsets: TableRef
  /** u32: the parts of all codes, one after the other. */
  readonly parts: TableRef
}

/** Every value replaced by the parts that it was split into, as a set of values per event. */
export const splitList: Operator<SplitListNode> = {
  links: { input: toNode, offsets: toTable, parts: toTable },
  isList: () => true,
  evaluate({ input, offsets, parts }, scope) {
    const { data, start } = readValues(input, scope)
    const [from, table] = [scope.table(offsets), scope.table(parts)]
    const places = scope.memory.codes(scope.events + 1)
    let size = 0
    for (let e = 0; e < data.length; e++) size += from[data[e]! + 1]! - from[data[e]!]!
    const codes = scope.memory.codes(size)
    let to = 0
    for (let i = 0; i < scope.events; i++) {
      places[i] = to
      for (let e = start(i); e < start(i + 1); e++) {
        for (let p = from[data[e]!]!; p < from[data[e]! + 1]!; p++) codes[to++] = table[p]!
      }
    }
    places[scope.events] = to
    return makeSets(places, codes)
  },
}
