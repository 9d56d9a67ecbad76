import { ThroughlineError } from '../../../model/errors.ts'
import { type Sql, literal, sql } from '../../../lake/sql.ts'
import type { FileFormat, SourceFile } from '../../source.ts'
import { escapedReader, openDelimited } from '../delimited.ts'
import type { Dialect } from '../dialect.ts'
import { readTextHead } from '../text-head.ts'
import { getOwn } from '../../../model/own.ts'

/** Lookup tables by the column that has their keys. */
const tables: Readonly<Record<string, string>> = {
  browser: 'browser.tsv',
  color: 'color_depth.tsv',
  connection_type: 'connection_type.tsv',
  country: 'country.tsv',
  javascript: 'javascript_version.tsv',
  language: 'languages.tsv',
  os: 'operating_systems.tsv',
  ref_type: 'referrer_type.tsv',
  resolution: 'resolution.tsv',
  search_engine: 'search_engines.tsv',
}

export const adobeFeed: FileFormat = {
  name: 'adobe-feed',
  label: 'an Adobe data feed',
  description:
    'Hits of Adobe Analytics (`hit_data.tsv`, or `01-suite_2024-01-01.tsv.gz`), whose columns are named in `column_headers.tsv`: in the same archive, the same folder, or the archive `…-lookup_data.tar.gz` beside it. Numbers of browsers, languages, countries and the like become their names by the lookup tables.',
  extensions: [],
  layout: ['encoding'],
  isText: true,
  async open(lake, file) {
    const names = readNames(file)
    const dialect: Dialect = {
      delimiter: '\t',
      quote: 'none',
      linesBefore: 0,
      rowsBefore: 0,
      hasHeader: false,
      trim: false,
      names,
    }
    const hasCarriageReturns = readTextHead(file).text.includes('\r\n')
    const resolve = (name: string, cell: Sql) => nameValue(file, name, cell)
    const reader = escapedReader(dialect, hasCarriageReturns)
    return { ...openDelimited(lake, file, dialect, reader, resolve), hasPlainNumbers: true }
  },
}

function readNames(file: SourceFile): readonly string[] {
  const headers = file.companions?.get('column_headers.tsv')
  if (headers === undefined) {
    const reason =
      'column_headers.tsv, which names its columns, is neither beside it nor in its archive'
    throw new ThroughlineError('import/unreadable', { source: file.name, reason })
  }
  const [first = ''] = readTextHead(headers).text.split(/\r?\n/, 1)
  return first.split('\t').map((name) => name.trim())
}

/** A column's value, or the name that its lookup table has for it. */
function nameValue(file: SourceFile, name: string, cell: Sql): Sql {
  const column = name.replace(/^(post|visit|first_hit)_/, '')
  const table = file.companions?.get(getOwn(tables, column) ?? '')
  if (table === undefined || table.head.length === 0) return cell
  const from = table.table('TSV', literal('key String, name String'))
  const all = (part: Sql) => sql`(SELECT groupArray(${part}) FROM ${from}
    SETTINGS input_format_tsv_detect_header = 0, input_format_allow_errors_ratio = 1)`
  return sql`transform(ifNull(${cell}, ''), ${all(sql`key`)}, ${all(sql`name`)}, ${cell})`
}
