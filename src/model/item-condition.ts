import type { Condition } from './conditions.ts'
import type { Item } from './result.ts'

/** The condition for a dimension item; `null` is no value. */
export const toItemCondition = (dimension: string, value: Item): Condition => {
  if (value === null) return { dimension, op: 'not-exists' }
  return { dimension, op: typeof value === 'number' ? 'eq' : 'equals', value }
}
