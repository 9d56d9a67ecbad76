import type { Decimal } from '../../model/import-options.ts'

/** How amounts are written where a number's own form is not kept: signs between digits, by locale. */
const signs = {
  en: { group: ',', decimal: '.' },
  de: { group: '.', decimal: ',' },
  fr: { group: ' \u00a0\u202f', decimal: ',' },
  'de-CH': { group: "'’", decimal: '.' },
} as const

export type AmountLocale = keyof typeof signs

/** What may stand between thousands, by the sign before the decimals. */
export const groupSigns: Readonly<Record<Decimal, string>> = {
  comma: signs.de.group + signs.fr.group,
  point: signs.en.group + signs['de-CH'].group,
}

const currency =
  '(?:[A-Z]{0,2}\\p{Sc}|EUR|USD|GBP|CHF|SEK|NOK|DKK|PLN|CZK|JPY|CNY|INR|BRL|CAD|AUD|kr|zł|Kč|Fr\\.)'

const blanks = '[ \u00a0\u202f]*'

/** A number as a locale writes it, without a sign; those that start with 0 are codes. For RE2. */
function numberIn(locale: AmountLocale): string {
  const { group, decimal } = signs[locale]
  const whole = `(?:[1-9]\\d{0,2}(?:[${group}]\\d{3})+|0|[1-9]\\d*)`
  return `${whole}(?:[${decimal}]\\d+)?`
}

/** An amount as each locale writes it. For RE2. */
export const amountPatterns = Object.fromEntries(
  (Object.keys(signs) as AmountLocale[]).map((locale) => {
    const number = numberIn(locale)
    return [locale, `^[-−+]?(?:${currency}${blanks})?[-−+]?${number}(?:${blanks}${currency})?$`]
  }),
) as Readonly<Record<AmountLocale, string>>

/** A number by the sign before its decimals, with or without signs between its thousands. For RE2. */
export const decimalPatterns: Readonly<Record<Decimal, string>> = {
  comma: `^[-−+]?(?:${numberIn('de')}|${numberIn('fr')})$`,
  point: `^[-−+]?(?:${numberIn('en')}|${numberIn('de-CH')})$`,
}

/** A number as every format writes it: in digits, with a point. */
export const plainNumber = '^[-+]?\\d*\\.?\\d*$'

export interface AmountReading {
  readonly locale: AmountLocale
  readonly number: number
}

/** What an amount means in locales, each number once, by the first that reads it so. */
export function readAmount(
  text: string,
  locales: readonly AmountLocale[],
): readonly AmountReading[] {
  const digits = text.replace(new RegExp(currency, 'u'), '').replace('−', '-').trim()
  const read = locales.map((locale) => {
    const { group, decimal } = signs[locale]
    const whole = [...digits].filter((sign) => !group.includes(sign)).join('')
    return { locale, number: Number(whole.replace(decimal, '.')) }
  })
  return read.filter((each, index) => read.findIndex((r) => r.number === each.number) === index)
}

export const findCurrency = (text: string): string | undefined =>
  new RegExp(currency, 'u').exec(text)?.[0]
