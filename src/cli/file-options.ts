import type { Input } from './terminal.ts'

/** What `--help` says about the options that say how a file is to be read. */
export const fileOptions = {
  'file-format': 'F   csv, tsv, json, parquet, …; by name and content unless told',
  delimiter: 'C     between columns: one character, or tab',
  quote: 'C         around values: one character, or none',
  trim: '           blanks beside delimiters are no parts of values; found unless told',
  'no-trim': '        they are',
  encoding: 'E      of text: utf-8, utf-16le, latin1, …',
  header: '         the first row names the columns',
  'no-header': '      the first row is data: columns are c1, c2, …',
  'header-row': 'N    the row that names the columns; titles above it are found unless told',
  sheet: 'NAME      of a workbook; the first unless told',
  'rows-at': 'PATH   of the rows in a JSON document: data.rows; . where it is one itself',
  'parse-json': 'COLUMN of JSON texts, which becomes nested fields; as often as needed',
  type: 'FIELD=T    string, number, boolean, timestamp or date; as often as needed',
  timestamp: 'FIELD that holds the time of the row, or DAY+TIME of two; guessed otherwise',
  'timestamp-format': 'F  how that time is written',
  'time-zone': 'Z     of times without offset (default UTC)',
  'person-id': 'FIELD that names the person; guessed otherwise',
  'row-id': 'FIELD  whose known values are not added again',
  decimal: 'SIGN     of amounts that can be read in two ways, as 1,234: comma or point',
  assume:
    'A        an answer to what the file leaves open: day-first, month-first; as often as needed',
} as const

export const fileFlags = ['header', 'no-header', 'trim', 'no-trim'] as const

export const repeatedFileOptions = ['type', 'parse-json', 'assume'] as const

const repeatedParameters = { type: 'type', 'parse-json': 'parseJson', assume: 'assume' } as const

const textParameters = {
  delimiter: 'delimiter',
  quote: 'quote',
  encoding: 'encoding',
  'header-row': 'headerRow',
  sheet: 'sheet',
  'rows-at': 'rowsAt',
  timestamp: 'timestamp',
  'timestamp-format': 'timestampFormat',
  'time-zone': 'timeZone',
  'person-id': 'personId',
  'row-id': 'rowId',
  decimal: 'decimal',
} as const

/** `--format` names the answer's format as in every command, or else that of the files. */
export function chooseFileFormat(input: Input): string | undefined {
  const format = input.text('format')
  const isOfAnswer = format === undefined || format === 'json' || format === 'table'
  return input.text('file-format') ?? (isOfAnswer ? undefined : format)
}

/** The options as parameters of the API. */
export function listFileParameters(input: Input): readonly (readonly [string, string])[] {
  const texts = Object.entries(textParameters).map(
    ([option, name]) => [name, input.text(option)] as const,
  )
  const single = [
    ...texts,
    ['format', chooseFileFormat(input)] as const,
    ['header', readFlag(input, 'header')] as const,
    ['trim', readFlag(input, 'trim')] as const,
  ]
  return [
    ...single.flatMap(([name, given]) => (given === undefined ? [] : [[name, given] as const])),
    ...repeatedFileOptions.flatMap((option) =>
      input.all(option).map((given) => [repeatedParameters[option], given] as const),
    ),
  ]
}

function readFlag(input: Input, name: 'header' | 'trim'): string | undefined {
  if (input.has(name)) return 'true'
  return input.has(`no-${name}`) ? 'false' : undefined
}
