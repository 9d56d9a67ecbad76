import type { GroupPartial } from '../../src/engine/index.ts'
import { type Attribution, attribution } from '../../src/model/attribution.ts'
import { compileCredit, touchPeriod } from '../../src/query/attribution/compile.ts'
import { compileDimension } from '../../src/query/components/dimension.ts'
import { compileMetric } from '../../src/query/components/metric.ts'
import { testItem } from '../../src/query/compilation/domain-table.ts'
import type { Item } from '../../src/model/result.ts'
import { type CompiledWorld, compileWorld, readRows } from './compile-world.ts'

export interface CreditQuestion {
  readonly rows: readonly string[]
  readonly metric: string
  readonly attribution: Partial<Attribution> & Pick<Attribution, 'model'>
  /** Only conversions on events with this item. */
  readonly conversions?: readonly [dimension: string, item: Item]
  /** A breakdown of these items, outermost first. */
  readonly parents?: readonly (readonly [dimension: string, item: Item])[]
}

/** Credit by items (`a | b` for several dimensions), rounded to six decimals. */
export async function creditWorld(
  world: CompiledWorld,
  question: CreditQuestion,
): Promise<Record<string, number>> {
  const { c, period } = await compileWorld(world)
  const model = attribution.parse(question.attribution)
  const around = touchPeriod(c, period, model)
  const rows = []
  for (const id of question.rows) rows.push(await compileDimension(c, id, around))
  const maskOf = async (item: CreditQuestion['conversions']) =>
    item ? testItem(c, (await compileDimension(c, item[0], period)).value, item[1]) : null
  const parents = []
  for (const [id, item] of question.parents ?? []) {
    parents.push({ dimension: await compileDimension(c, id, around), item })
  }
  compileCredit(c, {
    rows,
    metric: await compileMetric(c, question.metric, period),
    attribution: model,
    period,
    conversionMask: await maskOf(question.conversions),
    parents,
  })
  const { partials } = await c.source.run(c.plan.build())
  const found = readRows(
    partials[0] as GroupPartial,
    rows.map((row) => row.value.domain),
  )
  return Object.fromEntries([...found].map(([item, [credit]]) => [item, rounded(credit!)]))
}

export const rounded = (x: number): number => Math.round(x * 1e6) / 1e6
