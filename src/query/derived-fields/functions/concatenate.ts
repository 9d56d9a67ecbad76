import { joinValues } from '../../../engine/derived-fields/concatenate.ts'
import type { RuleOf } from '../../../model/derived-field.ts'
import type { Item } from '../../compilation/value.ts'
import { isConstant, isKnown, type Operand, type Result, type RuleContext } from '../operand.ts'
import { perCombination } from '../tuples.ts'

export async function compileConcatenate(
  rule: RuleOf<'concatenate'>,
  context: RuleContext,
): Promise<Result> {
  const operands: Operand[] = []
  for (const [index, input] of rule.inputs.entries()) {
    operands.push(await context.input(input, [...context.path, 'inputs', index]))
  }
  const known = operands.filter(isKnown)
  return perCombination(context, known, false, (itemOf) => {
    const items = operands.map((one) => (isConstant(one) ? one.constant : itemOf(one)))
    const hasValue = known.length === 0 || known.some((one) => itemOf(one) !== null)
    return hasValue ? joinValues(items.map(text), rule.delimiter) : null
  })
}

const text = (item: Item): string | null => (item === null ? null : String(item))
