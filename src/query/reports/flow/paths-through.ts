import type {
  Aggregation,
  FlowAggregation,
  PartialResult,
  PersonsPartial,
} from '../../../engine/index.ts'
import type { Compilation } from '../../compilation/compilation.ts'
import type { ExplainedNumber } from '../../explain/people-behind.ts'

/** Codes in columns that a path must have. */
export type Focus = FlowAggregation['focus']

/** So many are looked up in one run. */
const PER_RUN = 500

/** Whose paths have what any of the focuses says. */
export async function peopleOnPaths(
  c: Compilation,
  rules: FlowAggregation,
  focuses: readonly Focus[],
): Promise<ExplainedNumber['people']> {
  const aggregations = focuses.map((focus) => ({
    ...rules,
    kind: 'flow-people' as const,
    focus: [...rules.focus, ...focus],
  }))
  if (aggregations.length > PER_RUN) return { codes: await peopleOf(c, aggregations) }
  return aggregations.map((aggregation) => c.plan.aggregate(aggregation))
}

/** The persons of any of the aggregations, ascending; run by run, so that memory stays small. */
async function peopleOf(
  c: Compilation,
  aggregations: readonly Aggregation[],
): Promise<Float64Array> {
  const people = new Set<number>()
  for (let from = 0; from < aggregations.length; from += PER_RUN) {
    const partials = await aggregateAlone(c, aggregations.slice(from, from + PER_RUN))
    for (const partial of partials) {
      for (const code of (partial as PersonsPartial).codes) people.add(code)
    }
  }
  return Float64Array.from(people).sort()
}

/** Aggregates the nodes of the plan before the plan itself runs. */
export async function aggregateAlone(
  c: Compilation,
  aggregations: readonly Aggregation[],
): Promise<readonly PartialResult[]> {
  return (await c.source.run(c.plan.build(aggregations))).partials
}
