import type { ComponentList } from '../../../model/answers/data-views.ts'
import type { FreeformSort } from '../../../query/reports/freeform/request.ts'
import {
  firstDimension,
  firstMetric,
  isItem,
  isItemTouch,
  isRecord,
  readChoice,
  readList,
  type TouchedItem,
  wholeOr,
} from '../read-settings.ts'
import { readTrendLine } from '../trend-line-choice.ts'
import { freeId } from './edit-columns.ts'
import {
  type Above,
  type Breakdown,
  type ColumnNode,
  type ColumnSetting,
  densities,
  type FreeformSettings,
  percents,
  type RowKey,
  type RowsSetting,
  type SearchSetting,
  totalChoices,
} from './settings.ts'

type Stored = Readonly<Record<string, unknown>>

export const rowsPerBreakdown = 5

/** Settings as they are stored now, and as addresses had them before; what does not fit is left out. */
export function readFreeformSettings(stored: Stored, components: ComponentList): FreeformSettings {
  const rows = readRows(stored['rows']) ?? { dimension: firstDimension(components) }
  return {
    rows,
    columns: readColumns(stored, components),
    sort: readSort(stored['sort'], rows),
    search: readSearch(stored['search']),
    noValue: stored['noValue'] !== false,
    breakdowns: readList(stored['breakdowns'], isRecord).flatMap(readBreakdown),
    percent: readPercent(stored['percent']),
    bars: stored['bars'] !== false,
    totals: readChoice(stored['totals'], totalChoices, 'both'),
    density: readChoice(stored['density'], densities, 'workspace'),
    widths: readWidths(stored['widths']),
  }
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isRange = (value: unknown) => isText(value) || isRecord(value)
const areAll = (value: unknown, test: (each: unknown) => boolean): value is unknown[] =>
  Array.isArray(value) && value.length > 0 && value.every(test)

/** A dimension’s id is how rows were stored before. */
function readRows(value: unknown): RowsSetting | undefined {
  if (isText(value)) return { dimension: value }
  if (!isRecord(value)) return undefined
  const { dimension, items, dimensions, segments, dateRanges, metrics } = value
  const isWhole =
    (isText(dimension) && (items === undefined || areAll(items, isItem))) ||
    areAll(dimensions, isText) ||
    areAll(segments, isRange) ||
    areAll(dateRanges, isRange) ||
    areAll(metrics, isText)
  return isWhole ? (value as RowsSetting) : undefined
}

function readColumns(stored: Stored, components: ComponentList): readonly ColumnNode[] {
  const given = Array.isArray(stored['columns']) ? stored['columns'] : firstColumns(components)
  const trendLine = readTrendLine(stored)
  const shared = trendLine === 'none' ? {} : { trendLine }
  const read: ColumnNode[] = []
  for (const each of given) {
    const node = readNode(each, read, shared)
    if (node !== undefined) read.push(node)
  }
  return read
}

const firstColumns = (components: ComponentList): readonly string[] => [
  ...new Set(['events', 'sessions', 'people', firstMetric(components)]),
]

/** A metric’s id is how columns were stored before. */
function readNode(
  value: unknown,
  before: readonly ColumnNode[],
  shared: Partial<ColumnSetting>,
): ColumnNode | undefined {
  if (isText(value)) return { id: freeId(before, value), metric: value, ...shared }
  if (!isRecord(value)) return undefined
  const { above, columns, metric, formula, change } = value
  const wanted = value['id'] ?? metric
  const id = freeId(before, isText(wanted) ? wanted : 'column')
  if (isAbove(above)) {
    const inside: ColumnNode[] = []
    for (const each of Array.isArray(columns) ? columns : []) {
      const node = readNode(each, [...before, ...inside], shared)
      if (node !== undefined) inside.push(node)
    }
    return inside.length === 0 ? undefined : { id, above, columns: inside }
  }
  const isColumn = isText(metric) || formula !== undefined || isRecord(change)
  return isColumn ? { ...(value as Partial<ColumnSetting>), id } : undefined
}

const isAbove = (value: unknown): value is Above =>
  isRecord(value) &&
  (isItemTouch(value) || isRange(value['segment']) || isRange(value['dateRange']))

/** One sort by a column or by `rows` is how it was stored before. */
function readSort(value: unknown, rows: RowsSetting): readonly FreeformSort[] {
  return (Array.isArray(value) ? value : [value])
    .filter(isRecord)
    .flatMap((sort): FreeformSort[] => {
      const { column, dimension, by, direction: given } = sort
      if (given !== 'asc' && given !== 'desc') return []
      const direction = given
      if (by === 'rows')
        return 'dimension' in rows ? [{ dimension: rows.dimension, direction }] : []
      if (isText(column) || isText(by))
        return [{ column: isText(column) ? column : String(by), direction }]
      return isText(dimension) ? [{ dimension, direction }] : []
    })
}

/** A text that is contained is how it was stored before. */
function readSearch(value: unknown): readonly SearchSetting[] {
  if (isText(value)) return [{ op: 'contains', value }]
  return readList(value, (each): each is SearchSetting => isRecord(each) && isText(each['op']))
}

function readBreakdown(value: Stored): readonly Breakdown[] {
  const by = readRows(value['by'] ?? value['dimension'])
  const { positions, search } = value
  const parents = Array.isArray(value['parents']) ? value['parents'].map(readKey) : []
  if (by === undefined || parents.includes(undefined)) return []
  return [
    {
      parents: parents.filter((key) => key !== undefined),
      by,
      limit: wholeOr(value['limit'], rowsPerBreakdown) || rowsPerBreakdown,
      ...(areAll(positions, Number.isInteger) ? { positions: positions as number[] } : {}),
      ...(search === undefined ? {} : { search: readSearch(search) }),
    },
  ]
}

function readKey(value: unknown): RowKey | undefined {
  if (isItemTouch(value)) return { items: [inOrder(value)] }
  if (!isRecord(value)) return undefined
  const { items, segment, dateRange, metric } = value
  const isKey =
    areAll(items, isItemTouch) || isRange(segment) || isRange(dateRange) || isText(metric)
  if (areAll(items, isItemTouch)) return { items: (items as TouchedItem[]).map(inOrder) }
  return isKey ? (value as RowKey) : undefined
}

/** Keys are compared as they are written. */
const inOrder = ({ dimension, item }: TouchedItem): TouchedItem => ({ dimension, item })

const readPercent = (value: unknown): FreeformSettings['percent'] =>
  value === false ? 'none' : readChoice(value, percents, 'column')

const readWidths = (value: unknown): Readonly<Record<string, number>> =>
  isRecord(value)
    ? Object.fromEntries(
        Object.entries(value).filter((entry): entry is [string, number] =>
          Number.isFinite(entry[1]),
        ),
      )
    : {}
