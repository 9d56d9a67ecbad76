import type { NumberFormat } from '../../model/format.ts'

/** A number of an axis, as short as it can be in its format; undefined is a plain number. */
export function printTick(value: number, format?: Pick<NumberFormat, 'type' | 'currency'>): string {
  switch (format?.type) {
    case 'percent':
      return number(value, { style: 'percent', maximumFractionDigits: 1 })
    case 'currency':
      return number(value, {
        style: 'currency',
        currency: format.currency ?? 'USD',
        notation: 'compact',
        minimumFractionDigits: 0,
        maximumFractionDigits: 2,
      })
    case 'time':
      return printSeconds(value)
    default:
      return number(value, { notation: 'compact', maximumFractionDigits: 2 })
  }
}

const number = (value: number, options: Intl.NumberFormatOptions): string =>
  new Intl.NumberFormat(undefined, options).format(value)

const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const

function printSeconds(seconds: number): string {
  const [unit, size] = units.find(([, each]) => Math.abs(seconds) >= each) ?? ['second', 1]
  const options = { style: 'unit', unit, unitDisplay: 'narrow', maximumFractionDigits: 1 } as const
  return number(seconds / size, options)
}
