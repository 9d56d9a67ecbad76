import type { LakeClient } from '../../lake/client.ts'
import { ident, join, type Sql, sql, value } from '../../lake/sql.ts'
import type { Field, ScalarType } from '../../model/answers/datasets.ts'
import { isCode } from '../copy/codes.ts'
import { saysNone } from '../copy/says-none.ts'
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
  readonly codes: number
  readonly booleans: number
  readonly times: number
  /** Of the times, those that say no more than a month. */
  readonly months: number
}

/** The type that fits every text of a sample. */
function guessType({ texts, numbers, nones, codes, booleans, times }: TextCounts): ScalarType {
  if (codes === 0 && numbers + nones === texts && numbers >= nones) return 'number'
  if (booleans === texts) return 'boolean'
  return times === texts ? 'timestamp' : 'string'
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
      ${counted('codes', isCode(sql`c`))},
      ${counted('booleans', sql`lower(c) IN ('true', 'false')`)},
      ${counted('times', sql`match(c, ${value(clearTimes, 'String')})`)},
      ${counted('months', sql`match(c, ${value(month, 'String')})`)}
    FROM (SELECT arrayMap(c -> trimBoth(ifNull(c, '')), [${join(cells)}]) AS cells
      FROM ${from} LIMIT ${value(sampleRows, 'UInt32')}) SETTINGS ${settings}`)
  if (sample === undefined || sample.rows === 0) return []
  const columns = names.map((_, index) => readCounts(sample, index))
  const hasInstants = columns.some(
    (counts) => guessType(counts) === 'timestamp' && counts.months < counts.texts,
  )
  return names.map((path, index) => {
    const counts = columns[index]!
    if (counts.texts === 0) return { path, type: 'string', isUndecided: true }
    const isPeriod = hasInstants && counts.months === counts.texts
    return { path, type: isPeriod ? 'string' : guessType(counts) }
  })
}

function readCounts(sample: Sample, index: number): TextCounts {
  const of = (kind: keyof TextCounts) => Number(sample[kind][index] ?? 0)
  return {
    texts: of('texts'),
    numbers: of('numbers'),
    nones: of('nones'),
    codes: of('codes'),
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
