import type { FreeformResult } from '../../query/reports/freeform/request.ts'
import { BarRows } from '../charts/bar-rows.tsx'
import { categoryColor, restColor } from '../charts/palette.ts'
import { findName } from '../components/component-groups.ts'
import { texts } from '../texts/index.ts'
import {
  actOnCell,
  categoryCaption,
  categoryLabel,
  leftOut,
  rowKey,
  rowName,
  valueOf,
} from './categories/category-chart.ts'
import { acceptCategoryDrop, categoryZones } from './categories/category-drops.ts'
import { CategoryForm } from './categories/category-form.tsx'
import { CategoryFrame } from './categories/category-frame.tsx'
import {
  buildCategoryRequest,
  type CategorySettings,
  metricOfColumn,
  readCategorySettings,
} from './categories/category-settings.ts'
import { measureOf } from './parts/measure.ts'
import {
  defineVisualization,
  type SettingsProps,
  type VisualizationProps,
} from './visualization.ts'

export const horizontalBar = defineVisualization({
  type: 'horizontal-bar',
  label: texts.categories['horizontal-bar'].title,
  description: texts.categories['horizontal-bar'].description,
  size: { width: 5, height: 6 },
  read: (stored, components) => readCategorySettings(stored, components, { limit: 10, most: 100 }),
  request: (settings, context) => buildCategoryRequest(settings, context, true),
  Draw: HorizontalBars,
  Settings: HorizontalForm,
  zones: categoryZones,
  accepts: acceptCategoryDrop({ mostMetrics: 3, hasParts: false }),
  caption: (settings: CategorySettings, result: FreeformResult, components) =>
    categoryCaption(settings, components) +
    (result.columns.length > settings.metrics.length ? texts.categories.captionCompared : ''),
})

function HorizontalForm(props: SettingsProps<CategorySettings>) {
  return <CategoryForm {...props} mostMetrics={3} mostItems={100} />
}

function HorizontalBars({
  report,
  settings,
  context,
  request,
}: VisualizationProps<FreeformResult, CategorySettings>) {
  const { dimension, metrics } = settings
  return (
    <CategoryFrame report={report} skeleton="rows">
      {(result) => (
        <BarRows
          label={categoryLabel(settings, context)}
          rowName={findName(context.components, dimension)}
          rows={result.rows.map((row) => ({
            key: rowKey(row),
            name: rowName(row, dimension),
            parts: result.columns.map(({ id }) =>
              partOf(result, row, id, metrics, context.components),
            ),
          }))}
          note={leftOut(result.rows.length, result.rowCount)}
          actOn={(key, part) => {
            const row = result.rows.find((each) => rowKey(each) === key)
            const metric = metricOfColumn(metrics, part)
            if (row === undefined || metric === undefined) return undefined
            const cell = { metric, column: part, value: valueOf(result, row, part) }
            return actOnCell(
              context,
              request,
              settings,
              { item: row.item ?? null, name: rowName(row, dimension) },
              cell,
            )
          }}
        />
      )}
    </CategoryFrame>
  )
}

function partOf(
  result: FreeformResult,
  row: FreeformResult['rows'][number],
  column: string,
  metrics: readonly string[],
  components: Parameters<typeof findName>[0],
) {
  const metric = metricOfColumn(metrics, column) ?? column
  const { name, print } = measureOf(components, metric)
  const isCompared = !metrics.includes(column)
  const value = valueOf(result, row, column)
  return {
    id: column,
    name: isCompared ? texts.kinds.compared(name) : name,
    color: isCompared ? restColor : categoryColor(metrics.indexOf(metric)),
    value,
    print: print(value),
  }
}
