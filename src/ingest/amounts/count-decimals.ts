import type { LakeClient } from '../../lake/client.ts'
import { ident, join, literal, type Sql, sql, value } from '../../lake/sql.ts'
import { isCode } from '../copy/codes.ts'
import { saysNone } from '../copy/says-none.ts'
import { numberPattern } from '../formats/guess-fields.ts'
import type { OpenFile } from '../source.ts'
import type { DecimalCounts } from './choose-decimal.ts'
import { isDecimal } from './read-decimal.ts'

/** How a column's texts can be read, and one of those that mean two numbers. */
export interface DecimalColumn extends DecimalCounts {
  readonly path: string
  readonly example: string
}

/** Counts how the texts of columns can be read, in the first rows or in all; columns without texts are left out. */
export async function countDecimals(
  lake: LakeClient,
  source: OpenFile,
  paths: readonly string[],
  limit?: number,
): Promise<readonly DecimalColumn[]> {
  const { from, settings, reading } = source.rows(
    paths.map((path) => ({ path, type: 'string' }) as const),
  )
  const columns = paths.flatMap((path) => {
    const read = reading(path)
    return read?.shape.kind === 'text' ? [{ path, text: read.expression }] : []
  })
  if (columns.length === 0) return []
  const cells = join(columns.map(({ text }) => sql`trimBoth(ifNull(${text}, ''))`))
  const first = limit === undefined ? sql`` : sql`LIMIT ${value(limit, 'UInt32')}`
  const [row] = await lake.query<Counted>(sql`
    SELECT ${join(Object.entries(tests).map(([name, test]) => count(name, test)))},
      maxForEach(arrayMap(c -> if(${tests.twofold}, c, ''), cells)) AS examples
    FROM (SELECT [${cells}] AS cells FROM ${from} ${first})
    SETTINGS ${settings}, session_timezone = 'UTC', input_format_record_errors_file_path = ''`)
  return columns.map(({ path }, at) => {
    const counts = names.map((name) => [name, row?.[name][at] ?? 0] as const)
    const byName = Object.fromEntries(counts) as unknown as DecimalCounts
    return { path, ...byName, example: row?.examples[at] ?? '' }
  })
}

const cell = sql`c`
const comma = isDecimal(cell, 'comma')
const point = isDecimal(cell, 'point')

const tests = {
  values: sql`(c != '' AND NOT ${saysNone(cell)})`,
  nones: sql`(c != '' AND ${saysNone(cell)})`,
  plain: sql`match(c, ${literal(numberPattern)})`,
  comma,
  point,
  commaFractions: sql`(position(c, ',') > 0 AND ${comma})`,
  pointFractions: sql`(position(c, '.') > 0 AND ${point})`,
  twofold: sql`(match(c, '[.,]') AND ${comma} AND ${point})`,
  codes: isCode(cell),
} satisfies Readonly<Record<keyof DecimalCounts, Sql>>

const names = Object.keys(tests) as (keyof DecimalCounts)[]

/** Over an array of the row's cells: an expression per column takes long to analyse. */
const count = (name: string, test: Sql): Sql =>
  sql`arrayMap(n -> toFloat64(n), sumForEach(arrayMap(c -> ${test}, cells))) AS ${ident(name)}`

type Counted = Readonly<Record<keyof DecimalCounts, readonly number[]>> & {
  readonly examples: readonly string[]
}
