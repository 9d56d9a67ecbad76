import type { LakeClient } from '../lake/client.ts'
import type { FieldSchema, ScalarType } from '../lake/datasets/index.ts'
import { join, type Sql, sql, value } from '../lake/sql.ts'

const number = '^[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?$'
// Leading zeros and more digits than a double keeps: codes and ids, not amounts.
const code = '^[-+]?(0\\d|\\d{16,}$)'
const time =
  '^\\d{4}-\\d\\d-\\d\\d([ T]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?( ?(Z|UTC|[-+]\\d\\d(:?\\d\\d)?))?)?$'

interface TextCounts {
  readonly texts: number
  readonly numbers: number
  readonly codes: number
  readonly booleans: number
  readonly times: number
}

/** The type that fits every text of a sample; all-empty columns are strings. */
export function guessType({ texts, numbers, codes, booleans, times }: TextCounts): ScalarType {
  if (texts === 0) return 'string'
  if (numbers === texts && codes === 0) return 'number'
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
  sampleRows: number,
): Promise<readonly FieldSchema[]> {
  const columns = cells.map(textCounts)
  const [sample] = await lake.query<{ rows: number; counts: readonly string[][] }>(sql`
    SELECT toFloat64(count()) AS rows, [${join(columns)}] AS counts FROM
      (SELECT * FROM ${from} LIMIT ${value(sampleRows, 'UInt32')}) SETTINGS ${settings}`)
  if (sample === undefined || sample.rows === 0) return []
  return names.map((path, index) => {
    const [texts = 0, numbers = 0, codes = 0, booleans = 0, times = 0] =
      sample.counts[index]?.map(Number) ?? []
    return { path, type: guessType({ texts, numbers, codes, booleans, times }) }
  })
}

function textCounts(column: Sql): Sql {
  const text = sql`trimBoth(ifNull(${column}, ''))`
  return sql`[countIf(${text} != ''), countIf(match(${text}, ${value(number, 'String')})),
    countIf(match(${text}, ${value(code, 'String')})), countIf(lower(${text}) IN ('true', 'false')),
    countIf(match(${text}, ${value(time, 'String')}))]`
}
