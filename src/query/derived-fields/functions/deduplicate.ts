import { z } from 'zod'
import { ruleInput } from '../../../model/derived-field.ts'
import type { Path } from '../../../model/path.ts'
import { addRuns } from '../../compilation/compilation.ts'
import { type Known, type Result, type RuleContext, someValue, wrongInput } from '../operand.ts'
import { defineDerivedFieldFunction } from './definition.ts'

/** Keeps the value once per value of `by` (the value itself when left out) in the scope. */
const settings = z.strictObject({
  input: ruleInput,
  scope: z.enum(['session', 'person']),
  by: ruleInput.optional().meta({ title: 'Id', description: 'the value itself when left out' }),
  keep: z.enum(['first', 'last']).default('first'),
})

type Settings = z.output<typeof settings>

export const deduplicate = defineDerivedFieldFunction({
  label: 'Deduplicate',
  description:
    'Keeps a value once per id and session or person, the first or the last; without an id it is kept.',
  output: 'like its input',
  settings,
  examples: [
    {
      title: 'Revenue once per booking',
      rules: [
        {
          function: 'deduplicate',
          input: { field: 'revenue' },
          scope: 'person',
          by: { field: 'booking' },
        },
      ],
      rows: [
        { booking: 'ABC123456789', revenue: 359 },
        { booking: 'ABC123456789', revenue: 359 },
        { booking: 'ABC123456789', revenue: 359 },
      ],
      values: [359, null, null],
    },
    {
      title: 'A tracking code once per session, the last',
      rules: [
        { function: 'deduplicate', input: { field: 'code' }, scope: 'session', keep: 'last' },
      ],
      rows: [{ code: 'paid' }, { code: 'email' }, { code: 'paid' }],
      values: [null, 'email', 'paid'],
    },
  ],
  compile,
})

async function compile(rule: Settings, context: RuleContext): Promise<Result> {
  const { c, path } = context
  const { value } = await someValue(context, rule.input)
  const by = rule.by ? await someValue(context, rule.by, 'by') : null
  if (by) refuseOtherList(value, by, [...path, 'by'])
  const ref = c.plan.add({
    op: 'deduplicate-values',
    input: value.ref,
    by: by ? by.value.ref : value.ref,
    runs: addRuns(c, rule.scope),
    keep: rule.keep,
  })
  return { ...value, ref }
}

function refuseOtherList(value: Known['value'], by: Known, path: Path): void {
  const place = ({ isList, list, ref }: Known['value']) => (isList ? (list ?? `set ${ref}`) : '')
  if (place(value) === place(by.value)) return
  throw wrongInput('the id must be a value of the event, or of the same list as the input', path)
}
