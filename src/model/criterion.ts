import { z } from 'zod'
import { type Condition, condition } from './conditions.ts'
import { componentId, name } from './ids.ts'
import { toItemCondition } from './item-condition.ts'
import { item } from './result.ts'

/** A condition that an event must satisfy, at least so many times. */
export const criterion = z.strictObject({
  where: condition,
  atLeast: z.number().int().positive().default(1),
  name: name.optional(),
})

export const itemTouch = z.strictObject({ dimension: componentId, item })
export const metricTouch = z.strictObject({ metric: componentId })

/** What one event is tested for: a dimension item, the presence of a metric, or any condition. */
export const touch = z.union([itemTouch, metricTouch, condition])

export type Criterion = z.infer<typeof criterion>
export type Touch = z.infer<typeof touch>
export type ItemTouch = z.infer<typeof itemTouch>

/** A touch as an ordinary condition on an event. */
export const touchCondition = (value: Touch): Condition => {
  if ('item' in value) return toItemCondition(value.dimension, value.item)
  if ('metric' in value && !('op' in value)) return { metric: value.metric, op: 'exists' }
  return value
}
