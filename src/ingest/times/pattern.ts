/** Pieces of RE2 patterns; the groups of each are named in `read-parts.ts`. */

const gap = '[ \\x{a0}\\x{202f}]'

export const weekday = `(?:(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]*\\.?,? +)`
export const month =
  '((?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))(?i:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\\.?'
export const day = '(\\d{1,2})'
export const year = '(\\d{4})'

/** Groups: hour, minute, second, fraction. */
export const clock = '(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?'

/** Group: half, `A` or `P`. */
export const half = `(?:${gap}?([AaPp])\\.?[Mm]\\.?)?`

/** The name of a zone as in the tz database. */
export const zoneName = '[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_+-]+)+'

/** Group: zone, as an offset, an abbreviation or a name; a comment behind it says nothing more. */
export const zone = `(?:${gap}?(${zoneName}|(?:UTC|GMT)?[-+]\\d{1,2}(?::?\\d{2})?|[A-Za-z]{1,5})(?: ?\\([^()]*\\)|\\[[^\\[\\]]*\\])?)?`

/** Groups: hour, minute, second, fraction, half, zone. */
export const time = `${clock}${half}${zone}`
