import { urlPart } from '../../../engine/derived-fields/url-parse.ts'
import type { RuleOf } from '../../../model/derived-field.ts'
import { applyToText, functionKey, type Result, type RuleContext } from '../operand.ts'

export function compileUrlParse(rule: RuleOf<'url-parse'>, context: RuleContext): Promise<Result> {
  const { part, parameter } = rule
  return applyToText(context, rule.input, functionKey(rule), (text) =>
    urlPart(text, part, parameter),
  )
}
