import type { FreeformResult } from '../../query/reports/freeform/request.ts'
import { CartesianChart } from '../charts/cartesian-chart.tsx'
import type { Series } from '../charts/cartesian-layout.ts'
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
  comparedColumn,
  metricOfColumn,
  readCategorySettings,
} from './categories/category-settings.ts'
import { annotationFlags } from './parts/annotation-flags.ts'
import { measureOf } from './parts/measure.ts'
import { sideByFormat } from './trends/side-by-format.ts'
import {
  defineVisualization,
  type SettingsProps,
  type VisualizationProps,
} from './visualization.ts'

export const bar = defineVisualization({
  type: 'bar',
  label: texts.categories.bar.title,
  description: texts.categories.bar.description,
  size: { width: 6, height: 6 },
  read: (stored, components) => readCategorySettings(stored, components, { limit: 10, most: 40 }),
  request: (settings, context) => buildCategoryRequest(settings, context, true),
  Draw: Bars,
  Settings: BarForm,
  zones: categoryZones,
  accepts: acceptCategoryDrop({ mostMetrics: 5, hasParts: false }),
  caption: (settings: CategorySettings, result: FreeformResult, components) =>
    categoryCaption(settings, components) +
    (result.columns.length > settings.metrics.length ? texts.categories.captionCompared : ''),
})

function BarForm(props: SettingsProps<CategorySettings>) {
  return <CategoryForm {...props} mostMetrics={5} mostItems={40} />
}

type Props = VisualizationProps<FreeformResult, CategorySettings>

function Bars({ report, settings, context, request }: Props) {
  const { dimension, metrics } = settings
  const { components } = context
  return (
    <CategoryFrame report={report} skeleton="bars">
      {(result) => {
        const sideOf = sideByFormat(metrics, components)
        return (
          <CartesianChart
            label={categoryLabel(settings, context)}
            positionName={findName(components, dimension)}
            positions={result.rows.map((row) => {
              const name = rowName(row, dimension)
              return { key: rowKey(row), name, tick: name }
            })}
            series={metrics.flatMap((metric, k) =>
              barSeries(result, metric, k, { ...context, sideOf }),
            )}
            stacking="none"
            formats={{
              left: measureOf(components, metrics[0] ?? '').format,
              right: measureOf(
                components,
                metrics.find((metric) => sideOf(metric) === 'right') ?? '',
              ).format,
            }}
            flags={annotationFlags(context, {
              unit: dimension,
              intervals: result.rows.map(({ item }) => item ?? null),
              components: [dimension, ...metrics],
            })}
            note={leftOut(result.rows.length, result.rowCount)}
            actOn={(column, index) => {
              const row = result.rows[index]
              const metric = metricOfColumn(metrics, column)
              if (row === undefined || metric === undefined) return undefined
              const cell = { metric, column, value: valueOf(result, row, column) }
              return actOnCell(
                context,
                request,
                settings,
                { item: row.item ?? null, name: rowName(row, dimension) },
                cell,
              )
            }}
          />
        )
      }}
    </CategoryFrame>
  )
}

interface SeriesPlace extends Pick<Props['context'], 'components'> {
  readonly sideOf: (metric: string) => 'left' | 'right'
}

function barSeries(
  result: FreeformResult,
  metric: string,
  k: number,
  { components, sideOf }: SeriesPlace,
): readonly Series[] {
  const { name, print } = measureOf(components, metric)
  const common = { draw: 'bar' as const, side: sideOf(metric), print }
  const compared = comparedColumn(metric)
  const isCompared = result.columns.some(({ id }) => id === compared)
  const isAlone = result.columns.length === 2
  return [
    {
      ...common,
      id: metric,
      name,
      color: categoryColor(k),
      values: result.rows.map((row) => valueOf(result, row, metric)),
    },
    ...(isCompared
      ? [
          {
            ...common,
            id: compared,
            name: texts.kinds.compared(name),
            color: isAlone ? restColor : categoryColor(k),
            look: 'compared' as const,
            values: result.rows.map((row) => valueOf(result, row, compared)),
          },
        ]
      : []),
  ]
}
