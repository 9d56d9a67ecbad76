import type { Cell, Table } from '../../../model/table.ts'
import { buildTable, itemCell, spreadColumns, type ReportColumn } from '../parts/table.ts'
import type { FreeformResult, FreeformRow } from './request.ts'

type Columns = FreeformResult['columns']

/** The rows with their total below, statistics, and what is forecast. */
export function tabulateFreeform(result: FreeformResult): readonly [Table, ...Table[]] {
  const { columns, rows, totals, filteredTotals, statistics = {}, forecasts = [] } = result
  const items = spreadColumns('Item', rows, itemsOf)
  const figures = columns.flatMap((column, k) => figureColumns(column, k, rows))
  const table = buildTable('rows', rows, [...items, ...figures])
  const total = buildTable('', [{ values: totals }], [...items.map(untold), ...figures]).rows[0]!
  const kinds: [string, readonly Cell[]][] = [
    ['total', totals],
    ['total of the rows', filteredTotals],
    ...Object.entries(statistics),
  ]
  return [
    { ...table, rows: [...table.rows, ['Total', ...total.slice(1)]] },
    buildTable('totals', kinds, [['Figure', ([kind]) => kind], ...valueColumns(columns)]),
    ...(forecasts.length > 0 ? [forecastTable(forecasts)] : []),
  ]
}

const itemsOf = (row: FreeformRow): readonly Cell[] =>
  row.items?.map((each, k) => each ?? (k === 0 ? row.label : null)) ?? [itemCell(row)]

const untold = ([heading]: ReportColumn<FreeformRow>): ReportColumn<FreeformRow> => [
  heading,
  () => '',
]

const valueColumns = (columns: Columns): ReportColumn<readonly [string, readonly Cell[]]>[] =>
  columns.map(({ name }, k) => [name, ([, values]) => values[k]])

/** The figure, and what was expected of it and its trend line where these were asked for. */
function figureColumns(
  { name }: Columns[number],
  k: number,
  rows: readonly FreeformRow[],
): ReportColumn<FreeformRow>[] {
  const isExpected = rows.some(({ expectations }) => expectations?.[k])
  const expected: ReportColumn<FreeformRow>[] = [
    [`${name}: expected`, ({ expectations }) => expectations?.[k]?.expected],
    [`${name}: lower`, ({ expectations }) => expectations?.[k]?.lower],
    [`${name}: upper`, ({ expectations }) => expectations?.[k]?.upper],
    [`${name}: anomaly`, ({ expectations }) => expectations?.[k]?.anomaly],
  ]
  const hasLine = rows.some(({ trendLines }) => (trendLines?.[k] ?? null) !== null)
  const line: ReportColumn<FreeformRow> = [
    `${name}: trend line`,
    ({ trendLines }) => trendLines?.[k],
  ]
  return [
    [name, ({ values }) => values[k]],
    ...(isExpected ? expected : []),
    ...(hasLine ? [line] : []),
  ]
}

function forecastTable(forecasts: NonNullable<FreeformResult['forecasts']>): Table {
  const points = forecasts.flatMap(({ column, points }) =>
    points.map((point) => ({ column, ...point })),
  )
  return buildTable('forecasts', points, [
    ['Column', ({ column }) => column],
    ['Item', ({ item }) => item],
    ['Value', ({ value }) => value],
    ['Lower', ({ lower }) => lower],
    ['Upper', ({ upper }) => upper],
  ])
}
