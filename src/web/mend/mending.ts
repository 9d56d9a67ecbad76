import { getOwn } from '../../model/own.ts'
import { parseObject } from '../../model/parse-object.ts'

/** A row that was kept aside. */
export interface AsideRow {
  readonly key: string
  /** What it is called in the grid. */
  readonly name: string
  readonly reason: string
  /** As it came. */
  readonly raw: string
  /** By column; null where the text does not tell them. */
  readonly values: Readonly<Record<string, unknown>> | null
  /** Cells that belong to no column; they are left out of a row that is mended. */
  readonly surplus: readonly string[]
}

/** The text of changed cells, by row and column. */
export type Edits = Readonly<Record<string, Readonly<Record<string, string>>>>

/** The column of the text that a row came as; it can be changed where it tells no values. */
export const RAW = '\0raw'

/** A row as it is to be read; without a value as it came. */
export interface MendedRow {
  readonly key: string
  readonly value?: Readonly<Record<string, unknown>>
}

/** Every column that a row has, in the order in which they first come. */
export const columnsOf = (rows: readonly AsideRow[]): readonly string[] => [
  ...new Set(rows.flatMap(({ values }) => Object.keys(values ?? {}))),
]

/** A cell as it is shown and typed: texts as they are, everything else as JSON, none as nothing. */
export function cellText(row: AsideRow, column: string, edits: Edits): string {
  const edited = getOwn(getOwn(edits, row.key) ?? {}, column)
  if (edited !== undefined) return edited
  if (column === RAW) return row.raw
  return printValue(getOwn(row.values ?? {}, column))
}

const printValue = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

export const isEdited = (edits: Edits, { key }: AsideRow, column: string): boolean =>
  getOwn(getOwn(edits, key) ?? {}, column) !== undefined

/** Whether a cell can be changed: values, or the text of a row that tells none. */
export const isEditable = ({ values }: AsideRow, column: string): boolean =>
  (column === RAW) === (values === null)

/** With cells of a column changed; one that becomes what it was is changed no more. */
export function setCells(
  edits: Edits,
  rows: readonly AsideRow[],
  column: string,
  textOf: (before: string) => string,
): Edits {
  const changed = new Map(Object.entries(edits))
  for (const row of rows) {
    if (!isEditable(row, column)) continue
    const { [column]: _, ...others } = changed.get(row.key) ?? {}
    const text = textOf(cellText(row, column, edits))
    const isAsItWas = text === cellText(row, column, {})
    const own = isAsItWas ? others : { ...others, [column]: text }
    if (Object.keys(own).length === 0) changed.delete(row.key)
    else changed.set(row.key, own)
  }
  return Object.fromEntries(changed)
}

/** In how many of the rows a text is found in a column. */
export const countFound = (
  rows: readonly AsideRow[],
  column: string,
  edits: Edits,
  find: string,
): number =>
  find === ''
    ? 0
    : rows.filter((row) => isEditable(row, column) && cellText(row, column, edits).includes(find))
        .length

/**
 * A row as it is to be read. What was no text before is read as JSON again, and so is what stands in a column of
 * lists. Errors: SyntaxError where a text that tells no values is still no JSON object.
 */
export function mendRow(
  row: AsideRow,
  edits: Edits,
  isList: (column: string) => boolean,
): MendedRow {
  const { key, values } = row
  const own = getOwn(edits, key)
  if (own === undefined) return { key }
  if (values === null) {
    const value = parseObject(own[RAW] ?? '')
    if (value === undefined) throw new SyntaxError(row.name)
    return { key, value }
  }
  const columns = [...new Set([...Object.keys(values), ...Object.keys(own)])]
  const mended = columns.map((column) => {
    const before = getOwn(values, column)
    const text = getOwn(own, column)
    const wasNone = before === undefined || before === null
    const isParsed = isList(column) || (!wasNone && typeof before !== 'string')
    const value = text === undefined ? before : text === '' ? null : text
    return [
      column,
      isParsed && typeof value === 'string' ? parsed(value) : (value ?? null),
    ] as const
  })
  return { key, value: Object.fromEntries(mended) }
}

/** A text that is no JSON stays a text: a word in the place of a number may be meant. */
function parsed(text: string): unknown {
  const inObject = parseObject(`{"value":${text}}`)
  return inObject === undefined ? text : inObject['value']
}
