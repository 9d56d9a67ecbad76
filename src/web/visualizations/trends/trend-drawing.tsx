import type { FreeformResult } from '../../../query/reports/freeform/request.ts'
import type { TrendsResult } from '../../../query/reports/trends/request.ts'
import type { Item } from '../../../model/result.ts'
import { CartesianChart } from '../../charts/cartesian-chart.tsx'
import type { Position, Series } from '../../charts/cartesian-layout.ts'
import { ChartSkeleton } from '../../charts/chart-skeleton.tsx'
import type { Flag } from '../../charts/flag-layout.ts'
import { timeName } from '../../charts/time-ticks.ts'
import { findName } from '../../components/component-groups.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ReportFrame } from '../../components/report-frame.tsx'
import { texts } from '../../texts/index.ts'
import { actOnMark, requestOfCompared, requestUnder } from '../parts/act-on-mark.ts'
import { annotationFlags } from '../parts/annotation-flags.ts'
import { measureOf } from '../parts/measure.ts'
import type { VisualizationProps } from '../visualization.ts'
import { comparedId, trendChart, trendId, trendName } from './trend-chart-series.ts'
import { isTable, readTrends, type TrendData } from './trend-result.ts'
import { hasForecast, type Note, type TrendSettings } from './trend-settings.ts'

export type TrendAnswer = TrendsResult | FreeformResult

export interface TrendLook {
  readonly drawOf: (metric: string) => Series['draw']
  readonly sideOf: (metric: string) => 'left' | 'right'
}

interface TrendDrawingProps extends VisualizationProps<TrendAnswer, TrendSettings> {
  readonly look: TrendLook
}

/** Metrics over time, drawn as the kind says. */
export function TrendDrawing({ report, ...props }: TrendDrawingProps) {
  return (
    <ReportFrame
      report={report}
      skeleton={<ChartSkeleton shape="line" />}
      unasked={<EmptyState title={texts.freeform.noColumns}>{texts.kinds.addMetric}</EmptyState>}
    >
      {(result) => <Chart {...props} result={result} />}
    </ReportFrame>
  )
}

interface ChartProps extends Omit<TrendDrawingProps, 'report'> {
  readonly result: TrendAnswer
}

function Chart({ result, settings, context, request, look }: ChartProps) {
  const { components } = context
  const { interval, breakdown, stacking, notes, metrics } = settings
  const trends = readTrends(result, metrics, (metric) => findName(components, metric))
  if (trends.every(({ values }) => values.every((value) => value === null))) {
    return <EmptyState title={texts.report.empty}>{texts.report.emptyHint}</EmptyState>
  }
  const chart = trendChart(trends, {
    interval,
    breakdown,
    components,
    ...look,
    isStacked: stacking !== 'none',
  })
  const actOn = (series: string, index: number) => {
    const trend = trends.find((each) => trendId(each) === series || comparedId(each) === series)
    if (trend === undefined) return undefined
    const compared = series === comparedId(trend) ? trend.compared : undefined
    const { intervals, values } = compared ?? trend
    const at = intervals[index]
    if (at === undefined) return undefined
    const measure = measureOf(components, trend.metric)
    const isBroken = trend.item !== undefined && breakdown !== null
    return actOnMark(context, requestOfCompared(requestUnder(request, trend.segment), compared), {
      label: `${trendName(trend, trends, { components, breakdown })} › ${timeName(at, interval)}`,
      measure: measure.name,
      value: measure.print(values[index]),
      place: placeOf(result, trend, at),
      items: [
        ...(isBroken ? [{ dimension: breakdown, item: trend.item as Item }] : []),
        { dimension: interval, item: at },
      ],
    })
  }
  return (
    <CartesianChart
      label={texts.kinds.by(
        texts.kinds.list(metrics.map((metric) => findName(components, metric))),
        texts.keyMetric.intervals[interval].toLowerCase(),
      )}
      positionName={texts.keyMetric.intervals[interval]}
      {...chart}
      stacking={stacking}
      flags={[
        ...noteFlags(notes, chart.positions),
        ...annotationFlags(context, {
          unit: interval,
          intervals: chart.positions.map(({ key }) => key),
          components: [...metrics, ...(breakdown === null ? [] : [breakdown])],
          segments: settings.compare,
        }),
      ]}
      actOn={actOn}
    />
  )
}

/** Notes of this chart alone, at the intervals that they name. */
const noteFlags = (notes: readonly Note[], positions: readonly Position[]): readonly Flag[] =>
  notes.flatMap(({ date, name }, k) => {
    const at = positions.findIndex(({ key }) => key === date)
    return at < 0 ? [] : [{ id: `note ${k}`, at, name, details: [positions[at]?.name ?? date] }]
  })

function placeOf(result: TrendAnswer, { metric, item }: TrendData, at: string) {
  if (isTable(result)) return { row: at, column: metric }
  return { row: item === undefined ? [at] : [item, at], column: metric }
}

/** The rule in one line. */
export function trendCaption(
  settings: TrendSettings,
  components: Parameters<typeof findName>[0],
  result: TrendAnswer,
): string {
  const { metrics, interval, breakdown, limit, anomalies } = settings
  const t = texts.trends
  const names = metrics.map((metric) => findName(components, metric))
  const isCompared = !isTable(result) && result.comparison !== undefined
  return [
    t.caption(texts.kinds.list(names), texts.keyMetric.intervals[interval].toLowerCase()),
    breakdown === null ? '' : t.captionBreakdown(findName(components, breakdown), String(limit)),
    anomalies ? t.captionAnomalies : '',
    isCompared ? t.captionCompared : '',
    hasForecast(settings) ? t.captionForecast : '',
  ].join('')
}
