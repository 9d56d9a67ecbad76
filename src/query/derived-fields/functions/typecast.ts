import type { Path } from '../../../model/path.ts'
import { formatDate, numberReader } from '../../../engine/derived-fields/typecast.ts'
import type { RuleOf } from '../../../model/derived-field.ts'
import { wallOf } from '../../../calendar/index.ts'
import { mapItems, mapToNumbers, ofText } from '../../compilation/map-items.ts'
import { numberItems } from '../../standard/numbered.ts'
import type { Item } from '../../compilation/value.ts'
import {
  applyToItems,
  asDays,
  isConstant,
  type Known,
  type Operand,
  type Result,
  type RuleContext,
  wrongInput,
} from '../operand.ts'

export async function compileTypecast(
  rule: RuleOf<'typecast'>,
  context: RuleContext,
): Promise<Result> {
  const operand = await context.input(rule.input, [...context.path, 'input'])
  return rule.to === 'string' ? toText(rule, operand, context) : toNumber(rule, operand, context)
}

async function toText(
  rule: RuleOf<'typecast'>,
  operand: Operand,
  { c }: RuleContext,
): Promise<Result> {
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
  { format = 'YYYY-MM-DD', withTime = false }: RuleOf<'typecast'>,
  { value, key }: Known,
  c: RuleContext['c'],
): Promise<Result> {
  if (value.kind === 'text') return value
  const { timeZone } = c.view
  const name = `date ${format} ${withTime} ${timeZone}`
  if (withTime) {
    const items = await numberItems(c, value, key)
    return mapItems(c, items, name, (ms) =>
      ms === null ? null : formatDate(wallOf(Number(ms), timeZone), format, true),
    )
  }
  const days = await asDays(c, value, key)
  const text = (day: string) => formatDate(Date.parse(`${day}T00:00Z`), format, false)
  return mapItems(c, days, name, ofText(text))
}

async function toNumber(
  rule: RuleOf<'typecast'>,
  operand: Operand,
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

function readerOf({ to, locale }: RuleOf<'typecast'>, path: Path): (item: Item) => number | null {
  const parse = localeReader(locale, path)
  return (item) => {
    if (item === null) return null
    const number = typeof item === 'number' ? item : parse(String(item))
    return number !== null && to === 'integer' ? Math.trunc(number) : number
  }
}

function localeReader(locale: string | undefined, path: Path): (text: string) => number | null {
  try {
    return numberReader(locale)
  } catch {
    throw wrongInput(`${JSON.stringify(locale)} is not a locale such as en or de`, [
      ...path,
      'locale',
    ])
  }
}
