import type { Aggregation, NodeRef, PartialResult } from '../../engine/index.ts'
import type { Compilation } from './compilation.ts'
import type { View } from './view.ts'

/**
 * What a first pass over the data finds before a plan can be finished: which numbers or combinations
 * of values occur. Remembered per data version under `key`, which must tell the vectors apart within
 * one data view; a failed pass is not remembered.
 */
export async function discover<P>(
  c: Compilation,
  key: string,
  aggregation: Aggregation,
): Promise<P> {
  const found = c.source.memo(`discover ${viewKey(c)} ${key}`, newSlot)
  found.partial ??= run(c, aggregation).catch((error: unknown) => {
    found.partial = undefined
    throw error
  })
  return (await found.partial) as P
}

interface Slot {
  partial: Promise<PartialResult> | undefined
}

const newSlot = (): Slot => ({ partial: undefined })

async function run(c: Compilation, aggregation: Aggregation): Promise<PartialResult> {
  const { partials } = await c.source.run(c.plan.build([aggregation]))
  return partials[0]!
}

/** All that a data view's values depend on; sessions differ until their start metrics are known. */
export function viewKey(c: Compilation): string {
  const known = keys.get(c.view) ?? describe(c.view)
  keys.set(c.view, known)
  const clock = known.includes('"clock"') ? c.now : ''
  return `${c.sessionStarts === null ? 'gaps' : 'starts'} ${clock} ${known}`
}

const keys = new WeakMap<View, string>()

function describe(view: View): string {
  const { timeZone, calendar, sessionTimeoutMs, derivedFields, startMetrics } = view
  const metrics = startMetrics.length === 0 ? [] : [...view.metrics.values()]
  return JSON.stringify([
    timeZone,
    calendar,
    sessionTimeoutMs,
    derivedFields,
    startMetrics,
    metrics,
  ])
}

/** The distinct numbers of a vector, ascending. */
export async function discoverNumbers(
  c: Compilation,
  key: string,
  input: NodeRef,
): Promise<Float64Array> {
  const numbers = { kind: 'distinct-numbers', input, mask: null } as const
  const found = await discover<{ readonly numbers: Float64Array }>(c, `numbers ${key}`, numbers)
  return found.numbers
}
