import type { NodeRef } from '../../../engine/index.ts'
import type { DistinctCountCondition } from '../../../model/conditions.ts'
import { addRuns } from '../../compilation/compilation.ts'
import { compileDimension } from '../../components/dimension.ts'
import { numberOperatorDefinitions } from '../../operators/number-operators.ts'
import { inside, type RulePlace, type Rule } from '../rule.ts'

/** How many distinct items of a dimension the instance has (§5.1). */
export const distinctCountRule: Rule<DistinctCountCondition> = {
  label: 'Distinct count',
  description: 'How many distinct items of a dimension there are.',
  example: { dimension: 'page', distinctCount: { op: 'gt', value: 5 } },
  async compile({ dimension, distinctCount: { op, value } }, place) {
    const { c, period } = place
    const path = inside(place, 'dimension').path
    const compiled = await compileDimension(c, dimension, period, path)
    const counted = {
      op: 'distinct-in',
      input: compiled.value.ref,
      mask: period.window,
      runs: instancesOf(place),
    } as const
    const input = c.plan.add(counted)
    return {
      mask: c.plan.add({ op: 'compare', input, comparison: op, value }),
      window: period.window,
    }
  },
  describe: ({ dimension, distinctCount: { op, value } }, names) =>
    `the number of distinct ${names.dimension(dimension)} ${numberOperatorDefinitions[op].label} ${value}`,
}

/** The instances of the place's scope as runs. */
function instancesOf({ c, scope }: RulePlace): NodeRef {
  return scope === 'event' ? c.plan.add({ op: 'each-event' }) : addRuns(c, scope)
}
