import { type Sql, sql, value } from '../../../lake/sql.ts'

/** Texts, numbers and words, and what stands between them. */
const token = String.raw`(?s)"(?:[^"\\]|\\.)*"|[^"\s,:\[\]{}]+|[\s,:\[\]{}]+|"`
const long = String.raw`^-?\d{16,}$|^-?[\d.]+[eE][-+]?\d{3,}$`
const noNumber = '^-?(NaN|nan|Infinity|inf)$'

/**
 * A JSON object as ClickHouse can read it: numbers that it does not take (more digits than 64 bits hold,
 * beyond what a double reaches) as texts with all their digits, NaN and Infinity, which Python writes,
 * as null. For objects that it takes for none only.
 */
export function mendNumbers(raw: Sql): Sql {
  return sql`arrayStringConcat(arrayMap(
    t -> multiIf(match(t, ${value(long, 'String')}), concat('"', t, '"'), match(t, ${value(noNumber, 'String')}), 'null', t),
    extractAll(${raw}, ${value(token, 'String')})))`
}

/** The same without numbers beyond what a double reaches: 1e400 does not say that a field holds text. */
export const withoutEndless = (raw: Sql, whole: Sql): Sql =>
  sql`if(${raw} = ${whole}, ${raw}, replaceRegexpAll(${whole}, '"-?[\\d.]+[eE][-+]?\\d{3,}"', 'null'))`
