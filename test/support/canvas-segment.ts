import type { Condition, SegmentContainer, SegmentRef } from '../../src/model/conditions.ts'
import { canvasNodeCondition } from '../../src/query/reports/canvas/node-condition.ts'
import type { CanvasRequest } from '../../src/query/reports/canvas/request.ts'

/** Every path of arrows from a start to the node. */
const pathsTo = (arrows: CanvasRequest['arrows'], id: string): readonly (readonly string[])[] => {
  const before = arrows.filter(([, to]) => to === id).map(([from]) => from)
  if (before.length === 0) return [[id]]
  return before.flatMap((from) => pathsTo(arrows, from).map((path) => [...path, id]))
}

/** The segment of those who reached a node: sequences along every path to it, ORed. */
export const canvasNodeSegment = (request: CanvasRequest, id: string): SegmentContainer => {
  const { nodes, arrows, segments, dateRange, container } = request
  const around: Condition[] = [{ dateRange }, ...segments.map(asCondition)]
  const stepOf = (nodeId: string): Condition => ({
    and: [canvasNodeCondition(nodes.find((node) => node.id === nodeId)!), ...around],
  })
  const paths = pathsTo(arrows, id).map((path): Condition => {
    const [only, ...rest] = path.map(stepOf)
    return rest.length === 0 ? only! : { sequence: [only!, ...rest] }
  })
  return { container, where: paths.length === 1 ? paths[0]! : { or: paths } }
}

const asCondition = (ref: SegmentRef): Condition => {
  if (typeof ref === 'string') return { segment: ref }
  const { window: _, ...container } = ref
  return container
}
