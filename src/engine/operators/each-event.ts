import type { Operator } from '../scope.ts'

export interface EachEventNode {
  readonly op: 'each-event'
}

/** Each event as a container of its own. */
export const eachEvent: Operator<EachEventNode> = {
  links: {},
  evaluate(_node, scope) {
    const offsets = scope.memory.codes(scope.events + 1)
    for (let i = 0; i <= scope.events; i++) offsets[i] = i
    return { kind: 'runs', count: scope.events, offsets, first: scope.range.eventFrom }
  },
}
