import { z } from 'zod'
import { ruleInput } from '../../../model/derived-field.ts'
import { addRuns } from '../../compilation/compilation.ts'
import { oneValue, type Result, type RuleContext } from '../operand.ts'
import { defineDerivedFieldFunction } from './definition.ts'

const rows = [{ page: 'home' }, { page: 'home' }, {}, { page: 'search' }, { page: 'cart' }]

const rule = (settings: object) => ({
  function: 'next-or-previous',
  input: { field: 'page' },
  scope: 'session',
  ...settings,
})

const settings = z.strictObject({
  input: ruleInput,
  direction: z.enum(['next', 'previous']),
  scope: z.enum(['session', 'person']).default('session'),
  index: z
    .number()
    .int()
    .positive()
    .default(1)
    .meta({ title: 'Steps', description: '1 for the nearest' }),
  repeats: z.boolean().default(false).meta({ title: 'Equal values in a row count, too' }),
})

type Settings = z.output<typeof settings>

export const nextOrPrevious = defineDerivedFieldFunction({
  label: 'Next or previous',
  description:
    'The value that comes some steps later or earlier; events without a value have none and are passed over.',
  output: 'like its input',
  settings,
  examples: [
    {
      title: 'The next page, repeats included',
      rules: [rule({ direction: 'next', repeats: true })],
      rows,
      values: ['home', 'search', null, 'cart', null],
    },
    {
      title: 'The page before this one',
      rules: [rule({ direction: 'previous' })],
      rows,
      values: [null, null, null, 'home', 'search'],
    },
    {
      title: 'The page after the next',
      rules: [rule({ direction: 'next', index: 2 })],
      rows,
      values: ['cart', 'cart', null, null, null],
    },
  ],
  compile,
})

async function compile(rule: Settings, context: RuleContext): Promise<Result> {
  const { c } = context
  const { value } = await oneValue(context, rule.input)
  const { direction, index, repeats } = rule
  const runs = addRuns(c, rule.scope)
  const ref = c.plan.add({ op: 'neighbour', input: value.ref, runs, direction, index, repeats })
  return { ...value, ref }
}
