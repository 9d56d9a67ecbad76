import { partOf } from '../../../engine/derived-fields/split.ts'
import type { RuleOf } from '../../../model/derived-field.ts'
import { splitItems } from '../../compilation/split-items.ts'
import {
  applyToText,
  asItems,
  functionKey,
  type Result,
  type RuleContext,
  someValue,
} from '../operand.ts'

export async function compileSplit(rule: RuleOf<'split'>, context: RuleContext): Promise<Result> {
  const { delimiter, from, index = 1 } = rule
  if (rule.toArray === true) {
    const input = await asItems(context.c, await someValue(context, rule.input))
    return splitItems(context.c, input, delimiter)
  }
  return applyToText(context, rule.input, functionKey(rule), (text) =>
    partOf(text, delimiter, from, index),
  )
}
