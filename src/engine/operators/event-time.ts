import type { Operator } from '../scope.ts'

export interface EventTimeNode {
  readonly op: 'event-time'
}

/** The instant of each event, UTC milliseconds. */
export const eventTime: Operator<EventTimeNode> = {
  links: {},
  evaluate: (_node, scope) => ({ kind: 'numbers', data: scope.time }),
  numbersInPlace: (_node, scope) => scope.timesInPlace,
}
