import { literal, type Sql, sql } from '../../lake/sql.ts'
import type { Decimal } from '../../model/import-options.ts'
import { decimalPatterns, groupSigns } from './locales.ts'

/** A `Nullable(Float64)` of a trimmed text; null where it is no number with such decimals. */
export function readDecimal(text: Sql, decimal: Decimal): Sql {
  const whole = sql`replaceRegexpAll(${text}, ${literal(`[${groupSigns[decimal]}]`)}, '')`
  const digits = sql`toFloat64OrNull(replaceOne(replaceOne(${whole}, ',', '.'), '−', '-'))`
  const read = sql`if(${isDecimal(text, decimal)}, ${digits}, NULL)`
  return decimal === 'point' ? sql`ifNull(toFloat64OrNull(${text}), ${read})` : read
}

/** Whether a text is a number with such decimals. */
export const isDecimal = (text: Sql, decimal: Decimal): Sql =>
  sql`match(ifNull(${text}, ''), ${literal(decimalPatterns[decimal])})`
