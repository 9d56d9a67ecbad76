import type { Operator } from '../scope.ts'

export interface EventNumberNode {
  readonly op: 'event-number'
}

/** Which event of its person it is, from 1. */
export const eventNumber: Operator<EventNumberNode> = {
  links: {},
  evaluate(_node, scope) {
    const { count, offsets } = scope.persons
    const data = scope.memory.codes(scope.events)
    for (let p = 0; p < count; p++) {
      for (let i = offsets[p]!; i < offsets[p + 1]!; i++) data[i] = i - offsets[p]! + 1
    }
    return { kind: 'codes', data }
  },
}
