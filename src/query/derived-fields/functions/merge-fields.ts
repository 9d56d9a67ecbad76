import { z } from 'zod'
import { ruleInput } from '../../../model/derived-field.ts'
import { isConstant, isKnown, type RuleOperand, type Result, type RuleContext } from '../operand.ts'
import { areNumbers, selectBranch } from '../select.ts'
import { areCoded, perCombination } from '../tuples.ts'
import { defineDerivedFieldFunction } from './definition.ts'

const settings = z.strictObject({
  inputs: z
    .array(ruleInput)
    .min(1)
    .meta({ title: 'Values', description: 'the first that there is' }),
})

type Settings = z.output<typeof settings>

export const mergeFields = defineDerivedFieldFunction({
  label: 'Merge fields',
  description: 'The first input that has a value.',
  output: 'like its input',
  settings,
  cases: {
    of: 'inputs',
    number: ({ inputs }) => ({
      function: 'case-when',
      branches: inputs.map((input, index) => ({
        when: { input, op: 'exists' },
        then: { value: `${index + 1}` },
      })),
    }),
  },
  examples: [
    {
      title: 'Page name or call reason',
      rules: [{ function: 'merge-fields', inputs: [{ field: 'page' }, { field: 'reason' }] }],
      rows: [
        { page: 'home page' },
        { reason: 'questions about my order' },
        { page: 'help page', reason: 'problem with ordering' },
        {},
      ],
      values: ['home page', 'questions about my order', 'help page', null],
    },
  ],
  compile,
})

async function compile(rule: Settings, context: RuleContext): Promise<Result> {
  const { c } = context
  const operands: RuleOperand[] = []
  for (const [index, input] of rule.inputs.entries()) {
    operands.push(await context.input(input, [...context.path, 'inputs', index]))
  }
  const known = operands.filter(isKnown)
  if (!known.some(({ value }) => value.isList) && !areCoded(context, known)) {
    return selectBranch(
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

function hasValue(operand: RuleOperand, { c }: RuleContext) {
  if (!isConstant(operand)) return c.plan.add({ op: 'has', input: operand.value.ref })
  return operand.constant === null ? c.plan.nothing() : null
}
