import type { RuleOf } from '../../model/derived-field.ts'
import type { DerivedFieldFunctionDefinition } from './definition.ts'

export const typecast: DerivedFieldFunctionDefinition = {
  label: 'Typecast',
  description: 'Numbers and dates as text, texts as numbers, numbers as whole numbers.',
  output: 'like its input',
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
      rows: [{ price: '1.234,50' }, { price: 'free' }],
      values: [1234.5, null],
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
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

type DateFormat = NonNullable<RuleOf<'typecast'>['format']>

const pad = (value: number, digits = 2): string => String(value).padStart(digits, '0')

/** Local time (given as the UTC instant with the same clock) in a format. */
export function formatDate(wall: number, format: DateFormat, withTime: boolean): string {
  const date = new Date(wall)
  const year = pad(date.getUTCFullYear(), 4)
  const parts: Record<string, string> = {
    YYYY: year,
    YY: year.slice(-2),
    MMM: monthNames[date.getUTCMonth()]!,
    MM: pad(date.getUTCMonth() + 1),
    DD: pad(date.getUTCDate()),
  }
  const text = format.replace(/YYYY|YY|MMM|MM|DD/g, (part) => parts[part]!)
  return withTime ? `${text} ${date.toISOString().slice(11, 19)}` : text
}

/** Reads numbers as a locale writes them; null for what is no number. Errors: RangeError for the locale. */
export function numberReader(locale = 'en'): (text: string) => number | null {
  const parts = new Intl.NumberFormat(locale).formatToParts(-1234567.8)
  const symbol = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  const [group, decimal] = [symbol('group'), symbol('decimal')]
  const isSpace = /^\s$/.test(group)
  return (text) => {
    const joined = group === '' ? text : text.trim().replaceAll(isSpace ? /\s/g : group, '')
    const plain = joined.trim().replace(decimal, '.')
    return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : null
  }
}
