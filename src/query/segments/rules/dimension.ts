import type { MaskRef } from '../../../engine/index.ts'
import type { DimensionCondition, InstanceMatch } from '../../../model/conditions.ts'
import { compileDimension } from '../../components/dimension.ts'
import { addRuns } from '../../compilation/compilation.ts'
import { fillPredicateTable, testTable } from '../../compilation/domain-table.ts'
import type { TextValue } from '../../compilation/value.ts'
import { isComparison, numberOperatorDefinitions } from '../../operators/number-operators.ts'
import { defineEventRule, inside, type RulePlace, type Rule } from '../rule.ts'
import { stringOperatorDefinitions } from '../../operators/string-operators.ts'
import { warnOfUnmatchedRule } from '../../compilation/unmatched.ts'
import { toTested } from '../../compilation/tested.ts'
import { compileValueTest } from '../../operators/value-test.ts'

/**
 * A dimension's value on an event (§5.2, §5.3). Of several values any may pass. Opposites (`not-…`,
 * `neq`) hold where their positive form does not, also without a value.
 */
export const dimensionRule: Rule<DimensionCondition> = {
  label: 'Dimension',
  description: 'A dimension’s value passes a test; of several values any may.',
  example: { dimension: 'page', op: 'equals', value: 'Home' },
  async compile(condition, place) {
    const { c, period } = place
    const path = inside(place, 'dimension').path
    const { value, instances } = await compileDimension(c, condition.dimension, period, path)
    const match = condition.match ?? 'repeating'
    const passing = await testEvents(condition, match === 'repeating' ? value : instances, place)
    return defineEventRule(
      c.plan.and(passing, qualifying(match, condition.op, instances, place)),
      place,
    )
  },
  describe({ dimension: id, op, value, match }, names) {
    const { label } = isComparison(op)
      ? numberOperatorDefinitions[op]
      : stringOperatorDefinitions[op]
    const operand = value === undefined ? '' : ` ${[value].flat().map(quoted).join(', ')}`
    return `${names.dimension(id)} ${label}${operand}${matchWords[match ?? 'repeating']}`
  },
}

const quoted = (value: unknown): string =>
  typeof value === 'string' ? `“${value}”` : String(value)

const matchWords: Readonly<Record<InstanceMatch, string>> = {
  repeating: '',
  instance: ' (instances)',
  'non-repeating-instance': ' (non-repeating instances)',
}

async function testEvents(
  condition: DimensionCondition,
  value: TextValue,
  place: RulePlace,
): Promise<MaskRef> {
  const { c } = place
  const test = compileValueTest(condition, toTested(c, value.domain), place.path)
  const table = await fillPredicateTable(c, value.domain, test.key, test.passes)
  warnOfUnmatchedRule(c, condition, value.domain, table)
  const mask = testTable(c, value, table)
  return test.isNegated ? c.plan.not(mask) : mask
}

/** Where the value is set, or set anew, as the match asks; everywhere for “does not exist”. */
function qualifying(match: InstanceMatch, op: string, value: TextValue, place: RulePlace): MaskRef {
  const { c, scope } = place
  if (match === 'repeating' || op === 'not-exists') return null
  if (match === 'instance') return c.plan.add({ op: 'has', input: value.ref })
  const runs = addRuns(c, scope === 'session' ? 'session' : 'person')
  return c.plan.add({ op: 'changes-in', input: value.ref, runs })
}
