import type { KeyMetricResult } from '../../../query/reports/key-metric/request.ts'
import { CartesianChart } from '../../charts/cartesian-chart.tsx'
import type { Series } from '../../charts/cartesian-layout.ts'
import { categoryColor, mutedColor } from '../../charts/palette.ts'
import { timeName, timeTick } from '../../charts/time-ticks.ts'
import { texts } from '../../texts/index.ts'
import { actOnMark, requestOfCompared } from '../parts/act-on-mark.ts'
import { annotationFlags } from '../parts/annotation-flags.ts'
import { measureOf } from '../parts/measure.ts'
import type { VisualizationProps } from '../visualization.ts'
import type { KeyMetricSettings } from './key-metric-settings.ts'

interface ChartProps
  extends Pick<
    VisualizationProps<KeyMetricResult, KeyMetricSettings>,
    'settings' | 'context' | 'request'
  > {
  readonly result: KeyMetricResult
  /** What the chart shows, for those who do not see it. */
  readonly label: string
}

const HEIGHT = 132

/** The metric over time, with the range before it and the trend line where there is one. */
export function KeyMetricChart({ result, label, settings, context, request }: ChartProps) {
  const { metric, interval } = settings
  const { points } = result.primary
  const measure = measureOf(context.components, metric)
  return (
    <CartesianChart
      label={label}
      positionName={texts.keyMetric.intervals[interval]}
      positions={points.map(({ item }, k) => ({
        key: item,
        name: timeName(item, interval),
        tick: timeTick(item, interval, k === 0),
      }))}
      series={seriesOf(result, measure.print)}
      stacking="none"
      formats={{ left: measure.format, right: undefined }}
      height={HEIGHT}
      flags={annotationFlags(context, {
        unit: interval,
        intervals: points.map(({ item }) => item),
        components: [metric],
      })}
      actOn={(series, index) => {
        const compared = series === 'comparison' ? result.comparison : undefined
        const point = (compared ?? result.primary).points[index]
        if (point === undefined) return undefined
        return actOnMark(context, requestOfCompared(request, compared), {
          label: timeName(point.item, interval),
          measure: measure.name,
          value: measure.print(point.value),
          place: { row: point.item, column: 'primary' },
          items: [{ dimension: interval, item: point.item }],
        })
      }}
    />
  )
}

function seriesOf(
  { primary, comparison }: KeyMetricResult,
  print: Series['print'],
): readonly Series[] {
  const line = { draw: 'line', print } as const
  return [
    {
      ...line,
      id: 'primary',
      name: texts.keyMetric.primary,
      color: categoryColor(0),
      values: primary.points.map(({ value }) => value),
    },
    {
      ...line,
      id: 'comparison',
      name: texts.keyMetric.comparison,
      color: mutedColor,
      look: 'compared',
      values: comparison.points.map(({ value }) => value).slice(0, primary.points.length),
    },
    ...(primary.trendLine === undefined
      ? []
      : [
          {
            ...line,
            id: 'trend',
            name: texts.keyMetric.trendLine,
            color: categoryColor(1),
            look: 'trend' as const,
            values: primary.trendLine,
          },
        ]),
  ]
}
