import type { DateFormat, NumberFormat } from '../../model/format.ts'
import type { Figure } from '../../model/result.ts'

/** What is shown where there is no value. */
export const noFigure = '–'

/** A figure in the component's format and the browser's locale; `–` for none. */
export function printFigure(
  figure: Figure | undefined,
  format?: NumberFormat | DateFormat,
): string {
  if (figure === null || figure === undefined) return noFigure
  if (format === undefined || format.type === 'date') return plain(figure)
  const { type, decimals, currency = 'USD' } = format
  switch (type) {
    case 'decimal':
      return plain(figure, decimals)
    case 'percent':
      return printPercent(figure, decimals ?? 2)
    case 'currency':
      return new Intl.NumberFormat(undefined, {
        style: 'currency',
        currency,
        ...fixed(decimals),
      }).format(figure)
    case 'time':
      return clockText(figure)
    default:
      return type satisfies never
  }
}

const fixed = (decimals: number | undefined) =>
  decimals === undefined ? {} : { minimumFractionDigits: decimals, maximumFractionDigits: decimals }

const plain = (figure: number, decimals?: number): string =>
  new Intl.NumberFormat(undefined, { maximumFractionDigits: 2, ...fixed(decimals) }).format(figure)

/** A share between 0 and 1 as a percentage. */
export function printPercent(share: Figure | undefined, decimals = 1): string {
  if (share === null || share === undefined) return noFigure
  return new Intl.NumberFormat(undefined, { style: 'percent', ...fixed(decimals) }).format(share)
}

/** Seconds as `h:mm:ss`. */
function clockText(seconds: number): string {
  const whole = Math.round(Math.abs(seconds))
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = plain(Math.floor(whole / 3600))
  const sign = seconds < 0 ? '-' : ''
  return `${sign}${hours}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`
}

const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const

/** A span in its largest fitting unit, such as `3.2 min`. */
export function printDuration(seconds: Figure | undefined): string {
  if (seconds === null || seconds === undefined) return noFigure
  const [unit, size] = units.find(([, each]) => seconds >= each) ?? (['second', 1] as const)
  return new Intl.NumberFormat(undefined, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: unit === 'second' ? 0 : 1,
  }).format(seconds / size)
}

/** An instant (UTC milliseconds) in the browser's locale and the given zone, which it names. */
export function printInstant(milliseconds: number | null | undefined, timeZone?: string): string {
  if (milliseconds === null || milliseconds === undefined) return noFigure
  return new Intl.DateTimeFormat(undefined, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(milliseconds)
}
