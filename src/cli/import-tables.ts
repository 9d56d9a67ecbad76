import type { FilePreview, ImportOutcome, ImportPreview } from '../model/answers/imports.ts'
import type { TextTable } from './table.ts'
import { getOwn } from '../model/own.ts'

/** What became of each file's rows, and what each was read by. */
export function tabulateImport({
  dataset,
  batches,
  guessed,
  ...total
}: ImportOutcome): TextTable[] {
  const counts = (of: Pick<ImportOutcome, 'read' | 'added' | 'duplicates' | 'skipped'>) => [
    of.read,
    of.added,
    of.duplicates,
    sayCounts(of.skipped) || '0',
  ]
  const files = batches.length > 1 ? batches.map((file) => [file.source, ...counts(file)]) : []
  const rows = [...files, [batches.length === 1 ? batches[0]!.source : 'all', ...counts(total)]]
  const used = batches.map(({ source, used }) =>
    tabulate(source, { ...used, ...sayGuess(guessed) }),
  )
  return [{ columns: [dataset, 'read', 'added', 'duplicates', 'skipped'], rows }, ...used]
}

/** What an import would go by and do, a few tables for each file. */
export function tabulatePreview({ dataset, kind, isNew, files }: ImportPreview): TextTable[] {
  const into = `${isNew ? 'new ' : ''}dataset ${dataset} (${kind})`
  return files.flatMap((file) => [
    tabulate(`${file.source} → ${into}`, { ...file.used, ...sayGuess(file.guessed) }),
    {
      title: `${file.isWhole ? 'all' : 'the first'} ${file.read} rows`,
      columns: ['field', 'type', 'filled', 'values'],
      rows: file.fields.map(({ path, type, filled, values }) => [path, type, filled, values]),
    },
    tabulateRows(file),
    ...tabulateAside(file),
  ])
}

const tabulate = (title: string, values: object): TextTable => ({
  title,
  columns: ['read by', ''],
  rows: Object.entries(values).map(([name, value]) => [getOwn(names, name) ?? name, say(value)]),
})

/** Options as the command line calls them. */
const names: Readonly<Record<string, string>> = {
  timeZone: 'time-zone',
  timestampFormat: 'timestamp-format',
  personId: 'person-id',
  rowId: 'row-id',
  headerRow: 'header-row',
  rowsAt: 'rows-at',
}

function sayGuess(guessed: ImportOutcome['guessed']): object {
  if (guessed === undefined) return {}
  const { personId, rowId, candidates } = guessed
  const others = candidates.filter(({ field }) => field !== personId).map(({ field }) => field)
  return {
    personId: personId ?? 'not found: say which field it is',
    ...(others.length > 0 && { 'or perhaps': others.join(', ') }),
    ...(rowId !== null && { 'differs in every row': rowId }),
  }
}

const SHOWN_FIELDS = 8
const SHOWN_ROWS = 5

function tabulateRows({ fields, rows }: FilePreview): TextTable {
  const more = fields.length - SHOWN_FIELDS
  return {
    title: `the first rows${more > 0 ? ` (${more} more fields)` : ''}`,
    columns: ['row', ...fields.slice(0, SHOWN_FIELDS).map(({ path }) => path)],
    rows: rows
      .slice(0, SHOWN_ROWS)
      .map(({ rowNumber, values }) => [
        String(rowNumber),
        ...values.slice(0, SHOWN_FIELDS).map(sayValue),
      ]),
  }
}

function tabulateAside({ aside, skipped, unreadable }: FilePreview): TextTable[] {
  const put = aside.map(({ rowNumber, reason, raw }) => [String(rowNumber), reason, shorten(raw)])
  const lost = Object.entries(unreadable).map(([field, count]) => [field, count])
  return [
    ...(put.length === 0
      ? []
      : [
          {
            title: `would be put aside: ${sayCounts(skipped)}`,
            columns: ['row', 'reason', 'text'],
            rows: put,
          },
        ]),
    ...(lost.length === 0
      ? []
      : [{ title: 'values that do not fit', columns: ['field', 'rows'], rows: lost }]),
  ]
}

const sayCounts = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([reason, rows]) => `${rows} ${reason}`)
    .join(', ')

function say(value: unknown): string | number | boolean | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'number' || typeof value === 'boolean') return value
  return shorten(typeof value === 'string' ? value : JSON.stringify(value))
}

/** A number may be an id or a year: it is written as it is, without signs between thousands. */
function sayValue(value: unknown): string | boolean | null {
  const said = say(value)
  return typeof said === 'number' ? String(said) : said
}

const shorten = (text: string): string => {
  const line = text.replace(/\s+/g, (space) => (space === '\t' ? '\\t' : ' '))
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}
