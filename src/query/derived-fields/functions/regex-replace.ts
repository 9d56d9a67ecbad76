import { regexReplacer } from '../../../engine/derived-fields/regex-replace.ts'
import type { RuleOf } from '../../../model/derived-field.ts'
import { applyToText, functionKey, type Result, type RuleContext } from '../operand.ts'

export async function compileRegexReplace(
  rule: RuleOf<'regex-replace'>,
  context: RuleContext,
): Promise<Result> {
  const replace = regexReplacer(rule, [...context.path, 'pattern'])
  return applyToText(context, rule.input, functionKey(rule), replace)
}
