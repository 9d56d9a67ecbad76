import type { RuleOf } from '../../../model/derived-field.ts'
import { applyToText, functionKey, type Result, type RuleContext } from '../operand.ts'

export function compileClassify(rule: RuleOf<'classify'>, context: RuleContext): Promise<Result> {
  const names = new Map(Object.entries(rule.values))
  return applyToText(
    context,
    rule.input,
    functionKey(rule),
    (text) => names.get(text) ?? (rule.showOriginal ? text : null),
  )
}
