import type { GroupPartial } from '../../src/engine/index.ts'
import {
  type Compilation,
  type Period,
  addPeriod,
} from '../../src/query/compilation/compilation.ts'
import { compileDimension } from '../../src/query/components/dimension.ts'
import { compileMetric } from '../../src/query/components/metric.ts'
import { startCompilation } from '../../src/query/components/start-compilation.ts'
import { findWholePeriod } from '../../src/query/compilation/period.ts'
import type { Domain } from '../../src/query/compilation/value.ts'
import type { Item } from '../../src/model/result.ts'
import { contextOf, type World } from './ask.ts'

/** A world, and the range that is looked at: UTC ms, `[start, end)`; everything when left out. */
export type CompiledWorld = World & { readonly range?: readonly [number, number] }

export async function compileWorld(world: CompiledWorld): Promise<{
  c: Compilation
  period: Period
}> {
  const { source, dataView, definitions, now } = contextOf(world)
  const c = await startCompilation(source, dataView, definitions, now)
  return {
    c,
    period: world.range ? addPeriod(c, world.range[0], world.range[1]) : findWholePeriod(c),
  }
}

/** A partial's figures by the items of its keys, written `a | b`; zeros are left out. */
export function readRows(
  partial: GroupPartial,
  domains: readonly Domain[],
): Map<string, readonly number[]> {
  const rows = new Map<string, readonly number[]>()
  const count = partial.values[0]!.length
  for (let row = 0; row < count; row++) {
    const values = partial.values.map((column) => column[row]!)
    if (values.every((value) => value === 0)) continue
    let rest = row
    const items: Item[] = []
    for (let k = domains.length - 1; k >= 0; k--) {
      const { size } = domains[k]!
      items.unshift(domains[k]!.item(partial.keys ? partial.keys[k]![row]! : rest % size))
      rest = Math.floor(rest / size)
    }
    rows.set(items.join(' | '), values)
  }
  return rows
}

/** Metrics by dimensions, as a group report of the engine. */
export async function groupWorld(
  world: CompiledWorld,
  dimensions: readonly string[],
  metrics: readonly string[],
): Promise<Map<string, readonly number[]>> {
  const { c, period } = await compileWorld(world)
  const rows = []
  for (const id of dimensions) rows.push((await compileDimension(c, id, period)).value)
  const measures = []
  for (const id of metrics) {
    const { measured } = await compileMetric(c, id, period)
    if (measured.kind === 'sum') {
      const byElement = rows.some((row) => row.isList)
      const input = (byElement && measured.elements?.ref) || measured.amount
      measures.push({ measure: 'sum', input, mask: measured.mask } as const)
    } else if (measured.kind === 'count') {
      measures.push({ measure: 'count', mask: measured.mask } as const)
    } else measures.push({ measure: 'distinct', runs: measured.runs, mask: measured.mask } as const)
  }
  c.plan.aggregate({
    kind: 'group',
    keys: rows.map((row) => row.ref),
    sizes: rows.map((row) => row.domain.size),
    lists: rows.map((row) => row.isList),
    mask: period.mask,
    measures,
  })
  const { partials } = await c.source.run(c.plan.build())
  return readRows(
    partials[0] as GroupPartial,
    rows.map((row) => row.domain),
  )
}
