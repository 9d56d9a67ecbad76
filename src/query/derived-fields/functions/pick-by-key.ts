import { z } from 'zod'
import { ruleInput } from '../../../model/derived-field.ts'
import type { Value } from '../../compilation/value.ts'
import {
  isConstant,
  isKnown,
  type Result,
  type RuleContext,
  type RuleOperand,
  someValue,
} from '../operand.ts'
import { areNumbers } from '../select.ts'
import { perCombination } from '../tuples.ts'
import { defineDerivedFieldFunction } from './definition.ts'

const settings = z.strictObject({
  keys: ruleInput.meta({ title: 'Names', description: 'of a list of names and values' }),
  key: z.string().min(1).meta({ title: 'Name' }),
  values: z
    .array(ruleInput)
    .min(1)
    .meta({ description: 'of the same list: the first that there is' }),
})

type Settings = z.output<typeof settings>

const pick = (key: string) => [
  {
    function: 'pick-by-key',
    keys: { field: 'params.key' },
    key,
    values: [{ field: 'params.text' }, { field: 'params.number' }],
  },
]

const rows = [
  {
    params: [
      { key: 'page', text: 'home' },
      { key: 'session', number: 12 },
      { key: 'page', text: 'second' },
    ],
  },
  { params: [{ key: 'session', number: 13 }] },
  {},
]

export const pickByKey = defineDerivedFieldFunction({
  label: 'Pick by key',
  description:
    'Of a list of names and values the value that has a name: the first one, from the first of the value fields that has one. One value per event.',
  output: 'like its input',
  settings,
  examples: [
    { title: 'A text', rules: pick('page'), rows, values: ['home', null, null] },
    { title: 'A number', rules: pick('session'), rows, values: [12, 13, null] },
  ],
  compile,
})

async function compile(rule: Settings, context: RuleContext): Promise<Result> {
  const { path } = context
  const keys = await someValue(context, rule.keys, 'keys')
  const operands: RuleOperand[] = []
  for (const [index, input] of rule.values.entries()) {
    operands.push(await context.input(input, [...path, 'values', index]))
  }
  const known = [keys, ...operands.filter(isKnown)]
  const picked = await perCombination(context, known, areNumbers(operands), (itemOf) => {
    const name = itemOf(keys)
    if (name === null || String(name) !== rule.key) return null
    const items = operands.map((each) => (isConstant(each) ? each.constant : itemOf(each)))
    return items.find((item) => item !== null) ?? null
  })
  return 'constant' in picked || !picked.isList ? picked : firstOf(context, picked)
}

/** The first element of each event that has a value. */
function firstOf({ c }: RuleContext, value: Value): Value {
  const runs = c.plan.add({ op: 'each-event' })
  const ref = c.plan.add({ op: 'summarize', input: value.ref, method: 'first', runs })
  return value.kind === 'text'
    ? { kind: 'text', ref, domain: value.domain, isList: false }
    : { kind: 'number', ref, isInstant: false, isList: false }
}
