import type { FileFormat } from '../source.ts'
import { openDelimited, quotedReader } from './delimited.ts'
import { findDialect } from './dialect.ts'
import { readTextHead } from './text-head.ts'

export const csv: FileFormat = {
  name: 'csv',
  label: 'CSV',
  description:
    'Text in columns, with commas, semicolons, tabs, vertical bars or another character between them; values may stand in quotes. Whether the first row has names is found out, too, and which one where titles stand above it.',
  extensions: ['csv', 'psv', 'ssv'],
  layout: ['delimiter', 'quote', 'trim', 'encoding', 'header', 'headerRow'],
  isText: true,
  async open(lake, file, given) {
    const { text, isWhole } = readTextHead(file)
    const dialect = findDialect(file.name, text, isWhole, given)
    return openDelimited(lake, file, dialect, quotedReader(dialect))
  },
}
