import { getOwn } from '../../model/own.ts'
import type { JourneySchema } from '../../model/journey.ts'
import type { MeasuredMetric } from '../compilation/measured-metric.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { compileField } from '../compilation/fields.ts'
import { type StandardMetric, standardMetrics } from './metrics.ts'

/** A metric per list that counts its elements: `products-occurrences` (§5.5). */
export function listMetrics({ fields }: JourneySchema): Readonly<Record<string, StandardMetric>> {
  const lists = new Map<string, string>()
  for (const { list, path, lookup } of fields) {
    const isOwn = lookup === undefined || lookup.lists !== undefined
    if (list !== undefined && isOwn) lists.set(list, path)
  }
  return Object.fromEntries(
    [...lists].map(([list, path]): [string, StandardMetric] => [
      `${list}-occurrences`,
      {
        label: `Occurrences of ${list}`,
        description: `Elements of ${list}.`,
        compile: (c) => occurrencesOf(c, list, path),
      },
    ]),
  )
}

/** The metric that every data view on these fields has by this id. */
export function compileStandardMetric(
  { schema }: Pick<Compilation, 'schema'>,
  id: string,
): StandardMetric | undefined {
  return getOwn(standardMetrics, id) ?? getOwn(listMetrics(schema), id)
}

async function occurrencesOf(c: Compilation, list: string, path: string): Promise<MeasuredMetric> {
  const { ref: shape } = await compileField(c, path)
  const all = c.plan.add({ op: 'element-test', list: shape, test: { event: null } })
  const ref = c.plan.add({ op: 'list-ones', input: all })
  const amount = c.plan.add({ op: 'list-sum', input: ref })
  const mask = c.plan.add({ op: 'has', input: ref })
  const elements = { kind: 'number', ref, isInstant: false, isList: true, list } as const
  return { kind: 'sum', mask, amount, elements }
}
