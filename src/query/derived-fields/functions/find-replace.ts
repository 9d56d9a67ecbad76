import type { RuleOf } from '../../../model/derived-field.ts'
import { applyToText, functionKey, type Result, type RuleContext } from '../operand.ts'

export function compileFindReplace(
  rule: RuleOf<'find-replace'>,
  context: RuleContext,
): Promise<Result> {
  const { find, replace } = rule
  return applyToText(context, rule.input, functionKey(rule), (text) =>
    text.replaceAll(find, () => replace),
  )
}
