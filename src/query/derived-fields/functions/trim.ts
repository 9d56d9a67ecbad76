import { trimmer } from '../../../engine/derived-fields/trim.ts'
import type { RuleOf } from '../../../model/derived-field.ts'
import { applyToText, functionKey, type Result, type RuleContext } from '../operand.ts'

export function compileTrim(rule: RuleOf<'trim'>, context: RuleContext): Promise<Result> {
  return applyToText(context, rule.input, functionKey(rule), trimmer(rule))
}
