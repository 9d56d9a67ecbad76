import type { MaskRef, NodeRef } from '../../engine/index.ts'
import {
  type Compilation,
  keepAll,
  type Kept,
  type KeptElements,
} from '../compilation/compilation.ts'
import type { TextValue } from '../compilation/value.ts'
import type { MeasuredMetric } from '../compilation/measured-metric.ts'

/** What all of them keep: events with an element that is kept by all who speak of its list. */
export function keptByAll(c: Compilation, all: readonly Kept[]): Kept {
  if (all.length === 0) return keepAll
  const refs = new Map<string, NodeRef>()
  const masks = all.map(({ events }) => events)
  for (const { list, ref } of all.flatMap(({ elements }) => elements)) {
    const known = refs.get(list)
    if (known === undefined || known === ref) refs.set(list, ref)
    else {
      const both = c.plan.add({ op: 'selected-elements', input: ref, elements: known })
      refs.set(list, both)
      masks.push(anyKept(c, both))
    }
  }
  const elements = [...refs].map(([list, ref]) => ({ list, ref }))
  return { events: c.plan.and(...masks), elements }
}

/** The plan under more segments than those that it is under already. */
export function underKept(c: Compilation, more: Kept): Compilation {
  return more === keepAll ? c : { ...c, kept: keptByAll(c, [c.kept, more]) }
}

/** The elements that pass a test of a list's values, where `mask` is that test. */
export function elementsThatPass(c: Compilation, value: TextValue, mask: MaskRef): Kept {
  const node = mask === null ? null : c.plan.node(mask)
  if (value.list === undefined || node?.op !== 'test') return keepAll
  const test = { codes: node.input, table: node.table, isBelow: false }
  const ref = c.plan.add({ op: 'element-test', list: value.ref, test })
  return { events: null, elements: [{ list: value.list, ref }] }
}

/** The events with a kept element. */
export function anyKept(c: Compilation, ref: NodeRef): MaskRef {
  const any = c.plan.table(c.source.memo('kept elements', () => Uint8Array.of(0, 1)))
  return c.plan.add({ op: 'test', input: ref, table: any })
}

/** The kept lists that a list is, or lies in. */
const around = (list: string | undefined, kept: readonly KeptElements[]) =>
  list === undefined ? [] : kept.filter((each) => `${list}.`.startsWith(`${each.list}.`))

/** A vector of a list's values, with none on elements that are not kept. */
export function keepIn(
  { plan }: Compilation,
  ref: NodeRef,
  list: string | undefined,
  kept: readonly KeptElements[],
): NodeRef {
  const refs = new Set(around(list, kept).map((each) => each.ref))
  return [...refs].reduce(
    (input, elements) => plan.add({ op: 'selected-elements', input, elements }),
    ref,
  )
}

/** A dimension's values on the elements that a report looks at. */
export function keepValues(c: Compilation, value: TextValue): TextValue {
  return { ...value, ref: keepIn(c, value.ref, value.list, c.kept.elements) }
}

/**
 * A metric over kept elements only, those of lists below included; metrics that are not about these
 * lists stay as they are.
 */
export function keepElementsOf(
  c: Compilation,
  measured: MeasuredMetric,
  kept: readonly KeptElements[],
): MeasuredMetric {
  if (measured.kind !== 'sum' || measured.elements === undefined) return measured
  const { elements, mask } = measured
  const ref = keepIn(c, elements.ref, elements.list, kept)
  if (ref === elements.ref) return measured
  const amount = c.plan.add({ op: 'list-sum', input: ref })
  const has = c.plan.and(mask, c.plan.add({ op: 'has', input: ref }))
  return { kind: 'sum', mask: has, amount, elements: { ...elements, ref } }
}
