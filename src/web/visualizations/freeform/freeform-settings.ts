import type { ComponentList } from '../../../model/answers/data-views.ts'
import type { FreeformRequestInput } from '../../../query/reports/freeform/request.ts'
import {
  firstDimension,
  firstMetric,
  isItemTouch,
  isRecord,
  type TouchedItem,
  readList,
  textOr,
  textsOr,
  wholeOr,
} from '../read-settings.ts'
import { readTrendLine, type TrendLineChoice } from '../trend-line-choice.ts'
import { type PanelContext, readPanelScope } from '../visualization.ts'

/** The rows under a row: its parents with itself, outermost first, and what it is broken down by. */
export interface Breakdown {
  readonly parents: readonly TouchedItem[]
  readonly dimension: string
}

export interface FreeformSettings {
  /** A dimension. */
  readonly rows: string
  /** Metrics; each at most once, its id is the column's. */
  readonly columns: readonly string[]
  /** A column, or `rows` for the items themselves. */
  readonly sort?: { readonly by: string; readonly direction: 'asc' | 'desc' }
  readonly search: string
  readonly page: number
  readonly percent: boolean
  readonly breakdowns: readonly Breakdown[]
  /** Of each column, where the rows are times. */
  readonly trendLine: TrendLineChoice
}

export const rowsPerPage = 20
export const rowsPerBreakdown = 5

export function readFreeformSettings(
  stored: Readonly<Record<string, unknown>>,
  components: ComponentList,
): FreeformSettings {
  const { sort } = stored
  return {
    rows: textOr(stored['rows'], firstDimension(components)),
    columns: textsOr(stored['columns'], firstColumns(components)),
    ...(isSort(sort) ? { sort } : {}),
    search: textOr(stored['search'], ''),
    page: wholeOr(stored['page'], 0),
    percent: stored['percent'] !== false,
    breakdowns: readList(stored['breakdowns'], isBreakdown),
    trendLine: readTrendLine(stored),
  }
}

const firstColumns = (components: ComponentList): readonly string[] => [
  ...new Set(['events', 'sessions', 'people', firstMetric(components)]),
]

const isSort = (value: unknown): value is NonNullable<FreeformSettings['sort']> =>
  isRecord(value) &&
  typeof value['by'] === 'string' &&
  (value['direction'] === 'asc' || value['direction'] === 'desc')

const isBreakdown = (value: unknown): value is Breakdown =>
  isRecord(value) &&
  typeof value['dimension'] === 'string' &&
  Array.isArray(value['parents']) &&
  value['parents'].every(isItemTouch)

const timeDimensions = ['minute', 'hour', 'day', 'week', 'month', 'quarter', 'year']

/** How a table is sorted: as chosen, else times by themselves and all others by the first column. */
export const chooseSort = (settings: FreeformSettings) =>
  settings.sort ??
  (areTimes(settings)
    ? { by: 'rows', direction: 'asc' as const }
    : { by: settings.columns[0] ?? 'rows', direction: 'desc' as const })

export const buildFreeformRequest = (
  settings: FreeformSettings,
  context: PanelContext,
): FreeformRequestInput => ({
  ...freeformBase(settings, context),
  columns: withTrendLines(settings),
  rows: { dimension: settings.rows },
  sort: requestSort(settings, settings.rows),
  limit: rowsPerPage,
  offset: settings.page * rowsPerPage,
  ...(settings.search === '' ? {} : { search: { op: 'contains', value: settings.search } }),
})

export const buildBreakdownRequest = (
  settings: FreeformSettings,
  { parents, dimension }: Breakdown,
  context: PanelContext,
): FreeformRequestInput => ({
  ...freeformBase(settings, context),
  rows: { dimension },
  where: [...parents],
  sort: requestSort(settings, dimension),
  limit: rowsPerBreakdown,
})

/** Whether rows are times, so that a column can have a trend. */
export const areTimes = ({ rows }: FreeformSettings): boolean => timeDimensions.includes(rows)

const withTrendLines = (settings: FreeformSettings) =>
  settings.columns.map((metric) => ({
    id: metric,
    metric,
    ...(areTimes(settings) && settings.trendLine !== 'none' && { trendLine: settings.trendLine }),
  }))

const freeformBase = ({ columns }: FreeformSettings, context: PanelContext) => ({
  kind: 'freeform' as const,
  ...readPanelScope(context),
  columns: columns.map((metric) => ({ id: metric, metric })),
})

function requestSort(settings: FreeformSettings, dimension: string) {
  const { by, direction } = chooseSort(settings)
  return settings.columns.includes(by) ? { column: by, direction } : { dimension, direction }
}
