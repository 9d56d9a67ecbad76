import { setRange } from '../memory.ts'
import type { Operator } from '../scope.ts'

export interface PersonCodeNode {
  readonly op: 'person-code'
}

/** The person's code in the person dictionary, on every event. */
export const personCode: Operator<PersonCodeNode> = {
  links: {},
  evaluate(_node, scope) {
    const { count, offsets } = scope.persons
    const codes = scope.block.personCode
    const data = scope.memory.codes(scope.events)
    for (let p = 0; p < count; p++) {
      setRange(data, codes[scope.range.personFrom + p]!, offsets[p]!, offsets[p + 1]!)
    }
    return { kind: 'codes', data }
  },
}
