import type { RuleOf } from '../../../model/derived-field.ts'
import { applyToText, type Result, type RuleContext } from '../operand.ts'

export function compileLowercase(rule: RuleOf<'lowercase'>, context: RuleContext): Promise<Result> {
  return applyToText(context, rule.input, 'lowercase', (text) => text.toLowerCase())
}
