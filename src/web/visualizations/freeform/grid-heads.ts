import type { GridHead } from '../../grid/index.ts'
import type { FreeformResult } from '../../../query/reports/freeform/request.ts'
import { findName } from '../../components/component-groups.ts'
import { textWidth } from '../../charts/fit-text.ts'
import { printFigure } from '../../components/figures.ts'
import { printItem } from '../../components/item-text.ts'
import { texts } from '../../texts/index.ts'
import { getOwn } from '../../../model/own.ts'
import type { PanelContext } from '../visualization.ts'
import { formatOf, indexOfColumn } from './cells.ts'
import { visibleLeaves } from './requests.ts'
import { nameOfRef } from './row-keys.ts'
import { hasShares } from './shares.ts'
import {
  type Above,
  areTimes,
  type ColumnNode,
  type ColumnSetting,
  type FreeformSettings,
  isGroup,
  rowDimensions,
} from './settings.ts'

type Named = Pick<PanelContext, 'components'>

/** The heads of all columns, those of further dimensions of the rows first. */
export function makeHeads(
  settings: FreeformSettings,
  context: PanelContext,
  result: FreeformResult,
): readonly GridHead[] {
  const sorts = shownSorts(settings)
  const dimensions = rowDimensions(settings.rows)
    .slice(1)
    .map((id) => ({
      id: `rows:${id}`,
      name: findName(context.components, id),
      align: 'start' as const,
      isRowHead: true,
      canSort: true,
      width: 144,
      ...sortedAs(sorts, id),
    }))
  const columns =
    'metrics' in settings.rows
      ? visibleLeaves(settings, settings.rows).map(({ column: { id }, above }) => ({
          id,
          name:
            above.map((each) => nameAbove(each, context)).join(' › ') || texts.freeform.everything,
          canSort: true,
          ...sortedAs(sorts, id),
        }))
      : settings.columns.map((node) => headOf(node, settings, context, result, sorts))
  return [...dimensions, ...columns]
}

type Sorts = ReturnType<typeof shownSorts>

/** As it is chosen, else as the server does by itself. */
export function shownSorts({ sort, rows, columns }: FreeformSettings) {
  if (sort.length > 0) {
    return sort.map((each) => ({
      id: 'column' in each ? each.column : each.dimension,
      direction: each.direction,
    }))
  }
  const [dimension] = rowDimensions(rows)
  if (dimension === undefined || 'items' in rows) return []
  if (areTimes(rows)) return [{ id: dimension, direction: 'asc' as const }]
  const [first] = visibleLeaves({ columns }, rows)
  return first === undefined ? [] : [{ id: first.column.id, direction: 'desc' as const }]
}

export function sortedAs(sorts: Sorts, id: string): Pick<GridHead, 'sort' | 'sortRank'> {
  const at = sorts.findIndex((each) => each.id === id)
  if (at < 0) return {}
  const sort = sorts[at]!.direction === 'asc' ? 'ascending' : 'descending'
  return sorts.length > 1 ? { sort, sortRank: at + 1 } : { sort }
}

function headOf(
  node: ColumnNode,
  settings: FreeformSettings,
  context: PanelContext,
  result: FreeformResult,
  sorts: Sorts,
): GridHead {
  if (isGroup(node)) {
    return {
      id: node.id,
      name: nameAbove(node.above, context),
      under: node.columns.map((each) => headOf(each, settings, context, result, sorts)),
    }
  }
  const note = noteOf(node)
  return {
    id: node.id,
    name: result.columns.find(({ id }) => id === node.id)?.name ?? node.metric ?? node.id,
    canSort: true,
    width: widthOf(node, settings, context, result),
    ...(note === undefined ? {} : { note }),
    ...sortedAs(sorts, node.id),
  }
}

/** In a column’s cells, beside their number; around it; around a head’s name, with the mark of its order. */
const SHARE = 52
const CHANGE = 64
const AROUND = 32
const AROUND_NAME = 40
/** A longer name is cut rather than let its column take the room of others. */
const WIDEST_NAME = 144

/** What a column’s numbers need, and as far as that goes its name; in steps, so that it stays as numbers change a little. */
function widthOf(
  column: ColumnSetting,
  { percent }: FreeformSettings,
  { comparison, components }: PanelContext,
  result: FreeformResult,
): number {
  const { isPlain, metric, id } = column
  const at = indexOfColumn(result, id)
  const found = result.columns[at]
  const hasShare = percent !== 'none' && !isPlain && hasShares(column, components)
  const format = column.format ?? formatOf(found)
  const figures = [result.totals[at], ...result.rows.map(({ values }) => values[at])]
  const widest = Math.max(...figures.map((figure) => cellWidth(printFigure(figure, format))))
  const numbers = widest + AROUND + (hasShare ? SHARE : 0) + (comparison === null ? 0 : CHANGE)
  const name = Math.min(WIDEST_NAME, cellWidth(found?.name ?? metric ?? id) + AROUND_NAME)
  return Math.ceil(Math.max(numbers, name) / STEP) * STEP
}

const STEP = 8

/** Cells are written a little larger than charts. */
const cellWidth = (text: string): number => textWidth(text) * 1.15

/** What sets a column apart: its attribution, with the days that it looks back. */
function noteOf({ attribution }: ColumnSetting): string | undefined {
  if (attribution === undefined) return undefined
  const model = getOwn<string>(texts.freeform.models, attribution.model) ?? attribution.model
  const days = attribution.lookback?.days
  return days === undefined ? model : `${model} · ${texts.freeform.days(String(days))}`
}

export function nameAbove(above: Above, { components }: Named): string {
  if ('segment' in above) return nameOfRef(above.segment, components)
  if ('item' in above) return printItem(above.item, above.dimension)
  return nameOfRange(above.dateRange, { components })
}

export function nameOfRange(range: unknown, { components }: Named): string {
  if (typeof range !== 'string') {
    const { start, end } = range as { readonly start: unknown; readonly end: unknown }
    const isFixed = typeof start === 'string' && typeof end === 'string'
    return isFixed ? `${start.slice(0, 10)} – ${end.slice(0, 10)}` : texts.freeform.unnamed
  }
  return getOwn<string>(texts.presets, range) ?? nameOfRef(range, components)
}

/** What the rows are, as a heading. */
export function nameOfRows({ rows }: FreeformSettings, { components }: Named): string {
  if ('segments' in rows) return texts.freeform.fixedRows.segments
  if ('dateRanges' in rows) return texts.freeform.fixedRows.dateRanges
  if ('metrics' in rows) return texts.freeform.fixedRows.metrics
  return findName(components, rowDimensions(rows)[0]!)
}
