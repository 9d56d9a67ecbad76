import type { MaskRef, NodeRef } from '../../engine/index.ts'
import {
  type Compilation,
  everything,
  type Selection,
  type SelectedElements,
} from '../compilation/compilation.ts'
import { passingPart, testTable } from '../compilation/domain-table.ts'
import { findListsAround } from '../compilation/lists-around.ts'
import type { TextValue } from '../compilation/value.ts'
import type { MeasuredMetric } from '../compilation/measured-metric.ts'

/**
 * What all of them select: events with an element that is selected by all who speak of its list, or of one
 * around or below it. Only the elements that hold a surviving element survive, and only those that lie
 * in one (§3.12).
 */
export function intersectSelections(c: Compilation, all: readonly Selection[]): Selection {
  const own = all.filter((selection) => selection !== everything)
  if (own.length === 0) return everything
  const given = own.flatMap(({ elements }) => elements)
  const refs = pruned(c, common(c, given))
  const isGiven = (ref: NodeRef) => given.some((each) => each.ref === ref)
  const changed = [...refs.values()].filter((ref) => !isGiven(ref))
  const masks = [
    ...own.map(({ events }) => events),
    ...changed.map((ref) => findEventsWithElements(c, ref)),
  ]
  return { events: c.plan.and(...masks), elements: [...refs].map(([list, ref]) => ({ list, ref })) }
}

type Lists = Map<string, NodeRef>

/** The elements that all who speak of a list keep, by list. */
function common(c: Compilation, given: readonly SelectedElements[]): Lists {
  const refs: Lists = new Map()
  for (const { list, ref } of given) refs.set(list, both(c, ref, refs.get(list)))
  return refs
}

/** Without the elements that lie in none that is selected, or that hold none of a list below. */
function pruned(c: Compilation, refs: Lists): Lists {
  const held: Held = new Map()
  keepInside(c, refs, held)
  const inwards = (a: string, b: string) => depthOf(c, b) - depthOf(c, a)
  const lists = [...refs.keys()].flatMap((list) => [list, ...findListsAround(c, list)])
  for (const list of [...new Set(lists)].sort(inwards)) {
    const [around] = findListsAround(c, list)
    if (around === undefined) continue
    const holding = c.plan.add({ op: 'holding-elements', elements: refs.get(list)!, list: around })
    held.set(holding, refs.get(list)!)
    refs.set(around, both(c, holding, refs.get(around)))
  }
  keepInside(c, refs, held)
  return refs
}

const depthOf = (c: Compilation, list: string): number => findListsAround(c, list).length

/** The elements by which others are known to hold one of them. */
type Held = Map<NodeRef, NodeRef>

/** From the outermost list inwards, takes away what lies in no selected element. */
function keepInside(c: Compilation, refs: Lists, held: Held): void {
  for (const list of [...refs.keys()].sort((a, b) => depthOf(c, a) - depthOf(c, b))) {
    const around = findListsAround(c, list).find((outer) => refs.has(outer))
    if (around === undefined) continue
    const [ref, outer] = [refs.get(list)!, refs.get(around)!]
    if (held.get(outer) !== ref) refs.set(list, both(c, ref, outer))
  }
}

/** The elements of one selection that are, or lie in, those of another. */
function both(c: Compilation, input: NodeRef, elements: NodeRef | undefined): NodeRef {
  if (elements === undefined || elements === input) return input
  return c.plan.add({ op: 'selected-elements', input, elements })
}

/** The plan under more segments than those that it is under already. */
export function narrowSelection(c: Compilation, more: Selection): Compilation {
  return more === everything ? c : { ...c, selection: intersectSelections(c, [c.selection, more]) }
}

/** What passes a test of a dimension's values (1 for each code that does, null for none): of a list its elements, too, and the events without any. */
export function selectByTest(
  c: Compilation,
  value: TextValue,
  passes: Uint8Array | null,
): Selection {
  const events = passes === null ? c.plan.nothing() : testTable(c, value, passes)
  if (value.list === undefined || passes === null || passingPart(passes) !== 'some') {
    return { events, elements: [] }
  }
  const ref = c.plan.add({ op: 'map', input: value.ref, table: c.plan.table(widen(passes)) })
  return { events, elements: [{ list: value.list, ref }] }
}

const widened = new WeakMap<Uint8Array, Uint32Array>()

/** The same flags as codes. */
function widen(passes: Uint8Array): Uint32Array {
  const codes = widened.get(passes) ?? Uint32Array.from(passes)
  widened.set(passes, codes)
  return codes
}

/** The events with a selected element. */
export function findEventsWithElements(c: Compilation, ref: NodeRef): MaskRef {
  const any = c.plan.table(c.source.memo('selected elements', () => Uint8Array.of(0, 1)))
  return c.plan.add({ op: 'test', input: ref, table: any })
}

/** A vector of a list's values, with none on elements that are not selected or lie in none that is. */
export function limitToElements(
  c: Compilation,
  ref: NodeRef,
  list: string | undefined,
  selected: readonly SelectedElements[],
): NodeRef {
  if (list === undefined) return ref
  const lists = [list, ...findListsAround(c, list)]
  const nearest = lists.flatMap((each) => selected.find((other) => other.list === each) ?? [])[0]
  if (nearest === undefined) return ref
  return c.plan.add({ op: 'selected-elements', input: ref, elements: nearest.ref })
}

/** A dimension's values on the elements that a report looks at. */
export function limitToSelection(c: Compilation, value: TextValue): TextValue {
  return { ...value, ref: limitToElements(c, value.ref, value.list, c.selection.elements) }
}

/**
 * A metric over selected elements only, those of lists below included; metrics that are not about these
 * lists stay as they are.
 */
export function limitMetricToElements(
  c: Compilation,
  measured: MeasuredMetric,
  selected: readonly SelectedElements[],
): MeasuredMetric {
  if (measured.kind !== 'sum' || measured.elements === undefined) return measured
  const { elements, mask } = measured
  const ref = limitToElements(c, elements.ref, elements.list, selected)
  if (ref === elements.ref) return measured
  const amount = c.plan.add({ op: 'list-sum', input: ref })
  const has = c.plan.and(mask, c.plan.add({ op: 'has', input: ref }))
  return { kind: 'sum', mask: has, amount, elements: { ...elements, ref } }
}
