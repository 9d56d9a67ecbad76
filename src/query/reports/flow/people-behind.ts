import {
  type Aggregation,
  type FlowAggregation,
  type FlowPartial,
  type PartialResult,
  type PersonsPartial,
  sumByEnd,
} from '../../../engine/index.ts'
import type { FlowRequest } from './request.ts'
import type { Compilation } from '../../compilation/compilation.ts'
import type { CompiledDimension } from '../../components/dimension.ts'
import { findMostFrequent } from './picture.ts'
import { compileFlowRules } from './compile.ts'
import {
  type PeopleBehind,
  type ExplainedNumber,
  describeNotThere,
} from '../../explain/people-behind.ts'

/** Whose paths go through a node, `1:Home` as in the result. */
export const peopleBehindFlow: PeopleBehind<FlowRequest> = async (c, request, place) => {
  if (!('node' in place)) throw describeNotThere('a flow has nodes: { "node": "1:Home" }')
  const [, number, name] = /^(-?\d+):(.*)$/s.exec(place.node) ?? []
  const column = Number(number)
  const { rules, columnDimensions } = await compileFlowRules(c, request, [])
  const dimension =
    column > 0 ? columnDimensions.after[column - 1] : columnDimensions.before[-column - 1]
  if (name === undefined || (column === 0 ? name === 'more' : !dimension)) {
    throw describeNotThere(`there is no node ${place.node}`, ['explain', 'node'])
  }
  if (name === 'more') return moreItems(c, request, rules, { dimension: dimension!, column })
  const code = column === 0 ? 0 : codeOf(dimension!, name)
  if (code === undefined) throw describeNotThere(`there is no item ${name}`, ['explain', 'node'])
  const people = c.plan.aggregate({ ...rules, kind: 'flow-people', column, code })
  const where = column === 0 ? 'the anchor' : `${name} in column ${column}`
  return { definition: `Paths through ${where} of the flow`, segments: [], people }
}

/** So many items are looked up in one run. */
const ITEMS_PER_RUN = 500

interface Place {
  readonly dimension: CompiledDimension
  readonly column: number
}

/** Which items are not among the largest is known after a run of its own. */
async function moreItems(
  c: Compilation,
  { itemsPerColumn }: FlowRequest,
  rules: FlowAggregation,
  { dimension, column }: Place,
): Promise<ExplainedNumber> {
  const [partial] = await runAlone(c, [rules])
  const { before, after } = partial as FlowPartial
  const links = column > 0 ? after[column - 1]! : before[-column - 1]!
  const { domain } = dimension.instances
  const totals = sumByEnd(links, domain.size)
  const shown = new Set(findMostFrequent(totals, domain, itemsPerColumn))
  const hidden = [...totals.keys()].filter((code) => code > 0 && totals[code]! > 0)
  const codes = hidden.filter((code) => !shown.has(code))
  const definition = `Paths through the ${codes.length} items of column ${column} that are not among the largest`
  const aggregations = codes.map((code) => ({
    ...rules,
    kind: 'flow-people' as const,
    column,
    code,
  }))
  if (aggregations.length > ITEMS_PER_RUN) {
    return { definition, segments: [], people: { codes: await peopleOf(c, aggregations) } }
  }
  const people = aggregations.map((aggregation) => c.plan.aggregate(aggregation))
  return { definition, segments: [], people }
}

/** The persons of any of the aggregations, ascending; run by run, so that memory stays small. */
async function peopleOf(
  c: Compilation,
  aggregations: readonly Aggregation[],
): Promise<Float64Array> {
  const people = new Set<number>()
  for (let from = 0; from < aggregations.length; from += ITEMS_PER_RUN) {
    const partials = await runAlone(c, aggregations.slice(from, from + ITEMS_PER_RUN))
    for (const partial of partials) {
      for (const code of (partial as PersonsPartial).codes) people.add(code)
    }
  }
  return Float64Array.from(people).sort()
}

/** Aggregates the nodes of the plan before the plan itself runs. */
async function runAlone(
  c: Compilation,
  aggregations: readonly Aggregation[],
): Promise<readonly PartialResult[]> {
  return (await c.source.run(c.plan.build(aggregations))).partials
}

/** Items that are called like a special node stand in its result as `item …`. */
function codeOf({ instances: { domain } }: CompiledDimension, name: string): number | undefined {
  if (name === 'exited' || name === 'entered') return 0
  const item = name.replace(/^item (entered|exited|more)$/, '$1')
  const number = Number(item)
  const found = domain.codeOf(item)
  return found ?? (Number.isNaN(number) ? undefined : domain.codeOf(number))
}
