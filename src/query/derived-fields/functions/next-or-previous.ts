import type { RuleOf } from '../../../model/derived-field.ts'
import { runsOf } from '../../compilation/compilation.ts'
import { oneValue, type Result, type RuleContext } from '../operand.ts'

export async function compileNextOrPrevious(
  rule: RuleOf<'next-or-previous'>,
  context: RuleContext,
): Promise<Result> {
  const { c } = context
  const { value } = await oneValue(context, rule.input)
  const { direction, index, repeats } = rule
  const runs = runsOf(c, rule.scope)
  const ref = c.plan.add({ op: 'neighbour', input: value.ref, runs, direction, index, repeats })
  return { ...value, ref }
}
