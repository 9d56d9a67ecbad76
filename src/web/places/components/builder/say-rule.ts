import { getOwn } from '../../../../model/own.ts'
import type { ComponentList } from '../../../../model/answers/data-views.ts'
import type { Condition, Step } from '../../../../model/conditions.ts'
import { findName } from '../../../components/component-groups.ts'
import { texts } from '../../../texts/index.ts'

/** A few words by which a condition is called. */
export function nameRule(node: Condition | Step, components: ComponentList): string {
  if ('step' in node) return nameRule(node.step, components)
  if ('group' in node) return texts.builder.anyOrder
  if ('and' in node) return texts.builder.logics.and
  if ('or' in node) return texts.builder.logics.or
  if ('sequence' in node) return texts.builder.logics.sequence
  if ('not' in node) return `${texts.builder.not} ${nameRule(node.not, components)}`
  if ('container' in node) return nameContainer(node.container)
  if ('segment' in node) return findName(components, node.segment)
  if ('metric' in node) return findName(components, node.metric)
  if ('dateRange' in node) return texts.builder.dates
  const name = findName(components, node.dimension)
  if ('distinctCount' in node) return texts.builder.adding.distinctOf(name)
  return name
}

/** A scope by its name, a list by its path. */
export const nameContainer = (container: string): string =>
  getOwn<string>(texts.builder.scopes, container) ?? texts.builder.element(container)
