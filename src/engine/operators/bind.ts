import { toNode } from '../links.ts'
import { findHolders } from '../lists.ts'
import type { Bound, Moment } from '../persistence/allocation.ts'
import { allocations, type SingleAllocationName } from '../persistence/index.ts'
import { readUntil } from '../persistence/time-within.ts'
import type { Operator, Scope } from '../scope.ts'
import type { ListVector, NodeRef, RunsVector, Vector } from '../vectors.ts'
import { readReach } from './persist.ts'

export interface BindNode {
  readonly op: 'bind'
  /** The values that are bound where they are set: codes, or a list of codes. */
  readonly input: NodeRef
  /** What they are bound to: codes, or a list of codes. */
  readonly items: NodeRef
  /** Only events in this mask bind; absent: those on which a value is set. */
  readonly when?: NodeRef
  readonly allocation: SingleAllocationName
  /** Bound values never leave these. */
  readonly runs: NodeRef
  /** null: to the end of the run. */
  readonly durationMs: number | null
  /** Instead of the duration, as in `persist`. */
  readonly until?: NodeRef
}

/**
 * Values remembered by the items of another dimension (§3.9): each item, on each event, has the value
 * that was bound to it. A value of the item's own list element, or of the element around it, is bound
 * to that item alone; any other to all items of its event.
 */
export const bind: Operator<BindNode> = {
  links: { input: toNode, items: toNode, when: toNode, runs: toNode, until: toNode },
  isList: ({ items }, plan) => plan.isList(items),
  evaluate(node, scope) {
    const items = slotsOf(scope.vector(node.items), scope)
    const data = scope.memory.codes(items.codes.length)
    const valueAt = valueReader(scope.vector(node.input), items.vector, scope)
    const binds = node.when === undefined ? null : scope.mask(node.when)
    const reach = readReach(node, scope)
    const endOf = readUntil(reach, scope)
    const momentOf = (i: number) => ({ time: scope.time[i]!, until: endOf(i) })
    bindRuns(reach.runs, { allocation: node.allocation, items, valueAt, binds, momentOf }, data)
    if (items.vector.kind === 'codes') return { kind: 'codes', data }
    return { ...items.vector, codes: data, numbers: null }
  },
}

interface Slots {
  readonly vector: Extract<Vector, { kind: 'codes' | 'list' }>
  /** Item codes; those of event i at `offsets[i]` …; without offsets event i has the one at i. */
  readonly codes: Uint32Array
  readonly offsets: Uint32Array | null
}

function slotsOf(vector: Vector, scope: Scope): Slots {
  if (vector.kind === 'codes') return { vector, codes: vector.data, offsets: null }
  if (vector.kind !== 'list') throw new Error(`nothing can be bound to ${vector.kind}`)
  return {
    vector,
    codes: vector.codes!.subarray(0, vector.offsets[scope.events]),
    offsets: vector.offsets,
  }
}

interface Binding {
  readonly allocation: SingleAllocationName
  readonly items: Slots
  readonly valueAt: ValueReader
  readonly binds: Uint8Array | null
  readonly momentOf: (event: number) => Moment
}

function bindRuns(runs: RunsVector, binding: Binding, out: Uint32Array): void {
  const { memory } = allocations[binding.allocation]
  const bound = new Map<number, Bound[]>()
  for (let r = 0; r < runs.count; r++) {
    const [from, to] = [runs.offsets[r]!, runs.offsets[r + 1]!]
    bound.clear()
    if (memory.looksAhead) {
      for (let i = from; i < to; i++) rememberEvent(i, binding, bound)
      for (let i = from; i < to; i++) recallEvent(i, binding, bound, out)
    } else {
      for (let i = from; i < to; i++) {
        rememberEvent(i, binding, bound)
        recallEvent(i, binding, bound, out)
      }
    }
  }
}

function rememberEvent(i: number, binding: Binding, all: Map<number, Bound[]>): void {
  const { items, valueAt, binds, momentOf, allocation } = binding
  if (binds && !binds[i]) return
  const { memory } = allocations[allocation]
  const to = items.offsets ? items.offsets[i + 1]! : i + 1
  for (let e = items.offsets ? items.offsets[i]! : i; e < to; e++) {
    const item = items.codes[e]!
    const code = item === 0 ? 0 : valueAt(i, e)
    if (code === 0) continue
    const bound = all.get(item) ?? []
    all.set(item, bound)
    memory.remember(bound, { code, ...momentOf(i) })
  }
}

function recallEvent(
  i: number,
  { items, momentOf, allocation }: Binding,
  all: ReadonlyMap<number, readonly Bound[]>,
  out: Uint32Array,
): void {
  const { memory } = allocations[allocation]
  const to = items.offsets ? items.offsets[i + 1]! : i + 1
  for (let e = items.offsets ? items.offsets[i]! : i; e < to; e++) {
    const bound = all.get(items.codes[e]!)
    out[e] = bound ? memory.recall(bound, momentOf(i)) : 0
  }
}

/** The value that an event binds to an item of it; `element` is the item's index. */
type ValueReader = (event: number, element: number) => number

function valueReader(value: Vector, items: Slots['vector'], scope: Scope): ValueReader {
  if (value.kind === 'codes') return (event) => value.data[event]!
  if (value.kind !== 'list') throw new Error(`${value.kind} cannot be bound`)
  const own = items.kind === 'list' ? ownElement(value, items, scope) : null
  if (own) return (_event, element) => value.codes![own[element]!]!
  const holders =
    items.kind === 'list' && value.list !== null && items.list !== null
      ? findHolders(value.list, items.list, scope)
      : null
  return (event, element) => {
    for (let e = value.offsets[event + 1]! - 1; e >= value.offsets[event]!; e--) {
      if (value.codes![e] && (!holders || holders[e] === element)) return value.codes![e]!
    }
    return 0
  }
}

/** For each item the element of the values' list that it is in; null where lists do not nest so. */
function ownElement(
  value: ListVector,
  items: ListVector,
  scope: Scope,
): { readonly [element: number]: number } | null {
  if (value.list === null || items.list === null) return null
  if (value.list === items.list) return Uint32Array.from(items.codes!, (_, element) => element)
  return findHolders(items.list, value.list, scope)
}
