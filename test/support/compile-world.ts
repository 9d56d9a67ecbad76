import type { GroupPartial } from '../../src/engine/index.ts'
import { createMemorySource, type MemoryEvent, type MemoryOptions } from './memory-source.ts'
import { dataView } from '../../src/model/definitions/data-view.ts'
import { type Compilation, type Period, periodOf } from '../../src/query/compilation/compilation.ts'
import { compileDimension } from '../../src/query/components/dimension.ts'
import { compileMetric } from '../../src/query/components/metric.ts'
import { definitionsOf } from '../../src/query/compilation/definitions.ts'
import { startCompilation } from '../../src/query/components/start-compilation.ts'
import { wholePeriod } from '../../src/query/compilation/period.ts'
import type { Domain, Item } from '../../src/query/compilation/value.ts'

/** A small world: events, and a data view over them. */
export interface World {
  readonly events: readonly MemoryEvent[]
  readonly view?: object
  readonly options?: MemoryOptions
  /** UTC ms, `[start, end)`; everything when left out. */
  readonly range?: readonly [number, number]
}

export async function compileWorld({ events, view, options, range }: World): Promise<{
  c: Compilation
  period: Period
}> {
  const source = createMemorySource(events, options)
  const parsed = dataView.parse({ kind: 'data-view', id: 'main', connection: 'all', ...view })
  const c = await startCompilation(source, parsed, definitionsOf([]), 0)
  return { c, period: range ? periodOf(c, range[0], range[1]) : wholePeriod(c) }
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
  world: World,
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
