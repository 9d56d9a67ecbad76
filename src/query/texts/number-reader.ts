/** Reads numbers as a locale writes them; null for what is no number. Errors: RangeError for the locale. */
export function createNumberReader(locale = 'en'): (text: string) => number | null {
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
