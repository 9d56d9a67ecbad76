import type { MaskRef, NodeRef } from '../../engine/index.ts'
import type { Compilation } from '../compilation.ts'
import type { TextValue } from '../value.ts'
import type { MeasuredMetric } from './metric.ts'

/** The elements of a list that count: a list of 0 and 1. */
export interface KeptElements {
  readonly list: string
  readonly ref: NodeRef
}

/** The events, and of some lists the elements, on which a metric counts. */
export interface Kept {
  readonly events: MaskRef
  readonly elements: readonly KeptElements[]
}

export const keepAll: Kept = { events: null, elements: [] }

/** What all of them keep: events with an element that is kept by all who speak of its list. */
export function keptByAll(c: Compilation, all: readonly Kept[]): Kept {
  const refs = new Map<string, NodeRef>()
  const masks = all.map(({ events }) => events)
  for (const { list, ref } of all.flatMap(({ elements }) => elements)) {
    const known = refs.get(list)
    if (known === undefined || known === ref) refs.set(list, ref)
    else {
      const both = c.plan.add({ op: 'keep-elements', input: ref, elements: known })
      refs.set(list, both)
      masks.push(anyKept(c, both))
    }
  }
  const elements = [...refs].map(([list, ref]) => ({ list, ref }))
  return { events: c.plan.and(...masks), elements }
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

/**
 * A metric over kept elements only, those of lists below included; metrics that are not about these
 * lists stay as they are.
 */
export function keepElementsOf(
  { plan }: Compilation,
  measured: MeasuredMetric,
  kept: readonly KeptElements[],
): MeasuredMetric {
  if (measured.kind !== 'sum' || measured.elements === undefined) return measured
  const { elements, mask } = measured
  const own = kept.filter(({ list }) => `${elements.list}.`.startsWith(`${list}.`))
  if (own.length === 0) return measured
  const input = own.reduce(
    (ref, each) => plan.add({ op: 'keep-elements', input: ref, elements: each.ref }),
    elements.ref,
  )
  const amount = plan.add({ op: 'list-sum', input })
  const has = plan.and(mask, plan.add({ op: 'has', input }))
  return { kind: 'sum', mask: has, amount, elements: { ...elements, ref: input } }
}
