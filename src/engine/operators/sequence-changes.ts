import { toNode } from '../links.ts'
import type { Operator } from '../scope.ts'
import type { ListVector, NodeRef } from '../vectors.ts'
import { fillEmptyLists } from './list-values.ts'

export interface ChangesInNode {
  readonly op: 'changes-in'
  /** Codes or a list of codes. */
  readonly input: NodeRef
  readonly runs: NodeRef
}

/** Events where a value is set that differs from the one set before it in the container. */
export const changesIn: Operator<ChangesInNode> = {
  links: { input: toNode, runs: toNode },
  evaluate({ input, runs }, scope) {
    const vector = scope.vector(input)
    const { count, offsets } = scope.runs(runs)
    const data = scope.memory.bytes(scope.events)
    const valueAt =
      vector.kind === 'list' ? listText(fillEmptyLists(vector, scope)) : codeAt(scope.codes(input))
    for (let r = 0; r < count; r++) {
      let before: number | string = 0
      for (let i = offsets[r]!; i < offsets[r + 1]!; i++) {
        const value = valueAt(i)
        data[i] = Number(value !== 0 && value !== before)
        if (value !== 0) before = value
      }
    }
    return { kind: 'mask', data }
  },
}

const codeAt = (codes: Uint32Array) => (i: number) => codes[i]!

/** All set elements of an event as one value. */
const listText =
  ({ offsets, codes }: ListVector) =>
  (i: number) =>
    codes!
      .subarray(offsets[i], offsets[i + 1])
      .filter((code) => code !== 0)
      .join() || 0
