import { type Fitted, fitRow } from '../../../collect/index.ts'
import { readLimit } from '../../../model/budgets/index.ts'

type Row = Readonly<Record<string, unknown>>

/** Names that have no column in a dataset any more, in rows of a source. */
export interface Beyond {
  readonly rows: number
  readonly names: ReadonlySet<string>
}

export interface Fitting {
  /** The names that have columns. */
  readonly columnsOf: (dataset: string) => Promise<readonly string[]>
  /** Rows that are in a dataset, with values that have no column of their own. */
  readonly onBeyond: (source: string, beyond: Beyond) => void
}

/** Rows as a dataset has room for their names. */
export async function openFitting(
  { columnsOf }: Pick<Fitting, 'columnsOf'>,
  dataset: string,
): Promise<(row: Row) => Fitted> {
  const columns = await columnsOf(dataset)
  const known = new Set(columns.filter((path) => /^(properties|traits|context)\./.test(path)))
  const limit = readLimit('collect-columns')
  return (row) => fitRow(row, known, limit)
}

/** Tells what had no column, for each source. */
export function tellBeyond(
  { onBeyond }: Pick<Fitting, 'onBeyond'>,
  fitted: readonly { readonly source: string; readonly beyond: readonly string[] }[],
): void {
  const bySource = new Map<string, { rows: number; names: Set<string> }>()
  for (const { source, beyond } of fitted) {
    if (beyond.length === 0) continue
    const found = bySource.get(source) ?? { rows: 0, names: new Set() }
    bySource.set(source, found)
    found.rows += 1
    for (const name of beyond) found.names.add(name)
  }
  for (const [source, beyond] of bySource) onBeyond(source, beyond)
}
