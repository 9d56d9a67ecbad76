import { toNode } from '../links.ts'
import { findHolders } from '../lists.ts'
import type { Bound, Moment } from '../persistence/allocation.ts'
import { allocations, type SingleAllocationName } from '../persistence/index.ts'
import { readUntil } from '../persistence/time-within.ts'
import type { Operator, Scope } from '../scope.ts'
import type { ListVector, NodeRef, RunsVector, Vector } from '../vectors.ts'
import { readReach } from './persist.ts'
import { eachPlace, readElements, takeLike, writeElements } from './list-values.ts'

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
    const data = takeLike(items.codes, items.codes.length, scope) as Uint32Array
    const valueAt = valueReader(scope.vector(node.input), items.vector, scope)
    const binds = node.when === undefined ? null : scope.mask(node.when)
    const reach = readReach(node, scope)
    const endOf = readUntil(reach, scope)
    const momentOf = (i: number) => ({ time: scope.time[i]!, until: endOf(i) })
    bindRuns(reach.runs, { allocation: node.allocation, items, valueAt, binds, momentOf }, data)
    if (items.vector.kind === 'codes') return { kind: 'codes', data }
    return writeElements(items.vector, data, scope)
  },
}

interface Slots {
  readonly vector: Extract<Vector, { kind: 'codes' | 'list' }>
  /** Item codes, of events or as `readElements` gives those of a list. */
  readonly codes: Uint32Array
}

function slotsOf(vector: Vector, scope: Scope): Slots {
  if (vector.kind === 'codes') return { vector, codes: vector.data }
  if (vector.kind !== 'list') throw new Error(`nothing can be bound to ${vector.kind}`)
  return { vector, codes: readElements(vector, scope) as Uint32Array }
}

function eachItem(i: number, { vector, codes }: Slots, visit: (place: number) => void): void {
  if (vector.kind === 'codes') visit(i)
  else eachPlace(vector, i, codes, 'first', visit)
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
  eachItem(i, items, (place) => {
    const item = items.codes[place]!
    const code = item === 0 ? 0 : valueAt(i, place)
    if (code === 0) return
    const bound = all.get(item) ?? []
    all.set(item, bound)
    memory.remember(bound, { code, ...momentOf(i) })
  })
}

function recallEvent(
  i: number,
  { items, momentOf, allocation }: Binding,
  all: ReadonlyMap<number, readonly Bound[]>,
  out: Uint32Array,
): void {
  const { memory } = allocations[allocation]
  eachItem(i, items, (place) => {
    const bound = all.get(items.codes[place]!)
    out[place] = bound ? memory.recall(bound, momentOf(i)) : 0
  })
}

/** The value that an event binds to an item of it; `place` is the item's. */
type ValueReader = (event: number, place: number) => number

function valueReader(value: Vector, items: Slots['vector'], scope: Scope): ValueReader {
  if (value.kind === 'codes') return (event) => value.data[event]!
  if (value.kind !== 'list') throw new Error(`${value.kind} cannot be bound`)
  const { codes, offsets } = value
  const onEmpty = (event: number): number => value.onEmpty?.[event] ?? 0
  const own = items.kind === 'list' ? ownElement(value, items, scope) : null
  const holders =
    items.kind === 'list' && value.list !== null && items.list !== null
      ? findHolders(value.list, items.list, scope)
      : null
  const elements = items.kind === 'list' ? items.offsets[scope.events]! : 0
  return (event, place) => {
    const isElement = place < elements
    if (isElement && own) return codes![own[place]!]!
    for (let e = offsets[event + 1]! - 1; e >= offsets[event]!; e--) {
      if (codes![e] && (!isElement || !holders || holders[e] === place)) return codes![e]!
    }
    return onEmpty(event)
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
