import type { ComponentList } from '../../../model/answers/data-views.ts'
import type { Condition } from '../../../model/conditions.ts'
import { findName } from '../../components/component-groups.ts'
import { printItem } from '../../components/item-text.ts'
import type { TouchSetting } from '../read-settings.ts'

/** An event in words: the metric's name, or the item's. */
export const nameTouch = (touch: TouchSetting, components: ComponentList): string =>
  'metric' in touch ? findName(components, touch.metric) : printItem(touch.item, touch.dimension)

/** The metric or dimension that it is an event of. */
export const componentOf = (touch: TouchSetting): string =>
  'metric' in touch ? touch.metric : touch.dimension

/** The condition on an event; an item that is null has no value. */
export function touchCondition(touch: TouchSetting): Condition {
  if ('metric' in touch) return { metric: touch.metric, op: 'exists' }
  const { dimension, item } = touch
  if (item === null) return { dimension, op: 'not-exists' }
  return { dimension, op: typeof item === 'number' ? 'eq' : 'equals', value: item }
}

/** The condition with its name, as requests take what is measured. */
export const touchCriterion = (touch: TouchSetting, components: ComponentList) => ({
  where: touchCondition(touch),
  name: nameTouch(touch, components),
})
