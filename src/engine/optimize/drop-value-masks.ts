import type { Measure } from '../aggregations/group-aggregation.ts'
import type { MaskRef, NodeRef } from '../vectors.ts'
import type { Rewrite, RewrittenPlan } from './rewrite.ts'

/** A missing amount adds nothing to a sum, so that no mask need say which events have one. */
export const dropValueMasks: Rewrite = {
  aggregation(aggregation, plan) {
    if (aggregation.kind === 'unit-squares') {
      const measure = withoutValueMask(aggregation.measure, plan)
      return measure === aggregation.measure ? null : { ...aggregation, measure }
    }
    if (aggregation.kind !== 'group' && aggregation.kind !== 'unit-moments') return null
    const measures = aggregation.measures.map((measure) => withoutValueMask(measure, plan))
    const isSame = measures.every((measure, m) => measure === aggregation.measures[m])
    return isSame ? null : { ...aggregation, measures }
  },
}

function withoutValueMask(measure: Measure, plan: RewrittenPlan): Measure {
  if (measure.measure !== 'sum' || measure.mask === null) return measure
  const isValueMask = (mask: MaskRef) => saysHasValue(mask, measure.input, plan)
  if (isValueMask(measure.mask)) return { ...measure, mask: null }
  const node = plan.node(measure.mask)
  if (node.op !== 'and' || node.inputs.length !== 2 || !node.inputs.some(isValueMask)) {
    return measure
  }
  return { ...measure, mask: node.inputs.find((input) => !isValueMask(input)) ?? null }
}

/** Whether a mask only says that an amount, or an element that it sums up, has a value. */
function saysHasValue(mask: MaskRef, amount: NodeRef, plan: RewrittenPlan): boolean {
  if (mask === null) return false
  const [has, sum] = [plan.node(mask), plan.node(amount)]
  const source = sum.op === 'list-sum' ? sum.input : amount
  return has.op === 'has' && has.input === source
}
