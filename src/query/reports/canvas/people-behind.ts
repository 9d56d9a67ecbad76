import type { CanvasRequest } from './request.ts'
import { canvasGraph, nodeIndex } from './graph/graph.ts'
import { canvasMasks } from './graph/masks.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { type PeopleBehind, notThere, peopleIn } from '../../explain/people-behind.ts'

/** Who came to a node of a canvas. */
export const peopleBehindCanvas: PeopleBehind<CanvasRequest> = async (c, request, place) => {
  if (!('node' in place)) throw notThere('a canvas has nodes: { "node": "…" }')
  const graph = canvasGraph(request, [])
  const node = nodeIndex(graph.ids, place.node, ['explain', 'node'])
  const masks = await canvasMasks(c, request, graph, resolvePeriod(c, request.dateRange), [])
  const name = request.nodes[node]!.name ?? place.node
  const definition = `${request.metric} of the node ${name}, on its events, of who came to it`
  return { definition, segments: [], people: peopleIn(c, masks.nodes[node]!) }
}
