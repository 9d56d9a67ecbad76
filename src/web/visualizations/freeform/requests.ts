import type { FreeformRequestInput, FreeformSort } from '../../../query/reports/freeform/request.ts'
import { type PanelContext, readPanelScope } from '../visualization.ts'
import { type Leaf, listLeaves } from './edit-columns.ts'
import {
  type Above,
  areTimes,
  type Breakdown,
  type FreeformSettings,
  rowDimensions,
  type RowKey,
  type RowsSetting,
  type SearchSetting,
} from './settings.ts'

type Request = FreeformRequestInput
type Column = Request['columns'][number]

/** Rows of the table are asked for in pages of so many. */
export const PAGE = 100

/** Columns beside those that are shown: of the range that is compared with, the change, the whole of the row. */
export const beforeId = (id: string): string => `${id}~before`
export const changeId = (id: string): string => `${id}~change`
export const wholeId = (id: string): string => `${id}~whole`

/** The rows of the table itself, from `offset` on. */
export const buildTableRequest = (
  settings: FreeformSettings,
  context: PanelContext,
  offset = 0,
): Request => ({
  kind: 'freeform',
  ...readPanelScope(context),
  rows: settings.rows,
  columns: buildColumns(settings, settings.rows, context),
  ...shared(settings, settings.rows, settings.search),
  limit: PAGE,
  offset,
})

/** The rows under a row, whose key follows those of its parents, outermost first. */
export function buildBreakdownRequest(
  settings: FreeformSettings,
  context: PanelContext,
  path: readonly RowKey[],
  { by, limit, search = [] }: Pick<Breakdown, 'by' | 'limit' | 'search'>,
): Request {
  const { dateRange, segments, ...scope } = readPanelScope(context)
  const metric = path.flatMap((key) => ('metric' in key ? [key.metric] : [])).at(-1)
  const ownRange = path.flatMap((key) => ('dateRange' in key ? [key.dateRange] : [])).at(-1)
  const columns = buildColumns(settings, by, context, ownRange !== undefined)
  return {
    kind: 'freeform',
    ...scope,
    dateRange: ownRange ?? dateRange,
    segments: [...segments, ...path.flatMap((key) => ('segment' in key ? [key.segment] : []))],
    rows: by,
    columns: metric === undefined ? columns : columns.map((column) => countMetric(column, metric)),
    where: path.flatMap((key) => ('items' in key ? key.items : [])),
    ...shared(settings, by, search),
    limit,
  }
}

/** Of every row that is opened, whichever rows there are now; of those opened by their position under any row. */
export const listBreakdownRequests = (
  settings: FreeformSettings,
  context: PanelContext,
): readonly Request[] =>
  settings.breakdowns.map((breakdown) =>
    buildBreakdownRequest(settings, context, breakdown.parents, breakdown),
  )

/** All of which something is shown: the table, and what is opened in it. */
export const listShownRequests = (
  settings: FreeformSettings,
  context: PanelContext,
): readonly Request[] => [
  buildTableRequest(settings, context),
  ...listBreakdownRequests(settings, context),
]

const countMetric = (column: Column, metric: string): Column =>
  column.change === undefined ? { ...column, metric } : column

function shared(
  settings: FreeformSettings,
  rows: RowsSetting,
  search: readonly SearchSetting[],
): Partial<Request> {
  const sort = sortsFor(settings, rows)
  const haveItems = rowDimensions(rows).length > 0
  const rules = search.filter(isWhole)
  return {
    ...(sort.length > 0 ? { sort: [...sort] } : {}),
    ...(haveItems && rules.length > 0 ? { search: rules.map(withoutEmpty) } : {}),
    ...(haveItems ? { noValue: settings.noValue } : {}),
    ...('metrics' in rows ? {} : { statistics: ['min', 'max'] }),
  }
}

/** Rules whose text is not typed yet hide nothing. */
const isWhole = ({ op, value = '', values = [] }: SearchSetting): boolean =>
  op === 'exists' || op === 'not-exists' || value !== '' || values.length > 0

const withoutEmpty = ({ value, values, ...rest }: SearchSetting) => ({
  ...rest,
  ...(value === undefined ? {} : { value }),
  ...(values === undefined ? {} : { values }),
})

/** Sorts by columns hold for all rows, those by the table's own dimension for any one below it. */
function sortsFor(settings: FreeformSettings, rows: RowsSetting): readonly FreeformSort[] {
  const [own, of] = [rowDimensions(settings.rows), rowDimensions(rows)]
  const ids = new Set(visibleLeaves(settings, rows).map(({ column }) => column.id))
  return settings.sort.flatMap((sort): readonly FreeformSort[] => {
    if ('column' in sort) return ids.has(sort.column) ? [sort] : []
    if (of.includes(sort.dimension)) return [sort]
    const [first] = of
    return own.includes(sort.dimension) && first !== undefined && rows !== settings.rows
      ? [{ dimension: first, direction: sort.direction }]
      : []
  })
}

/** Where metrics are the rows, columns are what stands above metrics elsewhere. */
export function visibleLeaves(
  { columns }: Pick<FreeformSettings, 'columns'>,
  rows: RowsSetting,
): readonly Leaf[] {
  const leaves = listLeaves(columns)
  if (!('metrics' in rows)) return leaves
  const filters = new Map(leaves.map(({ above }) => [JSON.stringify(above), above]))
  return [...filters.values()].map((above, index) => ({ column: { id: `f${index + 1}` }, above }))
}

const buildColumns = (
  settings: FreeformSettings,
  rows: RowsSetting,
  context: PanelContext,
  isRangeGiven = false,
): Column[] => {
  const leaves = visibleLeaves(settings, 'metrics' in settings.rows ? settings.rows : rows)
  const shown = leaves.map((leaf) => buildColumn(leaf, rows))
  return [
    ...shown,
    ...leaves.flatMap((leaf) => [
      ...(isCompared(leaf, rows, context) && !isRangeGiven
        ? comparisonOf(leaf, context.comparison!)
        : []),
      ...(settings.percent === 'row' && leaf.column.change === undefined ? [wholeOf(leaf)] : []),
    ]),
  ]
}

/** A column that has a range of its own is compared with nothing. */
export const isCompared = (
  { column, above }: Leaf,
  rows: RowsSetting,
  { comparison }: PanelContext,
): boolean =>
  comparison !== null &&
  column.change === undefined &&
  !('dateRanges' in rows) &&
  !above.some((each) => 'dateRange' in each)

function buildColumn({ column, above }: Leaf, rows: RowsSetting): Column {
  const { tones: _, sparkline: __, isPlain: ___, trendLine, anomalies, forecast, ...asked } = column
  if (asked.change !== undefined) return asked
  const trended = areTimes(rows) ? { trendLine, anomalies, forecast } : {}
  const given = Object.entries(trended).filter(([, value]) => value !== undefined)
  return { ...asked, ...Object.fromEntries(given), ...filtersOf(above) }
}

/** Of several ranges above each other the innermost holds. */
function filtersOf(above: readonly Above[]): Pick<Column, 'segments' | 'where' | 'dateRange'> {
  const segments = above.flatMap((each) => ('segment' in each ? [each.segment] : []))
  const where = above.flatMap((each) =>
    'item' in each ? [{ dimension: each.dimension, item: each.item }] : [],
  )
  const range = above.flatMap((each) => ('dateRange' in each ? [each.dateRange] : [])).at(-1)
  return {
    ...(segments.length > 0 ? { segments } : {}),
    ...(where.length > 0 ? { where } : {}),
    ...(range === undefined ? {} : { dateRange: range }),
  }
}

const counted = ({ metric, formula, attribution }: Column): Partial<Column> => ({
  ...(metric === undefined ? {} : { metric }),
  ...(formula === undefined ? {} : { formula }),
  ...(attribution === undefined ? {} : { attribution }),
})

const comparisonOf = (
  { column, above }: Leaf,
  dateRange: NonNullable<PanelContext['comparison']>,
): Column[] => [
  { id: beforeId(column.id), ...counted(column), ...filtersOf(above), dateRange },
  { id: changeId(column.id), change: { from: beforeId(column.id), to: column.id } },
]

/** The same metric on the row without what stands above the column. */
const wholeOf = ({ column }: Leaf): Column => ({ id: wholeId(column.id), ...counted(column) })
