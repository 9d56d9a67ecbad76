import { resolvePeriod } from '../../compilation/period.ts'
import { describeNotThere, type PeopleBehind, selectPeople } from '../../explain/people-behind.ts'
import { buildCanvasGraph, findNodeIndex } from './graph/graph.ts'
import { compileCanvasMasks } from './graph/masks.ts'
import type { CanvasRequest } from './request.ts'
import { namesIn } from '../../segments/describe.ts'

/** Who came to a node of a canvas, went along an arrow, or left a node along any of its arrows. */
export const peopleBehindCanvas: PeopleBehind<CanvasRequest> = async (c, request, place) => {
  const graph = buildCanvasGraph(request, [])
  const masks = await compileCanvasMasks(c, request, graph, resolvePeriod(c, request.dateRange), [])
  const indexOf = (id: string, ...at: readonly (string | number)[]) =>
    findNodeIndex(graph.ids, id, ['explain', ...at])
  const nameOf = (node: number) => request.nodes[node]!.name ?? graph.ids[node]!
  const metric = namesIn(c).metric(request.metric)
  if ('node' in place) {
    const node = indexOf(place.node, 'node')
    const definition = `${metric} of the node ${nameOf(node)}, on its events, of who came to it`
    return { definition, segments: [], people: selectPeople(c, masks.nodes[node]!) }
  }
  if ('onward' in place) {
    const node = indexOf(place.onward, 'onward')
    const definition = `${metric} of the nodes after ${nameOf(node)}, of who went on to any of them`
    return { definition, segments: [], people: selectPeople(c, masks.leaving[node]!) }
  }
  if (!('arrow' in place)) {
    throw describeNotThere(
      'a canvas has nodes and arrows: { "node": "…" }, { "arrow": ["…", "…"] }',
    )
  }
  const [from, to] = place.arrow.map((id, side) => indexOf(id, 'arrow', side)) as [number, number]
  const arrow = graph.arrows.findIndex(([start, end]) => start === from && end === to)
  if (arrow < 0) {
    const reason = `no arrow leads from ${place.arrow.join(' to ')}`
    throw describeNotThere(reason, ['explain', 'arrow'])
  }
  const definition = `${metric} of the node ${nameOf(to)}, of who went on to it from ${nameOf(from)}`
  return { definition, segments: [], people: selectPeople(c, masks.arrows[arrow]!) }
}
