import type { CanvasRequest } from './request.ts'
import { buildCanvasGraph, findNodeIndex } from './graph/graph.ts'
import { compileCanvasMasks } from './graph/masks.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { type PeopleBehind, describeNotThere, selectPeople } from '../../explain/people-behind.ts'

/** Who came to a node of a canvas. */
export const peopleBehindCanvas: PeopleBehind<CanvasRequest> = async (c, request, place) => {
  if (!('node' in place)) throw describeNotThere('a canvas has nodes: { "node": "…" }')
  const graph = buildCanvasGraph(request, [])
  const node = findNodeIndex(graph.ids, place.node, ['explain', 'node'])
  const masks = await compileCanvasMasks(c, request, graph, resolvePeriod(c, request.dateRange), [])
  const name = request.nodes[node]!.name ?? place.node
  const definition = `${request.metric} of the node ${name}, on its events, of who came to it`
  return { definition, segments: [], people: selectPeople(c, masks.nodes[node]!) }
}
