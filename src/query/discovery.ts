import type { NodeRef, Partial, ReportPlan } from '../engine/index.ts'
import type { Compilation } from './compilation.ts'

/**
 * What a first pass over the data finds before a plan can be finished: which numbers or combinations
 * of values occur. Remembered per data version under `key`, which must tell the vectors apart within
 * one data view; a failed pass is not remembered.
 */
export async function discover<P>(
  c: Compilation,
  key: string,
  report: ReportPlan,
): Promise<P> {
  const found = c.source.memo(`discover ${viewKey(c)} ${key}`, newSlot)
  found.partial ??= run(c, report).catch((error: unknown) => {
    found.partial = undefined
    throw error
  })
  return (await found.partial) as P
}

interface Slot {
  partial: Promise<Partial> | undefined
}

const newSlot = (): Slot => ({ partial: undefined })

async function run(c: Compilation, report: ReportPlan): Promise<Partial> {
  const { nodes, tables } = c.plan.build()
  const plan = { nodes: [...nodes], tables: [...tables], reports: [report] }
  const { partials } = await c.source.run(plan)
  return partials[0]!
}

/** All that a data view's values depend on. */
export function viewKey({ view, sessionStarts }: Compilation): string {
  const known = keys.get(view)?.[Number(sessionStarts === null)]
  if (known) return known
  const { timeZone, calendar, sessionTimeoutMs, derivedFields } = view
  const starts = sessionStarts === null ? [] : [view.startMetrics, [...view.metrics]]
  const key = JSON.stringify([timeZone, calendar, sessionTimeoutMs, derivedFields, starts])
  const both = keys.get(view) ?? ['', '']
  both[Number(sessionStarts === null)] = key
  keys.set(view, both)
  return key
}

const keys = new WeakMap<Compilation['view'], [string, string]>()

/** The distinct numbers of a vector, ascending. */
export async function distinctNumbers(
  c: Compilation,
  key: string,
  input: NodeRef,
): Promise<Float64Array> {
  const report = { kind: 'distinct-numbers', input, mask: null } as const
  const found = await discover<{ readonly numbers: Float64Array }>(c, `numbers ${key}`, report)
  return found.numbers
}
