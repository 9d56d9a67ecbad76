import { z } from 'zod'
import type { NodeRef, SummaryMethod } from '../../../engine/index.ts'
import { ruleInput, ruleScope } from '../../../model/derived-field.ts'
import { type Compilation, addRuns } from '../../compilation/compilation.ts'
import type { Value } from '../../compilation/value.ts'
import { type Result, type RuleContext, someValue, wrongInput } from '../operand.ts'
import { defineDerivedFieldFunction } from './definition.ts'

const methods = [
  'max',
  'min',
  'median',
  'mean',
  'sum',
  'count',
  'distinct',
  'count-distinct',
  'most-common',
  'least-common',
  'first',
  'last',
  'earliest',
  'latest',
] as const

const settings = z.strictObject({
  input: ruleInput,
  method: z.enum(methods),
  scope: ruleScope,
})

type Settings = z.output<typeof settings>

export const summarize = defineDerivedFieldFunction({
  label: 'Summarize',
  description: 'One value of all events of the session or person, on each of its events.',
  output: 'like its input',
  settings,
  examples: [
    {
      title: 'Cart revenue of the person',
      rules: [{ function: 'summarize', input: { field: 'cart' }, method: 'sum', scope: 'person' }],
      rows: [{ cart: 50 }, {}, { cart: 275 }],
      values: [325, 325, 325],
    },
    {
      title: 'The most common page of the session; of equally common ones the first',
      rules: [
        {
          function: 'summarize',
          input: { field: 'page' },
          method: 'most-common',
          scope: 'session',
        },
      ],
      rows: [{ page: 'home' }, { page: 'cart' }, { page: 'cart' }],
      values: ['cart', 'cart', 'cart'],
    },
    {
      title: 'All pages of the session',
      rules: [
        { function: 'summarize', input: { field: 'page' }, method: 'distinct', scope: 'session' },
      ],
      rows: [{ page: 'home' }, { page: 'cart' }, { page: 'home' }],
      values: [
        ['cart', 'home'],
        ['cart', 'home'],
        ['cart', 'home'],
      ],
    },
  ],
  compile,
})

type Method = (typeof methods)[number]

const counting: readonly Method[] = ['count', 'count-distinct']
const numeric: readonly Method[] = ['max', 'min', 'median', 'mean', 'sum', 'earliest', 'latest']

/** The container is the whole session or person, whatever the report's range. */
async function compile(rule: Settings, context: RuleContext): Promise<Result> {
  const { c, path } = context
  const { value } = await someValue(context, rule.input)
  const runs = rule.scope === 'event' ? c.plan.add({ op: 'each-event' }) : addRuns(c, rule.scope)
  const { method } = rule
  if (method === 'distinct' && !isItself(rule, value)) return distinctOf(c, value, runs)
  if (numeric.includes(method) && value.kind === 'text') {
    throw wrongInput(`the method ${method} needs numbers or dates`, [...path, 'method'])
  }
  if (isItself(rule, value)) return value
  const picked = named(method)
  const ref = c.plan.add({ op: 'summarize', input: value.ref, method: picked, runs })
  const isCounted = counting.includes(method)
  if (value.kind === 'text' && !isCounted) {
    return { kind: 'text', ref, domain: value.domain, isList: false }
  }
  const isInstant = !isCounted && value.kind === 'number' && value.isInstant && method !== 'sum'
  return { kind: 'number', ref, isInstant, isList: false }
}

/** The earliest instant is the least, the latest the greatest number. */
function named(method: Method): SummaryMethod {
  if (method === 'earliest') return 'min'
  if (method === 'latest') return 'max'
  return method as SummaryMethod
}

/** One value per event, summarized per event. */
const isItself = ({ scope, method }: Settings, value: Value): boolean =>
  scope === 'event' && !value.isList && !counting.includes(method)

function distinctOf(c: Compilation, value: Value, runs: NodeRef): Value {
  const ref = c.plan.add({ op: 'distinct-values', input: value.ref, runs })
  if (value.kind === 'text') return { kind: 'text', ref, domain: value.domain, isList: true }
  return { kind: 'number', ref, isInstant: value.isInstant, isList: true }
}
