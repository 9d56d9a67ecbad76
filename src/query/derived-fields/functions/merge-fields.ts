import type { RuleOf } from '../../../model/derived-field.ts'
import { isConstant, isKnown, type Operand, type Result, type RuleContext } from '../operand.ts'
import { areNumbers, select } from '../select.ts'
import { areCoded, perCombination } from '../tuples.ts'

export async function compileMergeFields(
  rule: RuleOf<'merge-fields'>,
  context: RuleContext,
): Promise<Result> {
  const { c } = context
  const operands: Operand[] = []
  for (const [index, input] of rule.inputs.entries()) {
    operands.push(await context.input(input, [...context.path, 'inputs', index]))
  }
  const known = operands.filter(isKnown)
  if (!known.some(({ value }) => value.isList) && !areCoded(context, known)) {
    return select(
      c,
      operands.map((outcome) => ({ mask: hasValue(outcome, context), outcome })),
    )
  }
  return perCombination(context, known, areNumbers(operands), (itemOf) => {
    for (const one of operands) {
      const item = isConstant(one) ? one.constant : itemOf(one)
      if (item !== null) return item
    }
    return null
  })
}

function hasValue(operand: Operand, { c }: RuleContext) {
  if (!isConstant(operand)) return c.plan.add({ op: 'has', input: operand.value.ref })
  return operand.constant === null ? c.plan.nothing() : null
}
