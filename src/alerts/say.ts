import type { AlertComparison } from '../model/alert-words.ts'
import type { AlertCondition } from '../model/definitions/alert.ts'
import type { NumberFormat } from '../model/format.ts'
import { printFigure } from '../model/print-figure.ts'
import { changeOf, type Known } from './judge.ts'

/** As messages show it, whatever machine writes them. */
const write = (figure: number, format: NumberFormat | undefined): string =>
  printFigure(figure, format, 'en')

const comparisons: Readonly<Record<AlertComparison, string>> = {
  'previous-period': 'the period before',
  'day-before': 'the day before',
  'week-before': 'the week before',
  'month-before': 'the month before',
  'year-before': 'the year before',
}

/** What a metric was, beside what was asked of it: `12, below the expected 40 (31 to 49, 95 %)`. */
export function sayFinding(
  when: AlertCondition,
  known: Known,
  format: NumberFormat | undefined,
): string {
  const { value } = known
  if (value === null) return 'no value'
  const own = write(value, format)
  switch (when.kind) {
    case 'anomaly':
      return `${own}, ${sayExpected(when, value, known, format)}`
    case 'at-least':
      return `${own}, ${value >= when.value ? 'at least' : 'less than'} ${write(when.value, format)}`
    case 'at-most':
      return `${own}, ${value <= when.value ? 'at most' : 'more than'} ${write(when.value, format)}`
    case 'change':
      return `${own}, ${sayChange(when, known, format)}`
    default:
      return when satisfies never
  }
}

function sayExpected(
  { confidence }: Extract<AlertCondition, { kind: 'anomaly' }>,
  value: number,
  { expectation }: Known,
  format: NumberFormat | undefined,
): string {
  if (expectation === null) return 'where too little came before to expect anything'
  const { expected, lower, upper, anomaly } = expectation
  const side = value > expected ? 'above' : 'below'
  const place = anomaly ? `${side} the expected` : 'as expected:'
  const [from, to, most] = [lower, upper, expected].map((each) => write(each, format))
  return `${place} ${most} (${from} to ${to}, ${confidence} %)`
}

function sayChange(
  { comparedWith }: Extract<AlertCondition, { kind: 'change' }>,
  { value, before }: Known,
  format: NumberFormat | undefined,
): string {
  const change = changeOf(value, before)
  const than = comparisons[comparedWith]
  if (change === null) return `with nothing to compare with ${than}`
  const rounded = Math.round(Math.abs(change) * 10) / 10
  const way = change >= 0 ? 'more' : 'less'
  return `${rounded} % ${way} than ${than} (${write(before!, format)})`
}
