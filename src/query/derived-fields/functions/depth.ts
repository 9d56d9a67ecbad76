import { z } from 'zod'
import { ruleInput } from '../../../model/derived-field.ts'
import { addSessions } from '../../compilation/compilation.ts'
import { type Result, type RuleContext, someValue } from '../operand.ts'
import { defineDerivedFieldFunction } from './definition.ts'

const settings = z.strictObject({
  input: ruleInput,
})

type Settings = z.output<typeof settings>

export const depth = defineDerivedFieldFunction({
  label: 'Depth',
  description: 'The number of the event among those of its session that have a value: 1, 2, 3 …',
  output: 'number',
  settings,
  examples: [
    {
      title: 'Page depth',
      rules: [{ function: 'depth', input: { field: 'page' } }],
      rows: [{ page: 'home' }, {}, { page: 'search' }, { page: 'home' }],
      values: [1, null, 2, 3],
    },
  ],
  compile,
})

async function compile(rule: Settings, context: RuleContext): Promise<Result> {
  const { c } = context
  const { value } = await someValue(context, rule.input)
  const mask = c.plan.add({ op: 'has', input: value.ref })
  const codes = c.plan.add({ op: 'depth-in', runs: addSessions(c), mask })
  const ref = c.plan.add({ op: 'code-numbers', input: codes })
  return { kind: 'number', ref, isInstant: false, isList: false }
}
