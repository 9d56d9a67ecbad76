import type { StitchingDifference } from '../../../model/answers/what-if.ts'
import type { ResultOf } from '../../../query/reports/index.ts'
import type { Figures } from './figures.ts'

type Row = ResultOf<'freeform'>['rows'][number]
type Figure = Row['values'][number]

interface Pair {
  readonly before: Figure
  readonly after: Figure
}

/** Rows by their items; their texts can be those of numbers. */
export const byItem = (rows: readonly Row[]): ReadonlyMap<string, Row> =>
  new Map(rows.map((row) => [JSON.stringify(row.item), row]))

/** Each metric as a whole. */
export function compareTotals(
  metrics: readonly string[],
  { table: before }: Figures,
  { table: after }: Figures,
): StitchingDifference['metrics'] {
  return metrics.map((metric, index) => {
    const { name, format, upIs } = after.columns[index]!
    return {
      metric,
      name,
      ...(format !== undefined && isOfNumbers(format) && { format }),
      ...(upIs !== undefined && { upIs }),
      before: before.totals[index] ?? null,
      after: after.totals[index] ?? null,
    }
  })
}

type Format = NonNullable<ResultOf<'freeform'>['columns'][number]['format']>
type NumberFormat = NonNullable<StitchingDifference['metrics'][number]['format']>

const isOfNumbers = (format: Format): format is NumberFormat => format.type !== 'date'

/** People, sessions and events of a dataset. */
export function compareDataset(dataset: string, before: Figures, after: Figures) {
  const [own, next] = [before, after].map(({ datasets }) =>
    datasets.rows.find(({ item }) => item === dataset),
  )
  const pairOf = (index: number) => ({
    before: own?.values[index] ?? 0,
    after: next?.values[index] ?? 0,
  })
  return { people: pairOf(0), sessions: pairOf(1), events: pairOf(2) }
}

/** Items of which a metric moves: those that move most of all of a metric first. */
export function compareItems(
  before: ReadonlyMap<string, Row>,
  after: ReadonlyMap<string, Row>,
  totals: readonly Pair[],
  limit: number,
): Pick<StitchingDifference, 'rows' | 'rowCount'> {
  const items = [...new Set([...before.keys(), ...after.keys()])]
  const rows = items
    .map((key) => describeItem(key, before.get(key), after.get(key), totals.length))
    .filter(({ values }) => values.some(moves))
    .map((row) => ({ row, weight: weightOf(row.values, totals) }))
    .toSorted((a, b) => b.weight - a.weight)
  return { rows: rows.slice(0, limit).map(({ row }) => row), rowCount: rows.length }
}

function describeItem(key: string, before: Row | undefined, after: Row | undefined, count: number) {
  const label = after?.label ?? before?.label
  const valueOf = (row: Row | undefined, index: number) =>
    row === undefined ? 0 : (row.values[index] ?? null)
  return {
    item: JSON.parse(key) as NonNullable<Row['item']> | null,
    ...(label !== undefined && { label }),
    values: Array.from({ length: count }, (_, index) => ({
      before: valueOf(before, index),
      after: valueOf(after, index),
    })),
  }
}

/** Sums of the same numbers in another order differ behind the last digits that count. */
const ROUNDING = 1e-9

function moves({ before, after }: Pair): boolean {
  if (before === null || after === null) return before !== after
  return Math.abs(after - before) > ROUNDING * Math.max(Math.abs(before), Math.abs(after))
}

/** The greatest move of a metric as a share of all of it. */
function weightOf(values: readonly Pair[], totals: readonly Pair[]): number {
  const weights = values.map((pair, index) => {
    const { before, after } = totals[index]!
    const all = Math.max(Math.abs(before ?? 0), Math.abs(after ?? 0))
    return moves(pair) ? Math.abs((pair.after ?? 0) - (pair.before ?? 0)) / (all || 1) : 0
  })
  return Math.max(0, ...weights)
}
