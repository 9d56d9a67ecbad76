import { z } from 'zod'
import { ruleInput } from '../../../model/derived-field.ts'
import { onlyWith } from '../../../model/form-hints.ts'
import { splitDelimited } from '../../compilation/split-items.ts'
import { takePart } from '../../texts/split-text.ts'
import { applyToText, asItems } from '../items.ts'
import { type Result, type RuleContext, someValue } from '../operand.ts'
import { defineDerivedFieldFunction } from './definition.ts'

const answers = 'it was great,made perfect sense,will recommend'

const settings = z
  .strictObject({
    input: ruleInput,
    delimiter: z.string().min(1),
    toArray: z.boolean().optional().meta({ title: 'All parts, as a list' }),
    from: z
      .enum(['left', 'right'])
      .default('left')
      .meta(onlyWith('toArray', [false])),
    index: z
      .number()
      .int()
      .positive()
      .optional()
      .meta({ title: 'Part', description: '1 for the first', ...onlyWith('toArray', [false]) }),
  })
  .refine((rule) => rule.index !== undefined || rule.toArray === true, {
    message: 'give an index, or toArray: true',
    path: ['index'],
  })

type Settings = z.output<typeof settings>

export const split = defineDerivedFieldFunction({
  label: 'Split',
  description: 'One part of a delimited text, counted from either side, or all parts as values.',
  output: 'text',
  settings,
  examples: [
    {
      title: 'All answers',
      rules: [{ function: 'split', input: { field: 'survey' }, delimiter: ',', toArray: true }],
      rows: [{ survey: answers }],
      values: [['it was great', 'made perfect sense', 'will recommend']],
    },
    {
      title: 'The last answer',
      rules: [
        { function: 'split', input: { field: 'survey' }, delimiter: ',', from: 'right', index: 1 },
      ],
      rows: [{ survey: answers }, { survey: 'only one' }],
      values: ['will recommend', 'only one'],
    },
  ],
  compile,
})

async function compile(rule: Settings, context: RuleContext): Promise<Result> {
  const { delimiter, from, index = 1 } = rule
  if (rule.toArray === true) {
    const input = await asItems(context.c, await someValue(context, rule.input))
    return splitDelimited(context.c, input, delimiter)
  }
  return applyToText(context, rule, (text) => takePart(text, delimiter, from, index))
}
