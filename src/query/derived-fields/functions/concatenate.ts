import { z } from 'zod'
import { ruleInput } from '../../../model/derived-field.ts'
import type { Item } from '../../../model/result.ts'
import { isConstant, isKnown, type RuleOperand, type Result, type RuleContext } from '../operand.ts'
import { perCombination } from '../tuples.ts'
import { defineDerivedFieldFunction } from './definition.ts'

const settings = z.strictObject({
  inputs: z.array(ruleInput).min(1).meta({ title: 'Values, in this order' }),
  delimiter: z.string().default('').meta({ description: 'stands between them' }),
})

type Settings = z.output<typeof settings>

export const concatenate = defineDerivedFieldFunction({
  label: 'Concatenate',
  description: 'Values joined by a delimiter; inputs without a value are left out.',
  output: 'text',
  settings,
  examples: [
    {
      title: 'Origin and destination',
      rules: [
        {
          function: 'concatenate',
          inputs: [{ field: 'from' }, { field: 'to' }],
          delimiter: '-',
        },
      ],
      rows: [{ from: 'SLC', to: 'MCO' }, { from: 'SLC', to: 'LAX' }, { from: 'SLC' }, {}],
      values: ['SLC-MCO', 'SLC-LAX', 'SLC', null],
    },
  ],
  compile,
})

async function compile(rule: Settings, context: RuleContext): Promise<Result> {
  const operands: RuleOperand[] = []
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

/** The values that there are, joined; null where there are none. */
function joinValues(values: readonly (string | null)[], delimiter: string): string | null {
  const known = values.filter((value): value is string => value !== null)
  return known.length === 0 ? null : known.join(delimiter)
}
