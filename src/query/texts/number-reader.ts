/** Reads a number as text; null for what is none. */
type NumberReader = (text: string) => number | null

/** Signs without a shape, in which scripts from right to left wrap numbers. */
const DIRECTION = /[\u061c\u200e\u200f]/g

/**
 * Reads numbers as a locale writes them: its digits or 0–9, groups of the locale's sizes or none, its
 * decimal sign; null for what is no number. Errors: RangeError for the locale.
 */
export function createNumberReader(locale = 'en'): NumberReader {
  const parts = new Intl.NumberFormat(locale).formatToParts(-1_234_567_890.5)
  const symbol = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  const shape = numberShape(symbol('group'), symbol('decimal'), groupSizes(parts))
  const minus = new RegExp(`^${alternatives(`-−${symbol('minusSign').replace(DIRECTION, '')}`)}`)
  const digits = digitReader(locale)
  const group = new RegExp(alternatives(groupSigns(symbol('group'))), 'g')
  return (text) => {
    const given = digits(text.replace(DIRECTION, '').trim()).replace(minus, '-')
    if (!shape.test(given)) return null
    return Number(given.replace(group, '').replace(symbol('decimal'), '.'))
  }
}

/** The sizes of the last group and of those before it: 3 and 3, in India 3 and 2. */
function groupSizes(parts: readonly Intl.NumberFormatPart[]): readonly [number, number] {
  const lengths = parts.filter(({ type }) => type === 'integer').map(({ value }) => value.length)
  return [lengths.at(-1) ?? 3, lengths.at(-2) ?? 3]
}

/** Groups are all of their size, and only with an integer part that has no exponent. */
function numberShape(group: string, decimal: string, [last, before]: readonly [number, number]) {
  const sign = alternatives(groupSigns(group))
  const grouped = `\\d{1,${before}}(${sign}\\d{${before}})*${sign}\\d{${last}}`
  const point = alternatives(decimal)
  const plain = `(\\d+(${point}\\d*)?|${point}\\d+)(e[+-]?\\d+)?`
  const inGroups = group === '' ? '' : `|${grouped}(${point}\\d*)?`
  return new RegExp(`^[+-]?(${plain}${inGroups})$`, 'i')
}

/** Signs that stand for a locale's own between groups: any blank, either apostrophe. */
function groupSigns(group: string): string {
  if (/^\s$/.test(group)) return ' \u00a0\u202f'
  return group === '’' || group === "'" ? "’'" : group
}

const alternatives = (signs: string): string =>
  signs === '' ? '(?!)' : `(?:${[...signs].map((sign) => `\\u${hex(sign)}`).join('|')})`

const hex = (sign: string): string => sign.charCodeAt(0).toString(16).padStart(4, '0')

/** A text with the locale's digits as 0–9. */
function digitReader(locale: string): (text: string) => string {
  const own = [...new Intl.NumberFormat(locale, { useGrouping: false }).format(9_876_543_210)]
  if (own.join('') === '9876543210') return (text) => text
  const values = new Map(own.map((digit, index) => [digit, String(9 - index)]))
  return (text) => [...text].map((sign) => values.get(sign) ?? sign).join('')
}
