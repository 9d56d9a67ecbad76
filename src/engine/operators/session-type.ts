import { toNode } from '../links.ts'
import { setRange } from '../memory.ts'
import type { Operator, Scope } from '../scope.ts'
import type { NodeRef } from '../vectors.ts'

export interface SessionTypeNode {
  readonly op: 'session-type'
  readonly runs: NodeRef
  /** UTC milliseconds: where the period begins. */
  readonly start: number
  /** UTC milliseconds: how far before it an earlier session is looked for. */
  readonly lookbackStart: number
}

/** Codes of the sessions of a person. */
export const FIRST_TIME = 1
export const RETURNING = 2

/**
 * Whether an event's session is its person's first: code 1 first-time, 2 returning. With any event in
 * `[lookbackStart, start)` all sessions that reach into the period are returning (§3.13).
 */
export const sessionType: Operator<SessionTypeNode> = {
  links: { runs: toNode },
  instants: ['start', 'lookbackStart'],
  evaluate(node, scope) {
    const { count, offsets } = scope.runs(node.runs)
    const data = scope.memory.codes(scope.events)
    let run = 0
    for (let p = 0; p < scope.persons.count; p++) {
      const personEnd = scope.persons.offsets[p + 1]!
      let isKnown = hasEarlier(scope, p, node)
      while (run < count && offsets[run]! < personEnd) {
        const isBefore = scope.time[offsets[run + 1]! - 1]! < node.start
        const isFirst = isBefore ? offsets[run] === scope.persons.offsets[p] : !isKnown
        setRange(data, isFirst ? FIRST_TIME : RETURNING, offsets[run]!, offsets[run + 1]!)
        isKnown ||= !isBefore
        run++
      }
    }
    return { kind: 'codes', data }
  },
}

function hasEarlier(scope: Scope, person: number, node: SessionTypeNode): boolean {
  const { offsets } = scope.persons
  for (let i = offsets[person]!; i < offsets[person + 1]!; i++) {
    if (scope.time[i]! >= node.start) return false
    if (scope.time[i]! >= node.lookbackStart) return true
  }
  return false
}
