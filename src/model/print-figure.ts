import type { DateFormat, NumberFormat } from './format.ts'
import type { Figure } from './result.ts'

/** What is shown where there is no value. */
export const noFigure = '–'

/** A figure in the component's format and a locale, that of the browser unless told; `–` for none. */
export function printFigure(
  figure: Figure | undefined,
  format?: NumberFormat | DateFormat,
  locale?: string,
): string {
  if (figure === null || figure === undefined) return noFigure
  if (format === undefined || format.type === 'date') return plain(figure, undefined, locale)
  const { type, decimals, currency = 'USD' } = format
  switch (type) {
    case 'decimal':
      return plain(figure, decimals, locale)
    case 'percent':
      return printPercent(figure, decimals ?? 2, locale)
    case 'currency':
      return new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        ...fixed(decimals),
      }).format(figure)
    case 'time':
      return clockText(figure, locale)
    default:
      return type satisfies never
  }
}

const fixed = (decimals: number | undefined) =>
  decimals === undefined ? {} : { minimumFractionDigits: decimals, maximumFractionDigits: decimals }

const plain = (figure: number, decimals?: number, locale?: string): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: 2, ...fixed(decimals) }).format(figure)

/** A share between 0 and 1 as a percentage. */
export function printPercent(share: Figure | undefined, decimals = 1, locale?: string): string {
  if (share === null || share === undefined) return noFigure
  return new Intl.NumberFormat(locale, { style: 'percent', ...fixed(decimals) }).format(share)
}

/** Seconds as `h:mm:ss`. */
function clockText(seconds: number, locale?: string): string {
  const whole = Math.round(Math.abs(seconds))
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = plain(Math.floor(whole / 3600), undefined, locale)
  const sign = seconds < 0 ? '-' : ''
  return `${sign}${hours}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`
}
