import { literal, type Sql, sql } from '../../lake/sql.ts'

/** Leading zeros (not of `0.5`), a leading plus, an exponent on a whole number. */
const spelling = '^-?0\\d|^\\+|^-?\\d+[eE]\\+?\\d'
const long = '^-?\\d{16,}$'

/** Whether a text is a number as codes are written, or a whole one that a double does not hold exactly. */
export const isCode = (text: Sql): Sql =>
  sql`(match(${text}, ${literal(spelling)}) OR ${isLongInteger(text)})`

/** Whether a text is a whole number that a double does not hold exactly. */
export const isLongInteger = (text: Sql): Sql =>
  sql`(match(${text}, ${literal(long)}) AND (length(${text}) > 18 OR abs(toInt64OrZero(${text})) > ${largest}))`

/** The same of a value that is a whole number already. */
export const isWideInteger = (number: Sql): Sql =>
  sql`(${number} > ${largest} OR ${number} < -${largest})`

const largest = sql`9007199254740992`
