import type { LakeClient } from '../../../lake/client.ts'
import { literal, type Sql, sql } from '../../../lake/sql.ts'
import type { OpenFile, Reading, SourceFile, SourceRows } from '../../source.ts'
import { guessTextFields } from '../guess-fields.ts'

/** How lines of a log are rows. */
export interface LogLines {
  /** A line's parts, an array of texts. */
  readonly parts: Sql
  /** Whether a line is to be read at all; others are neither rows nor put aside. */
  readonly isRead: Sql
  /** Whether the line has the form of a row, by `parts`. */
  readonly isSound: Sql
  /** Values by field, texts made of `parts`; empty ones are none. */
  readonly values: ReadonlyMap<string, Sql>
}

/** A log with a row on each line, which ClickHouse takes apart. */
export function openLogLines(lake: LakeClient, file: SourceFile, log: LogLines): OpenFile {
  const rows = readLines(file, log)
  const names = [...log.values.keys()]
  const cells = names.map((name) => rows.reading(name)!.expression)
  const sound = sql`(SELECT * FROM ${rows.from} WHERE ${log.isSound})`
  return {
    layout: {},
    sample: async () => ({
      fields: await guessTextFields(lake, names, cells, sound, rows.settings),
    }),
    rows: () => rows,
  }
}

function readLines(file: SourceFile, { parts, isRead, isSound, values }: LogLines): SourceRows {
  const readings = new Map([...values].map(([name, text]) => [name, readText(text)] as const))
  const line = sql`trimRight(replaceOne(line, ${literal('\uFEFF')}, ''), '\r')`
  return {
    from: sql`(SELECT raw, position, ${parts} AS parts
      FROM (SELECT ${line} AS raw, _row_number AS position FROM ${file.table('LineAsString')})
      WHERE trimBoth(raw) != '' AND ${isRead})`,
    settings: sql`storage_file_read_method = 'read'`,
    position: sql`assumeNotNull(position)`,
    problem: sql`if(${isSound}, '', 'unreadable-row')`,
    raw: sql`raw`,
    reading: (path) => readings.get(path),
    finish: async () => ({ unreadable: [] }),
  }
}

/** Logs write a hyphen where there is no value. */
const readText = (text: Sql): Reading => ({
  expression: sql`nullIf(nullIf(${text}, '-'), '')`,
  shape: { kind: 'text' },
})
