import type { Condition, SegmentContainer } from '../../../model/conditions.ts'
import { conditionsAround } from '../../segments/conditions-around.ts'
import { canvasNodeCondition } from './node-condition.ts'
import type { CanvasRequest } from './request.ts'

/** The segment of those who reached a node: sequences along every path to it, ORed. */
export const canvasNodeSegment = (
  request: CanvasRequest,
  id: string,
  around: readonly Condition[] = conditionsAround(request),
): SegmentContainer => segmentOfPaths(request, pathsTo(request.arrows, id), around)

/** The segment of those who went along any of some arrows, on whatever path they came to them. */
export const canvasArrowsSegment = (
  request: CanvasRequest,
  taken: CanvasRequest['arrows'],
  around: readonly Condition[],
): SegmentContainer => {
  const paths = taken.flatMap(([from, to]) =>
    pathsTo(request.arrows, from).map((path) => [...path, to]),
  )
  return segmentOfPaths(request, paths, around)
}

function segmentOfPaths(
  { nodes, container }: CanvasRequest,
  paths: readonly (readonly string[])[],
  around: readonly Condition[],
): SegmentContainer {
  const stepOf = (id: string): Condition => ({
    and: [canvasNodeCondition(nodes.find((node) => node.id === id)!), ...around],
  })
  const sequences = paths.map((path): Condition => {
    const [only, ...rest] = path.map(stepOf)
    // In a person or session each condition would be met by any of its events.
    return rest.length === 0 ? { container: 'event', where: only! } : { sequence: [only!, ...rest] }
  })
  return { container, where: sequences.length === 1 ? sequences[0]! : { or: sequences } }
}

/** Every path of arrows from a start to the node. */
const pathsTo = (arrows: CanvasRequest['arrows'], id: string): readonly (readonly string[])[] => {
  const before = arrows.filter(([, to]) => to === id).map(([from]) => from)
  if (before.length === 0) return [[id]]
  return before.flatMap((from) => pathsTo(arrows, from).map((path) => [...path, id]))
}

/** How many paths lead to the node. */
export function countPathsTo(arrows: CanvasRequest['arrows'], id: string): number {
  const counts = new Map<string, number>()
  const count = (node: string): number => {
    const known = counts.get(node)
    if (known !== undefined) return known
    const before = arrows.filter(([, to]) => to === node).map(([from]) => from)
    const found = before.length === 0 ? 1 : before.reduce((sum, from) => sum + count(from), 0)
    counts.set(node, found)
    return found
  }
  return count(id)
}
