import type { Condition } from '../../../model/conditions.ts'
import type { CanvasComponent, CanvasNode } from './request.ts'
import { toItemCondition } from '../../../model/item-condition.ts'

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
