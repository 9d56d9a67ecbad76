import { type Sql, sql } from '../../lake/sql.ts'
import type { FileFormat } from '../source.ts'
import { escapedReader, openDelimited, quotedReader } from './delimited.ts'
import { findDialect } from './dialect.ts'
import { readTextHead } from './text-head.ts'

export const tsv: FileFormat = {
  name: 'tsv',
  label: 'TSV',
  description:
    'Text in columns with tabs between them. Tabs and line feeds within values are written `\\t` and `\\n`, or the values stand in quotes.',
  extensions: ['tsv', 'tab'],
  layout: ['delimiter', 'quote', 'trim', 'encoding', 'header', 'headerRow'],
  isText: true,
  async open(lake, file, given) {
    const { text, isWhole } = readTextHead(file)
    const hasQuotes = given.quote !== undefined || /(^|\t)"[^\t]*"(\t|\r?$)/m.test(text)
    const quote = hasQuotes ? given.quote : 'none'
    const dialect = findDialect(file.name, text, isWhole, { delimiter: 'tab', ...given, quote })
    const isPlainTabs = dialect.delimiter === '\t' && dialect.quote === 'none'
    if (!isPlainTabs) return openDelimited(lake, file, dialect, quotedReader(dialect))
    const reader = escapedReader(dialect, text.includes('\r\n'))
    return openDelimited(lake, file, dialect, reader, dialect.trim ? trimCell : undefined)
  },
}

const trimCell = (_: string, cell: Sql): Sql => sql`trimBoth(${cell})`
