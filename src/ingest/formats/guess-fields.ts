import type { LakeClient } from '../../lake/client.ts'
import { ident, join, type Sql, sql, value } from '../../lake/sql.ts'
import type { Field, ScalarType } from '../../model/answers/datasets.ts'
import { isIdName } from '../../model/id-names.ts'
import { isCode } from '../copy/codes.ts'
import { saysNone, saysNull } from '../copy/says-none.ts'
import { sampleRows } from '../sample.ts'
import { clearTimes } from '../times/choose-formats.ts'

/** Beside a column of instants, months name periods: a cohort, a billing month. */
const month = '^\\d{4}[-/](0[1-9]|1[0-2])$'
/** A number as every format writes it. */
export const numberPattern = '^[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?$'
interface TextCounts {
  readonly texts: number
  readonly numbers: number
  /** Those that say that there is no number. */
  readonly nones: number
  /** Those that say that there is nothing, whatever the type. */
  readonly nulls: number
  readonly codes: number
  /** Those with blanks around them. */
  readonly padded: number
  readonly booleans: number
  readonly times: number
  /** Of the times, those that say no more than a month. */
  readonly months: number
}

/** The type that fits every text of a sample; blanks around an id are a part of it. */
function guessType(
  path: string,
  { texts, numbers, nones, nulls, codes, padded, booleans, times }: TextCounts,
): ScalarType {
  const areCodes = codes > 0 || (padded > 0 && isIdName(path))
  const areNumbers = numbers > 0 && numbers + nones === texts && numbers >= nones - nulls
  if (!areCodes && areNumbers) return 'number'
  const values = texts - nulls
  if (values > 0 && booleans === values) return 'boolean'
  return values > 0 && times === values ? 'timestamp' : 'string'
}

/** Guesses the types of text columns from the first rows of a source; no rows, no fields. */
export async function guessTextFields(
  lake: LakeClient,
  names: readonly string[],
  cells: readonly Sql[],
  from: Sql,
  settings: Sql,
): Promise<readonly Field[]> {
  const [sample] = await lake.query<Sample>(sql`
    SELECT toFloat64(count()) AS rows, ${counted('texts', sql`c != ''`)},
      ${counted('numbers', sql`match(c, ${value(numberPattern, 'String')})`)},
      ${counted('nones', sql`(c != '' AND ${saysNone(sql`c`)})`)},
      ${counted('nulls', saysNull(sql`c`))},
      ${counted('codes', isCode(sql`c`))},
      sumForEach(arrayMap((r, c) -> c != '' AND ifNull(r, '') != c, raw, cells)) AS padded,
      ${counted('booleans', sql`lower(c) IN ('true', 'false')`)},
      ${counted('times', sql`match(c, ${value(clearTimes, 'String')})`)},
      ${counted('months', sql`match(c, ${value(month, 'String')})`)}
    FROM (SELECT [${join(cells)}] AS raw, arrayMap(c -> trimBoth(ifNull(c, '')), raw) AS cells
      FROM ${from} LIMIT ${value(sampleRows, 'UInt32')}) SETTINGS ${settings}`)
  if (sample === undefined || sample.rows === 0) return []
  const columns = names.map((_, index) => readCounts(sample, index))
  const hasInstants = columns.some(
    (counts, index) =>
      guessType(names[index]!, counts) === 'timestamp' &&
      counts.months < counts.texts - counts.nulls,
  )
  return names.map((path, index) => {
    const counts = columns[index]!
    if (counts.texts === 0) return { path, type: 'string', isUndecided: true }
    const isPeriod =
      hasInstants && counts.months > 0 && counts.months === counts.texts - counts.nulls
    return { path, type: isPeriod ? 'string' : guessType(path, counts) }
  })
}

function readCounts(sample: Sample, index: number): TextCounts {
  const of = (kind: keyof TextCounts) => Number(sample[kind][index] ?? 0)
  return {
    texts: of('texts'),
    numbers: of('numbers'),
    nones: of('nones'),
    nulls: of('nulls'),
    codes: of('codes'),
    padded: of('padded'),
    booleans: of('booleans'),
    times: of('times'),
    months: of('months'),
  }
}

/** One count per cell. */
type Sample = { readonly rows: number } & Readonly<Record<keyof TextCounts, readonly string[]>>

/**
 * Over an array of the row's cells: ClickHouse takes minutes to analyse an expression per column
 * where there are thousands.
 */
function counted(name: keyof TextCounts, test: Sql): Sql {
  return sql`sumForEach(arrayMap(c -> ${test}, cells)) AS ${ident(name)}`
}
