import { z } from 'zod'
import { toWallTime } from '../../../calendar/index.ts'
import { ruleInput } from '../../../model/derived-field.ts'
import { onlyWith } from '../../../model/form-hints.ts'
import type { Path } from '../../../model/path.ts'
import { mapItems, mapToNumbers, ofText } from '../../compilation/map-items.ts'
import type { Item } from '../../../model/result.ts'
import { listNumberItems } from '../../standard/numbered.ts'
import { dateTextFormats, formatDate } from '../../texts/date-text.ts'
import { createNumberReader } from '../../texts/number-reader.ts'
import { applyToItems, asDays } from '../items.ts'
import {
  isConstant,
  type Known,
  type RuleOperand,
  type Result,
  type RuleContext,
  wrongInput,
} from '../operand.ts'
import { defineDerivedFieldFunction } from './definition.ts'

const settings = z.strictObject({
  input: ruleInput,
  to: z.enum(['string', 'integer', 'number']),
  format: z
    .enum(dateTextFormats)
    .optional()
    .meta({ description: 'of dates', ...onlyWith('to', ['string']) }),
  withTime: z
    .boolean()
    .optional()
    .meta({ description: 'appends hh:mm:ss', ...onlyWith('to', ['string']) }),
  locale: z
    .string()
    .optional()
    .meta({
      description: 'how numbers are written: en, de…',
      ...onlyWith('to', ['integer', 'number']),
    }),
})

type Settings = z.output<typeof settings>

export const typecast = defineDerivedFieldFunction({
  label: 'Typecast',
  description: 'Numbers and dates as text, texts as numbers, numbers as whole numbers.',
  output: 'like its input',
  settings,
  examples: [
    {
      title: 'A date with its time as text',
      rules: [
        {
          function: 'typecast',
          input: { field: 'booked' },
          to: 'string',
          format: 'MM-DD-YY',
          withTime: true,
        },
      ],
      dates: ['booked'],
      rows: [{ booked: '2025-01-07T13:30:52Z' }],
      values: ['01-07-25 13:30:52'],
    },
    {
      title: 'A German text as a number',
      rules: [{ function: 'typecast', input: { field: 'price' }, to: 'number', locale: 'de' }],
      rows: [{ price: '1.234,50' }, { price: '1,234.50' }, { price: 'free' }],
      values: [1234.5, null, null],
    },
    {
      title: 'A number as text',
      rules: [{ function: 'typecast', input: { field: 'store' }, to: 'string' }],
      rows: [{ store: 12 }, {}],
      values: ['12', null],
    },
    {
      title: 'A number without its fraction',
      rules: [{ function: 'typecast', input: { field: 'price' }, to: 'integer' }],
      rows: [{ price: 12.9 }, { price: -12.9 }],
      values: [12, -12],
    },
  ],
  compile,
})

async function compile(rule: Settings, context: RuleContext): Promise<Result> {
  const operand = await context.input(rule.input, [...context.path, 'input'])
  return rule.to === 'string' ? toText(rule, operand, context) : toNumber(rule, operand, context)
}

async function toText(rule: Settings, operand: RuleOperand, { c }: RuleContext): Promise<Result> {
  const isDate = !isConstant(operand) && operand.value.kind === 'number' && operand.value.isInstant
  if (isDate) return dateText(rule, operand, c)
  return applyToItems(
    c,
    operand,
    'text',
    ofText((text) => text),
  )
}

/** Without a time all instants of a local day are one text. */
async function dateText(
  { format = 'YYYY-MM-DD', withTime = false }: Settings,
  { value, key }: Known,
  c: RuleContext['c'],
): Promise<Result> {
  if (value.kind === 'text') return value
  const { timeZone } = c.view
  const name = `date ${format} ${withTime} ${timeZone}`
  if (withTime) {
    const items = await listNumberItems(c, value, key)
    return mapItems(c, items, name, (ms) =>
      ms === null ? null : formatDate(toWallTime(Number(ms), timeZone), format, true),
    )
  }
  const days = await asDays(c, value, key)
  const text = (day: string) => formatDate(Date.parse(`${day}T00:00Z`), format, false)
  return mapItems(c, days, name, ofText(text))
}

async function toNumber(
  rule: Settings,
  operand: RuleOperand,
  { c, path }: RuleContext,
): Promise<Result> {
  const read = readerOf(rule, path)
  if (isConstant(operand)) return { constant: read(operand.constant) }
  const { value } = operand
  if (value.kind === 'text') {
    const key = `number ${rule.to} ${rule.locale ?? 'en'}`
    return mapToNumbers(c, value, key, read)
  }
  if (rule.to === 'number') return { ...value, isInstant: false }
  const ref = c.plan.add({ op: 'truncate', input: value.ref })
  return { ...value, ref, isInstant: false }
}

function readerOf({ to, locale }: Settings, path: Path): (item: Item) => number | null {
  const parse = localeReader(locale, path)
  return (item) => {
    if (item === null) return null
    const number = typeof item === 'number' ? item : parse(String(item))
    return number !== null && to === 'integer' ? Math.trunc(number) : number
  }
}

function localeReader(locale: string | undefined, path: Path): (text: string) => number | null {
  try {
    return createNumberReader(locale)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw wrongInput(`${JSON.stringify(locale)} is not a locale such as en or de`, [
      ...path,
      'locale',
    ])
  }
}
