import { z } from 'zod'
import { ruleInput } from '../../../model/derived-field.ts'
import { applyToText } from '../items.ts'
import type { Result, RuleContext } from '../operand.ts'
import { defineDerivedFieldFunction } from './definition.ts'

const hotels = { SLC123: 'SLC Downtown', LAX342: 'LA Airport' }

const settings = z.strictObject({
  input: ruleInput,
  values: z
    .record(z.string(), z.string())
    .meta({ title: 'Replacements', description: 'what is found, and what stands in its place' }),
  showOriginal: z.boolean().default(false).meta({ title: 'Keep values that are not listed' }),
})

type Settings = z.output<typeof settings>

export const classify = defineDerivedFieldFunction({
  label: 'Classify',
  description: 'Exact replacement; other values become no value, or stay with showOriginal.',
  output: 'text',
  settings,
  cases: {
    of: 'values',
    number: ({ input, values }) => {
      const numbers = Object.keys(values).map((text, index) => [text, `${index + 1}`])
      return { function: 'classify', input, values: Object.fromEntries(numbers) }
    },
  },
  examples: [
    {
      title: 'Hotel names by id',
      rules: [{ function: 'classify', input: { field: 'hotel' }, values: hotels }],
      rows: [{ hotel: 'SLC123' }, { hotel: 'LAX342' }, { hotel: 'AMS789' }],
      values: ['SLC Downtown', 'LA Airport', null],
    },
    {
      title: 'The same, showing original values',
      rules: [
        { function: 'classify', input: { field: 'hotel' }, values: hotels, showOriginal: true },
      ],
      rows: [{ hotel: 'SLC123' }, { hotel: 'AMS789' }],
      values: ['SLC Downtown', 'AMS789'],
    },
  ],
  compile,
})

function compile(rule: Settings, context: RuleContext): Promise<Result> {
  const names = new Map(Object.entries(rule.values))
  return applyToText(context, rule, (text) => names.get(text) ?? (rule.showOriginal ? text : null))
}
