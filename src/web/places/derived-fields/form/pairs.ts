import { printCsv } from '../../../../model/table.ts'
import { texts } from '../../../texts/index.ts'

export type Pair = readonly [from: string, to: string]

/** Texts by text, as lines. */
export const toPairs = (value: unknown): readonly Pair[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).map(([from, to]) => [from, String(to)])
    : []

/** Lines as texts by text; those that say nothing, or the same again, are left out. */
export const toRecord = (pairs: readonly Pair[]): Readonly<Record<string, string>> =>
  Object.fromEntries(pairs.filter(([from]) => from !== '').filter(isFirst))

const isFirst = ([from]: Pair, at: number, all: readonly Pair[]): boolean =>
  all.findIndex(([other]) => other === from) === at

/** Lines of a table with two columns, by tabs, semicolons or commas; none of anything else. */
export function parsePasted(text: string): readonly Pair[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const separator = ['\t', ';', ','].find((each) => lines.every((line) => line.includes(each)))
  if (separator === undefined || (lines.length < 2 && separator !== '\t')) return []
  return lines.map((line) => {
    const at = line.indexOf(separator)
    return [line.slice(0, at).trim(), line.slice(at + 1).trim()]
  })
}

/** The same as a file, under a line of headings. */
export const printPairs = (pairs: Readonly<Record<string, string>>): string =>
  printCsv({ columns: [...texts.derivedFields.pairColumns], rows: Object.entries(pairs) })
