import { readFile, rm } from 'node:fs/promises'
import type { LakeClient } from '../../lake/client.ts'
import { join, literal, type Sql, sql, value } from '../../lake/sql.ts'
import type { UnreadableRow } from '../source.ts'
import type { DelimitedText } from './delimited-text.ts'
import type { Dialect } from './dialect.ts'
import { scanLine } from './unclosed-quotes.ts'

/** A row that ClickHouse could not split into columns, as it has written it down. */
export type RejectedRow = Pick<UnreadableRow, 'rowNumber' | 'raw' | 'problem'>

/**
 * The rows of a CSV file that ClickHouse has made of those it rejected; removes the file. It stands under the
 * settings that the text was read with: `delimiter` is the one of these.
 */
export async function readRejectedRows(
  lake: LakeClient,
  path: string,
  delimiter: string,
): Promise<readonly RejectedRow[]> {
  try {
    const recorded = await readFile(path).catch(() => Buffer.alloc(0))
    if (recorded.length === 0) return []
    const structure =
      'time String, db String, tbl String, number UInt64, problem String, raw String'
    return await lake.query<RejectedRow>(sql`
      SELECT toFloat64(number) AS rowNumber, raw, ${describeProblem(sql`problem`)} AS problem
      FROM file(${value(path, 'String')}, 'CSV', ${literal(structure)}) ORDER BY number
      SETTINGS input_format_csv_detect_header = 0, format_csv_delimiter = ${literal(delimiter)}`)
  } finally {
    await rm(path, { force: true })
  }
}

/** In words of our own; ClickHouse's are written for those who program it. */
const describeProblem = (said: Sql): Sql =>
  sql`multiIf(
    position(${said}, 'more columns than expected') > 0, 'a row has more values than the first one',
    position(${said}, 'less columns than expected') > 0, 'a row has fewer values than the first one',
    'a row cannot be split into values')`

/** Whether a row was read beyond its line; ClickHouse does not say what it took there. */
export function readsOn({ raw }: RejectedRow, { delimiter, quote }: Dialect): boolean {
  const first = raw.split('\n', 1)[0] ?? ''
  return raw.startsWith(lost) || scanLine(first, false, delimiter, quote) === 'open'
}

// ClickHouse 26.7 no longer has the text of a row that ends with the file.
const lost = 'Buffer has gone'

/** The rejected rows, without blank lines; the last one with its text, which may have been lost. */
export async function completeLastRow(
  text: DelimitedText,
  rejected: readonly RejectedRow[],
): Promise<readonly UnreadableRow[]> {
  const last = rejected.at(-1)
  const rows =
    last?.raw.startsWith(lost) === true
      ? [...rejected.slice(0, -1), await withLastLines(text, last, rejected.length - 1)]
      : rejected
  return rows
    .filter(({ raw }) => raw.trim() !== '')
    .map((row) => ({ ...row, reason: 'unreadable-row' }))
}

/** The row with the lines that no other row took: the rest of the file, or its last line. */
async function withLastLines(
  { lake, dialect, columns, from, settings, lines }: DelimitedText,
  row: RejectedRow,
  rejectedBefore: number,
): Promise<RejectedRow> {
  const newlines = [...columns.values()].map(
    (cell) => sql`countSubstrings(ifNull(${cell}, ''), '\n')`,
  )
  const [taken] = await lake.query<{ lines: number }>(sql`
    SELECT toFloat64(count() + sum(${join(newlines, sql` + `)})) AS lines FROM ${from}
    SETTINGS ${settings}`)
  const [rest] = await lake.query<{ text: string }>(sql`
    SELECT arrayStringConcat(groupArray(line), '\n') AS text FROM (
      SELECT line FROM ${lines} LIMIT ${value(maxLostLines, 'UInt32')}
      OFFSET ${value((taken?.lines ?? 0) + rejectedBefore + dialect.linesBefore, 'UInt64')})
    SETTINGS max_threads = 1, input_format_parallel_parsing = 0`)
  return { ...row, raw: rest?.text ?? '', problem: 'the row ends too early' }
}

const maxLostLines = 10_000
