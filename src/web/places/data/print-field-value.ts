import type { ScalarType } from '../../../model/answers/datasets.ts'
import { printInstant } from '../../components/figures.ts'
import { texts } from '../../texts/index.ts'

/** A value of a field in the browser's locale: a number, UTC milliseconds, or the text of one. */
export function printFieldValue(type: ScalarType, value: number | string): string {
  switch (type) {
    case 'number':
      return new Intl.NumberFormat(undefined, { maximumSignificantDigits: 15 }).format(
        Number(value),
      )
    case 'timestamp':
      return printInstant(toInstant(value), 'UTC')
    case 'date':
      return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' }).format(
        toInstant(value),
      )
    case 'boolean':
      return value === 'true' ? texts.dataset.yes : texts.dataset.no
    case 'string':
      return String(value)
    default:
      return type satisfies never
  }
}

const toInstant = (value: number | string): number =>
  typeof value === 'number' ? value : Date.parse(value)
