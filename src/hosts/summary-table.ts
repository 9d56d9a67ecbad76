import { Dictionary } from '../model/dictionary.ts'
import type { PlainField, SummaryRow } from '../lake/journey/index.ts'
import type { SummaryColumn, SummaryTable } from '../model/journey.ts'
import { getOwn } from '../model/own.ts'

/** Rows as columns (undefined, null and '' are no value), which are named by the dataset and the field: `ads.cost`. */
export function buildSummaryTable(
  dataset: string,
  fields: readonly PlainField[],
  rows: readonly SummaryRow[],
): SummaryTable {
  const columns = new Map<string, SummaryColumn>()
  const dictionaries = new Map<string, Dictionary>()
  for (const { path, type } of fields) {
    const values = rows.map((row) => getOwn(row.fields, path) ?? '')
    const name = `${dataset}.${path}`
    if (type === 'number' || type === 'timestamp') {
      const data = Float64Array.from(values, (value) => (value === '' ? Number.NaN : Number(value)))
      columns.set(name, { kind: 'numbers', data })
    } else {
      const items = type === 'boolean' ? ['false', 'true'] : distinctTexts(values)
      const codes = new Map(items.map((item, index) => [item, index + 1]))
      const data = Uint32Array.from(values, (value) => codes.get(String(value)) ?? 0)
      columns.set(name, { kind: 'codes', data })
      dictionaries.set(name, Dictionary.of(items))
    }
  }
  return { time: Float64Array.from(rows, ({ time }) => time), columns, dictionaries }
}

function distinctTexts(values: readonly unknown[]): string[] {
  return [...new Set(values.map(String))].filter((text) => text !== '').sort()
}
