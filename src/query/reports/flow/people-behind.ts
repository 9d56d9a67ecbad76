import type { FlowAggregation, FlowPartial } from '../../../engine/index.ts'
import type { Compilation } from '../../compilation/compilation.ts'
import {
  describeNotThere,
  type ExplainedNumber,
  type PeopleBehind,
} from '../../explain/people-behind.ts'
import { compileFlowRules } from './compile.ts'
import { codesOfNode, type FlowPlace, pairsOfLink, readNode } from './flow-places.ts'
import { aggregateAlone, type Focus, peopleOnPaths } from './paths-through.ts'
import type { FlowRequest } from './request.ts'

/** Whose paths go through a node, `1:Home` as in the result, or along a link, named by the ids of its ends. */
export const peopleBehindFlow: PeopleBehind<FlowRequest> = async (c, request, place) => {
  const compiled = await compileFlowRules(c, request, [])
  const flow = { ...compiled, itemsPerColumn: request.itemsPerColumn }
  if ('node' in place) return throughNode(c, flow, readNode(flow, place.node, ['node']))
  if ('arrow' in place) {
    const [from, to] = place.arrow
    const ends = [readNode(flow, from, ['arrow', 0]), readNode(flow, to, ['arrow', 1])] as const
    return alongLink(c, flow, ends)
  }
  throw describeNotThere(
    'a flow has nodes and links: { "node": "1:Home" }, { "arrow": ["1:Home", "2:Cart"] }',
  )
}

type Flow = Parameters<typeof readNode>[0] & { readonly rules: FlowAggregation }

async function throughNode(c: Compilation, flow: Flow, node: FlowPlace): Promise<ExplainedNumber> {
  const { column, name } = node
  const partial = node.isMore ? await walkPaths(c, flow) : null
  const codes = codesOfNode(flow, node, partial)
  const focuses = column === 0 ? [[]] : codes.map((code): Focus => [{ column, code }])
  const definition = node.isMore
    ? `Paths through the ${codes.length} items of column ${column} that are not among the largest`
    : `Paths through ${column === 0 ? 'the anchor' : `${name} in column ${column}`} of the flow`
  return { definition, segments: [], people: await peopleOnPaths(c, flow.rules, focuses) }
}

/** Errors: request/impossible where columns are no neighbours, or where paths have ended before. */
async function alongLink(
  c: Compilation,
  flow: Flow,
  [from, to]: readonly [FlowPlace, FlowPlace],
): Promise<ExplainedNumber> {
  const [near, far] = from.column < 0 ? [to, from] : [from, to]
  if (to.column !== from.column + 1 || near.isEnd) {
    throw describeNotThere(`no link leads from ${from.id} to ${to.id}`, ['explain', 'arrow'])
  }
  const partial = near.isMore || far.isMore ? await walkPaths(c, flow) : null
  const focuses = pairsOfLink(flow, near, far, partial).map(
    ([a, b]): Focus => [
      ...(near.column === 0 ? [] : [{ column: near.column, code: a }]),
      { column: far.column, code: b },
    ],
  )
  const definition = `Paths from ${sayNode(from)} to ${sayNode(to)} of the flow`
  return { definition, segments: [], people: await peopleOnPaths(c, flow.rules, focuses) }
}

function sayNode({ column, name, isMore }: FlowPlace): string {
  if (column === 0) return 'the anchor'
  return `${isMore ? 'the smaller items' : name} in column ${column}`
}

/** Which items are not among the largest is known after a run of its own. */
async function walkPaths(c: Compilation, { rules }: Flow): Promise<FlowPartial> {
  const [partial] = await aggregateAlone(c, [rules])
  return partial as FlowPartial
}
