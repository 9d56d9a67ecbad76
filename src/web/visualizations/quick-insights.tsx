import type {
  QuickInsightsRequest,
  QuickInsightsResult,
} from '../../query/reports/quick-insights/request.ts'
import { BarRows } from '../charts/bar-rows.tsx'
import { CartesianChart } from '../charts/cartesian-chart.tsx'
import { categoryColor } from '../charts/palette.ts'
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
import { CategoryForm } from './categories/category-form.tsx'
import { CategoryFrame } from './categories/category-frame.tsx'
import { type CategorySettings, readCategorySettings } from './categories/category-settings.ts'
import { measureOf } from './parts/measure.ts'
import type { RequestOf } from './parts/report-of.ts'
import {
  defineVisualization,
  type PanelContext,
  readPanelScope,
  type SettingsProps,
  type VisualizationProps,
} from './visualization.ts'

const t = texts.analyses.quickInsights

export const quickInsights = defineVisualization({
  type: 'quick-insights',
  label: t.title,
  description: t.description,
  size: { width: 6, height: 6 },
  read: (stored, components) => readCategorySettings(stored, components, { limit: 15, most: 100 }),
  request: quickInsightsRequest,
  Draw: QuickInsights,
  Settings: QuickInsightsForm,
  caption: (settings: CategorySettings, _result: QuickInsightsResult, components) =>
    categoryCaption(settings, components),
})

function quickInsightsRequest(
  { dimension, metrics, limit }: CategorySettings,
  context: PanelContext,
): RequestOf<QuickInsightsRequest, 'dimension' | 'metrics'> | null {
  if (metrics.length === 0) return null
  return {
    kind: 'quick-insights',
    ...readPanelScope(context),
    dimension,
    metrics: metrics.slice(0, 3),
    limit,
  }
}

function QuickInsightsForm(props: SettingsProps<CategorySettings>) {
  return <CategoryForm {...props} mostMetrics={3} mostItems={100} />
}

/** A line where the dimension is of time, else bars. */
function QuickInsights({
  report,
  settings,
  context,
  request,
}: VisualizationProps<QuickInsightsResult, CategorySettings>) {
  const { dimension } = settings
  const measures = settings.metrics
    .slice(0, 3)
    .map((metric) => measureOf(context.components, metric))
  return (
    <CategoryFrame report={report} skeleton="bars">
      {(result) => {
        const columnOf = (index: number) => result.columns[index]?.id ?? ''
        const common = {
          label: categoryLabel(settings, context),
          note: leftOut(result.rows.length, result.rowCount),
        }
        const act = (index: number, column: number) => {
          const row = result.rows[index]
          const measure = measures[column]
          if (row === undefined || measure === undefined) return undefined
          const cell = {
            metric: measure.id,
            column: columnOf(column),
            value: valueOf(result, row, columnOf(column)),
          }
          return actOnCell(
            context,
            request,
            settings,
            { item: row.item ?? null, name: rowName(row, dimension) },
            cell,
          )
        }
        if (result.chart === 'line') {
          return (
            <CartesianChart
              {...common}
              positionName={findName(context.components, dimension)}
              positions={result.rows.map((row) => ({
                key: rowKey(row),
                name: rowName(row, dimension),
                tick: rowName(row, dimension),
              }))}
              series={measures.map(({ name, print }, k) => ({
                id: String(k),
                name,
                color: categoryColor(k),
                draw: 'line' as const,
                values: result.rows.map((row) => valueOf(result, row, columnOf(k))),
                print,
              }))}
              stacking="none"
              formats={{ left: measures[0]?.format, right: undefined }}
              actOn={(id, index) => act(index, Number(id))}
            />
          )
        }
        return (
          <BarRows
            {...common}
            rowName={findName(context.components, dimension)}
            rows={result.rows.map((row, k) => ({
              key: String(k),
              name: rowName(row, dimension),
              parts: measures.map(({ name, print }, m) => {
                const value = valueOf(result, row, columnOf(m))
                return { id: String(m), name, color: categoryColor(m), value, print: print(value) }
              }),
            }))}
            actOn={(key, part) => act(Number(key), Number(part))}
          />
        )
      }}
    </CategoryFrame>
  )
}
