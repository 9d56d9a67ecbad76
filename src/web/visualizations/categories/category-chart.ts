import type { FreeformResult, FreeformRow } from '../../../query/reports/freeform/request.ts'
import type { Item } from '../../../model/result.ts'
import type { ReportInput } from '../../api/index.ts'
import { printFigure } from '../../components/figures.ts'
import { findName } from '../../components/component-groups.ts'
import { printItem } from '../../components/item-text.ts'
import { texts } from '../../texts/index.ts'
import { actOnMark } from '../parts/act-on-mark.ts'
import { measureOf } from '../parts/measure.ts'
import type { PanelContext } from '../visualization.ts'
import type { CategorySettings } from './category-settings.ts'

/** A row's place among the marks, and as a key. */
export const rowKey = ({ item }: FreeformRow): string => JSON.stringify(item ?? null)

export const rowName = ({ item, label }: FreeformRow, dimension: string): string =>
  printItem(item, dimension, label)

/** What a row says of a column; null where it has none. */
export function valueOf(result: FreeformResult, row: FreeformRow, column: string): number | null {
  const index = result.columns.findIndex(({ id }) => id === column)
  return row.values[index] ?? null
}

/** Acts on the number of a row in a column. */
export function actOnCell(
  context: PanelContext,
  request: ReportInput | null,
  { dimension }: Pick<CategorySettings, 'dimension'>,
  row: { readonly item: Item; readonly name: string },
  cell: { readonly metric: string; readonly value: number | null; readonly column?: string },
) {
  const { column = cell.metric } = cell
  const measure = measureOf(context.components, cell.metric)
  return actOnMark(context, request, {
    label: row.name,
    measure: column === cell.metric ? measure.name : texts.kinds.compared(measure.name),
    value: measure.print(cell.value),
    place: { row: row.item, column },
    items: [{ dimension, item: row.item }],
  })
}

/** What is not shown of the items that there are. */
export const leftOut = (shown: number, all: number): string | undefined =>
  shown < all ? texts.charts.leftOut(printFigure(shown), printFigure(all)) : undefined

/** What the chart is of: `Orders and Revenue by Marketing channel`. */
export const categoryLabel = (
  { metrics, dimension }: CategorySettings,
  { components }: PanelContext,
): string =>
  texts.kinds.by(
    texts.kinds.list(metrics.map((metric) => findName(components, metric))),
    findName(components, dimension),
  )

export const categoryCaption = (
  { metrics, dimension }: Pick<CategorySettings, 'metrics' | 'dimension'>,
  components: PanelContext['components'],
): string =>
  texts.categories.caption(
    texts.kinds.list(metrics.map((metric) => findName(components, metric))),
    findName(components, dimension),
  )
