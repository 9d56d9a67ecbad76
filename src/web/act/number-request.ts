import type { z } from 'zod'
import type { ExplainPlace } from '../../model/explain-place.ts'
import type { Item } from '../../model/result.ts'
import type { FreeformRequestInput } from '../../query/reports/freeform/request.ts'
import type { keyMetricRequest } from '../../query/reports/key-metric/request.ts'
import type { trendsRequest } from '../../query/reports/trends/request.ts'
import type { vennRequest } from '../../query/reports/venn/request.ts'
import type { ReportInput } from '../api/index.ts'
import type { Mark } from '../visualizations/index.ts'
import type { TouchedItem } from '../visualizations/read-settings.ts'

type Column = FreeformRequestInput['columns'][number]

/** A cell of a table by itself: where it looks, what counts it, and the items on whose row it stands. */
export interface Cell {
  readonly scope: Pick<FreeformRequestInput, 'dataView' | 'dateRange' | 'segments'>
  readonly column: Column
  readonly where: readonly TouchedItem[]
}

/** The cell that has the number of a mark; null where no table has it. */
export function cellOf({ request, place, except }: Mark): Cell | null {
  if (except !== undefined) return null
  switch (request.kind) {
    case 'freeform':
      return cellOfTable(request as FreeformRequestInput, place)
    case 'trends':
      return cellOfTrend(request as TrendsInput, place)
    case 'key-metric':
      return cellOfKeyMetric(request as KeyMetricInput, place)
    case 'venn':
      return cellOfArea(request as VennInput, place)
    default:
      return null
  }
}

type TrendsInput = z.input<typeof trendsRequest>
type KeyMetricInput = z.input<typeof keyMetricRequest>
type VennInput = z.input<typeof vennRequest>

/** Rows of one item each are told; a segment, a date range or a metric as a row is none. */
function cellOfTable(table: FreeformRequestInput, place: ExplainPlace): Cell | null {
  if (!('column' in place)) return null
  const index = table.columns.findIndex(({ id }, at) => (id ?? `c${at + 1}`) === place.column)
  const column = table.columns[index]
  if (column === undefined || column.change !== undefined) return null
  const { where = [], rows } = table
  const scope = scopeOf(table)
  if (place.row === undefined) return { scope, column, where }
  const ids = 'dimensions' in rows ? rows.dimensions : 'dimension' in rows ? [rows.dimension] : null
  return ids && { scope, column, where: [...where, ...itemsOf(ids, place.row)] }
}

/** Of a metric: an event that is counted is no column of a table. */
function cellOfTrend(request: TrendsInput, place: ExplainPlace): Cell | null {
  const { metrics = [], breakdown, interval = 'day' } = request
  if (!('column' in place) || place.row === undefined) return null
  const metric = metrics.find((each) => each === place.column)
  if (metric === undefined) return null
  const ids = breakdown === undefined ? [interval] : [breakdown, interval]
  return { scope: scopeOf(request), column: { metric }, where: itemsOf(ids, place.row) }
}

function cellOfKeyMetric(request: KeyMetricInput, place: ExplainPlace): Cell | null {
  const { metric, interval = 'day' } = request
  if (!('column' in place) || place.column !== 'primary') return null
  const where = place.row === undefined ? [] : itemsOf([interval], place.row)
  return { scope: scopeOf(request), column: { metric }, where }
}

function cellOfArea({ metric, sets, ...request }: VennInput, place: ExplainPlace): Cell | null {
  if (!('row' in place) || place.row === undefined) return null
  const segments = [place.row].flat().flatMap((index) => sets[Number(index)] ?? [])
  return { scope: scopeOf(request), column: { metric, segments }, where: [] }
}

const scopeOf = ({ dataView, dateRange, segments }: Cell['scope']): Cell['scope'] => ({
  dataView,
  dateRange,
  segments,
})

const itemsOf = (ids: readonly string[], row: Item | readonly Item[]): readonly TouchedItem[] => {
  const items = [row].flat()
  return ids.map((dimension, at) => ({ dimension, item: items[at] ?? null }))
}

const BROKEN_DOWN = 10

/** The items of a dimension behind a number, the largest first; null where no table has it. */
export function breakDownNumber(mark: Mark, dimension: string): ReportInput | null {
  return rowsOf(mark, { dimension }, BROKEN_DOWN)
}

/** A number by day. */
export function trendNumber(mark: Mark): ReportInput | null {
  return rowsOf(mark, { dimension: 'day' }, 2000)
}

function rowsOf(
  mark: Mark,
  rows: { readonly dimension: string },
  limit: number,
): ReportInput | null {
  const cell = cellOf(mark)
  if (cell === null) return null
  const { anomalies: _, forecast: __, trendLine: ___, ...column } = cell.column
  const request: FreeformRequestInput = {
    kind: 'freeform',
    ...cell.scope,
    rows,
    columns: [{ ...column, id: 'number' }],
    where: [...cell.where],
    limit,
  }
  return request
}

export const canBreakDown = (mark: Mark): boolean => cellOf(mark) !== null

/** A difference between two places has people, and is itself no number of the answer. */
export const isExplained = ({ except }: Mark): boolean => except === undefined
