import type { RuleOf } from '../../../model/derived-field.ts'
import { sessionsOf } from '../../compilation/compilation.ts'
import { type Result, type RuleContext, someValue } from '../operand.ts'

export async function compileDepth(rule: RuleOf<'depth'>, context: RuleContext): Promise<Result> {
  const { c } = context
  const { value } = await someValue(context, rule.input)
  const mask = c.plan.add({ op: 'has', input: value.ref })
  const codes = c.plan.add({ op: 'depth-in', runs: sessionsOf(c), mask })
  const ref = c.plan.add({ op: 'code-numbers', input: codes })
  return { kind: 'number', ref, isInstant: false, isList: false }
}
