import type { AttributeRule } from '../../model/definitions/profile-settings.ts'
import { latest } from './latest.ts'
import { max } from './max.ts'
import { min } from './min.ts'
import { mostFrequent } from './most-frequent.ts'
import type { MergeRule } from './rule.ts'
import { sourceOrder } from './source-order.ts'
import { sum } from './sum.ts'
import { union } from './union.ts'

/** Every rule by its name in definitions. */
export const mergeRules: Readonly<Record<AttributeRule, MergeRule>> = {
  latest,
  'source-order': sourceOrder,
  'most-frequent': mostFrequent,
  min,
  max,
  sum,
  union,
}
