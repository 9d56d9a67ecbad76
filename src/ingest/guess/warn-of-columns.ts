import type { DatasetRecord } from '../../lake/datasets/index.ts'
import { type AmountLocale, findCurrency, readAmount } from '../amounts/locales.ts'
import { joinDays } from '../times/joined-time.ts'
import { type ColumnWriting, isNearlyAll, listJson } from './column-writing.ts'

/**
 * What the writing of a file's columns keeps from being used: times beside their days, amounts and JSON as texts;
 * `open` are those of which somebody has to say what their signs mean.
 */
export function warnOfColumns(
  record: DatasetRecord,
  writings: readonly ColumnWriting[],
  open: readonly string[],
): readonly string[] {
  const texts = new Set(record.fields.filter(({ type }) => type === 'string').map((f) => f.path))
  const amounts = writings
    .filter(({ path }) => texts.has(path))
    .flatMap((each) => warnOfAmounts(each, open.includes(each.path)))
  const json = listJson(writings).map(warnOfJson)
  return [...warnOfDays(record, writings), ...amounts, ...json]
}

function warnOfDays(
  { timestamp }: DatasetRecord,
  writings: readonly ColumnWriting[],
): readonly string[] {
  const joined = timestamp === undefined ? undefined : joinDays(timestamp, writings)
  if (joined === undefined) return []
  const { day, clock, path } = joined
  return [
    `the events of a day have no order: ${day} has only days, and the times of day seem to be in ${clock}; --timestamp ${path} reads both`,
  ]
}

const warnOfJson = ({ path, objects, lists }: ColumnWriting): string => {
  const made = lists > 0 && lists >= objects ? 'a list' : 'fields'
  return `${path} holds JSON as text: --parse-json ${path} makes ${made} of what is in it`
}

function warnOfAmounts(
  { path, filled, amounts, amount }: ColumnWriting,
  isOpen: boolean,
): readonly string[] {
  const most = Math.max(...Object.values(amounts))
  if (amount === '' || !isNearlyAll(most, filled)) return []
  const locales = (Object.keys(amounts) as AmountLocale[]).filter((name) => amounts[name] === most)
  const readings = readAmount(amount, locales)
  const means = readings.map(({ locale, number }) => `${number} (locale ${locale})`).join(' or ')
  const names = readings.map(({ locale }) => locale).join(' or ')
  const sign = findCurrency(amount)
  const first = sign === undefined ? '' : `find-replace of "${sign}" with nothing, then `
  const advice = isOpen
    ? 'say which with --decimal point or --decimal comma, and they are numbers'
    : `to calculate with them, define a derived field: ${first}typecast to number with locale ${names}`
  return [`${path} holds amounts as text: "${amount}" means ${means}; ${advice}`]
}
