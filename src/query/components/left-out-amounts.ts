import type { GroupPartial, MaskRef, Measure } from '../../engine/index.ts'
import type { Compilation, Period } from '../compilation/compilation.ts'
import type { NumberValue, TextValue } from '../compilation/value.ts'

/** Where a metric's amounts are counted. */
export interface LookedAt {
  readonly period: Period
  readonly events: MaskRef
}

interface LeftOut {
  /** Of the metric. */
  readonly id: string
  readonly value: NumberValue
  /** The same, without those that are left out. */
  readonly converted: NumberValue
  readonly codes: TextValue
  /** Why amounts of a code are left out, one per code. */
  readonly reasons: readonly string[]
}

/** How many reasons are told apart. */
const MOST_REASONS = 10

/** Counts the amounts that have no place in a metric, to be said by their reasons. */
export function reportLeftOut(c: Compilation, leftOut: LeftOut, looked: LookedAt): void {
  const { id, value, converted, codes, reasons } = leftOut
  if (c.findings.has(id)) return
  const names = [...new Set(reasons)].slice(0, MOST_REASONS)
  const places = Uint32Array.from(reasons, (reason) => {
    const place = names.indexOf(reason)
    return place < 0 ? names.length : place
  })
  const key = c.plan.add({ op: 'map', input: codes.ref, table: c.plan.table(places) })
  const aggregation = c.plan.aggregate({
    kind: 'group',
    keys: [key],
    sizes: [names.length + 1],
    lists: [codes.isList],
    mask: c.plan.and(looked.period.mask, looked.events),
    measures: [countAmounts(c, value, codes), countAmounts(c, converted, codes)],
  })
  c.findings.set(id, (partials) => {
    const { keys, values } = partials[aggregation] as GroupPartial
    const counts = new Float64Array(names.length + 1)
    const [given, kept] = values as readonly ArrayLike<number>[]
    for (let row = 0; row < given!.length; row++) {
      counts[keys?.[0]![row] ?? row] = given![row]! - kept![row]!
    }
    return describe(c.view.metrics.get(id)?.name ?? id, [...names, 'in other currencies'], counts)
  })
}

/** By the codes of events, or those of the elements that have the amounts. */
function countAmounts(c: Compilation, { ref, isList }: NumberValue, codes: TextValue): Measure {
  if (!isList) return { measure: 'count', mask: c.plan.add({ op: 'has', input: ref }) }
  const op = codes.isList ? 'list-ones' : 'list-count'
  return { measure: 'sum', input: c.plan.add({ op, input: ref }), mask: null }
}

function describe(metric: string, names: readonly string[], counts: Float64Array): string | null {
  const all = counts.reduce((sum, count) => sum + count, 0)
  if (all === 0) return null
  const parts = names
    .map((name, place) => ({ name, count: counts[place]! }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .map(({ name, count }) => `${count} ${name}`)
  return `${metric} leaves out ${all} ${all === 1 ? 'amount' : 'amounts'}: ${parts.join('; ')}`
}
