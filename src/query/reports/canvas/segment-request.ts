import type { Condition, SegmentContainer, SegmentRef } from '../../../model/conditions.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { CanvasComponent, CanvasNode, CanvasRequest } from './request.ts'
import { toItemCondition } from '../../../model/criterion.ts'

/** A node as a condition on one event: its components combined, or its own. semantics §8.8 */
export const canvasNodeCondition = ({ where, components = [] }: CanvasNode): Condition =>
  where ?? all([...groups(components).values()].map(some))

const some = (conditions: readonly Condition[]): Condition =>
  conditions.length === 1 ? conditions[0]! : { or: [...conditions] }

const all = (conditions: readonly Condition[]): Condition =>
  conditions.length === 1 ? conditions[0]! : { and: [...conditions] }

/** Components of one group are alternatives; segments and date ranges stand alone. */
const groups = (components: readonly CanvasComponent[]): ReadonlyMap<string, Condition[]> => {
  const found = new Map<string, Condition[]>()
  for (const [index, component] of components.entries()) {
    const [name, condition] = grouped(component, index)
    found.set(name, [...(found.get(name) ?? []), condition])
  }
  return found
}

const grouped = (component: CanvasComponent, index: number): [string, Condition] => {
  if ('metric' in component) return ['metrics', { metric: component.metric, op: 'exists' }]
  if ('dimension' in component) {
    const { dimension, item } = component
    return [`dimension ${dimension}`, toItemCondition(dimension, item)]
  }
  return [`alone ${index}`, component]
}

const MOST_PATHS = 500

/** Every path of arrows from a start to the node. Errors: request/too-large. */
export const pathsTo = (
  arrows: CanvasRequest['arrows'],
  id: string,
): readonly (readonly string[])[] => {
  const before = arrows.filter(([, to]) => to === id).map(([from]) => from)
  if (before.length === 0) return [[id]]
  const paths = before.flatMap((from) => pathsTo(arrows, from).map((path) => [...path, id]))
  if (paths.length <= MOST_PATHS) return paths
  throw new ThroughlineError('request/too-large', { what: `the way to ${id}` }, ['arrows'])
}

/**
 * The segment of those who reached a node: sequences along every path to it, ORed. With it a people
 * report on the canvas’s range lists who is behind the node’s number.
 */
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
  return { container, where: some(paths) }
}

const asCondition = (ref: SegmentRef): Condition => {
  if (typeof ref === 'string') return { segment: ref }
  const { window: _, ...container } = ref
  return container
}
