import { toNode } from '../links.ts'
import { setRange } from '../memory.ts'
import { onlyFlags } from '../run-flags.ts'
import type { Operator, Scope } from '../scope.ts'
import { getCached } from '../vector-cache.ts'
import type { MaskRef, NodeRef } from '../vectors.ts'
import { fillEmptyLists } from './list-values.ts'

export interface PersonsNode {
  readonly op: 'persons'
}

/** Each person as one run of events. */
export const persons: Operator<PersonsNode> = {
  links: {},
  evaluate: (_node, scope) => scope.persons,
}

export interface SessionsNode {
  readonly op: 'sessions'
  readonly timeoutMs: number
  /** Events that begin a session whatever the gap. */
  readonly starts?: NodeRef
}

/** Sessions: a gap longer than the timeout, or a start metric, begins a new one (§3.1). */
export const sessions: Operator<SessionsNode> = {
  links: { starts: toNode },
  evaluate(node, scope) {
    const make = () => sessionOffsets(node, scope)
    const isCacheable = node.starts === undefined
    const offsets = isCacheable ? (getCached(scope, keyOf(node), make) as Uint32Array) : make()
    const count = offsets.length - 1
    scope.noteSessions(count)
    return { kind: 'runs', count, offsets, first: scope.firstSession }
  },
  cacheAs: (node) => (node.starts === undefined ? { key: keyOf(node), bytes: 4 } : null),
}

const keyOf = ({ timeoutMs }: SessionsNode): string => `sessions ${timeoutMs}`

function sessionOffsets({ timeoutMs, starts }: SessionsNode, scope: Scope): Uint32Array {
  const mask = starts === undefined ? null : scope.mask(starts)
  const offsets = scope.memory.codes(scope.events + 1)
  const { count: k, offsets: runs } = scope.persons
  const time = scope.time
  const count = scope.kernels.sessionRuns(time, mask, runs, k, timeoutMs, offsets)
  return offsets.subarray(0, count + 1)
}

export interface AnyInNode {
  readonly op: 'any-in'
  readonly mask: NodeRef
  readonly runs: NodeRef
}

/** All events of the containers that have any event in a mask. */
export const anyIn: Operator<AnyInNode> = {
  links: { mask: toNode, runs: toNode },
  evaluate: onlyFlags,
  flags({ mask, runs }, scope) {
    const inner = scope.flags(mask)
    if (inner?.runs === runs) return inner
    const { count, offsets } = scope.runs(runs)
    const data = scope.memory.bytes(count)
    if (inner && scope.isPersons(runs)) {
      const parts = scope.runs(inner.runs)
      const within = [parts.offsets, parts.count, offsets, data] as const
      scope.kernels.testOuterRuns(inner.data, ...within)
    } else {
      scope.kernels.anyRuns(scope.mask(mask), offsets, count, data)
    }
    return { runs, data }
  },
}

export interface AllInNode {
  readonly op: 'all-in'
  /** At most 8 masks, a bit each. */
  readonly bits: NodeRef
  readonly required: number
  readonly runs: NodeRef
}

/** All events of the containers that have an event in each of several masks. */
export const allIn: Operator<AllInNode> = {
  links: { bits: toNode, runs: toNode },
  evaluate: onlyFlags,
  flags({ bits, required, runs }, scope) {
    const { count, offsets } = scope.runs(runs)
    const data = scope.memory.bytes(count)
    scope.kernels.allRuns(scope.bytes(bits), offsets, count, required, data)
    return { runs, data }
  },
}

export interface CountInNode {
  readonly op: 'count-in'
  readonly mask: NodeRef
  readonly runs: NodeRef
}

/** How many events of its container are in a mask, on every event. */
export const countIn: Operator<CountInNode> = {
  links: { mask: toNode, runs: toNode },
  evaluate({ mask, runs }, scope) {
    const where = scope.mask(mask)
    const { count, offsets } = scope.runs(runs)
    const data = scope.memory.numbers(scope.events)
    scope.kernels.countIn(where, offsets, count, data)
    return { kind: 'numbers', data }
  },
}

export interface SumInNode {
  readonly op: 'sum-in'
  readonly input: NodeRef
  readonly mask: MaskRef
  readonly runs: NodeRef
}

/** The sum of a number over the container's events in a mask, on every event; 0 where there are none. */
export const sumIn: Operator<SumInNode> = {
  links: { input: toNode, mask: toNode, runs: toNode },
  evaluate({ input, mask, runs }, scope) {
    const values = scope.numbers(input)
    const where = scope.maskOrAll(mask)
    const { count, offsets } = scope.runs(runs)
    const data = scope.memory.numbers(scope.events)
    scope.kernels.sumIn(values, where, offsets, count, data)
    return { kind: 'numbers', data }
  },
}

export interface DistinctInNode {
  readonly op: 'distinct-in'
  /** Codes or a list of codes. */
  readonly input: NodeRef
  readonly mask: MaskRef
  readonly runs: NodeRef
}

/** How many distinct values a container's events in a mask have, on every event. */
export const distinctIn: Operator<DistinctInNode> = {
  links: { input: toNode, mask: toNode, runs: toNode },
  evaluate({ input, mask, runs }, scope) {
    const given = scope.vector(input)
    const vector = given.kind === 'list' ? fillEmptyLists(given, scope) : given
    const where = scope.maskOrAll(mask)
    const { count, offsets } = scope.runs(runs)
    const data = scope.memory.numbers(scope.events)
    const seen = new Set<number>()
    for (let r = 0; r < count; r++) {
      seen.clear()
      for (let i = offsets[r]!; i < offsets[r + 1]!; i++) {
        if (where && !where[i]) continue
        if (vector.kind === 'codes') seen.add(vector.data[i]!)
        else if (vector.kind === 'list') {
          for (let e = vector.offsets[i]!; e < vector.offsets[i + 1]!; e++) {
            seen.add(vector.codes![e]!)
          }
        }
      }
      seen.delete(0)
      setRange(data, seen.size, offsets[r]!, offsets[r + 1]!)
    }
    return { kind: 'numbers', data }
  },
}

export interface EdgeInNode {
  readonly op: 'edge-in'
  readonly edge: 'first' | 'last'
  readonly runs: NodeRef
}

/** The first or the last event of each container. */
export const edgeIn: Operator<EdgeInNode> = {
  links: { runs: toNode },
  evaluate({ edge, runs }, scope) {
    const { count, offsets } = scope.runs(runs)
    const data = scope.memory.bytes(scope.events)
    scope.kernels[edge === 'first' ? 'firstIn' : 'lastIn'](offsets, count, data, scope.events)
    return { kind: 'mask', data }
  },
}

export interface DepthInNode {
  readonly op: 'depth-in'
  readonly runs: NodeRef
  /** Only these events count, 1, 2, 3 …; the others get 0. */
  readonly mask?: NodeRef
}

/** An event's number within its container, as a code. */
export const depthIn: Operator<DepthInNode> = {
  links: { runs: toNode, mask: toNode },
  evaluate({ runs, mask }, scope) {
    const where = mask === undefined ? null : scope.mask(mask)
    const { count, offsets } = scope.runs(runs)
    const data = scope.memory.codes(scope.events)
    for (let r = 0; r < count; r++) {
      let depth = 0
      for (let i = offsets[r]!; i < offsets[r + 1]!; i++) {
        data[i] = !where || where[i] ? ++depth : 0
      }
    }
    return { kind: 'codes', data }
  },
}
