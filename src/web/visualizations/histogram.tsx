import type { HistogramRequest, HistogramResult } from '../../query/reports/histogram/request.ts'
import type { ComponentList } from '../../model/answers/data-views.ts'
import { CartesianChart } from '../charts/cartesian-chart.tsx'
import { ChartSkeleton } from '../charts/chart-skeleton.tsx'
import { categoryColor } from '../charts/palette.ts'
import { ChoicePicker } from '../components/choice-picker.tsx'
import { findName } from '../components/component-groups.ts'
import { Controls } from '../components/controls.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { printFigure } from '../components/figures.ts'
import { ReportFrame } from '../components/report-frame.tsx'
import { texts } from '../texts/index.ts'
import { MetricField } from './fields/metric-field.tsx'
import { NumberSetting } from './fields/number-setting.tsx'
import { actOnMark } from './parts/act-on-mark.ts'
import { measureOf } from './parts/measure.ts'
import { firstMetric, readChoice, textOr } from './read-settings.ts'
import {
  defineVisualization,
  type PanelContext,
  readPanelScope,
  type SettingsProps,
  type Stored,
  type VisualizationProps,
} from './visualization.ts'

const containers = ['person', 'session', 'event'] as const

interface HistogramSettings {
  readonly metric: string
  readonly container: (typeof containers)[number]
  readonly start: number
  readonly buckets: number
  readonly size: number
}

export const histogram = defineVisualization({
  type: 'histogram',
  label: texts.histogram.title,
  description: texts.histogram.description,
  size: { width: 5, height: 6 },
  read: readHistogramSettings,
  request: (settings, context) =>
    ({ kind: 'histogram', ...readPanelScope(context), ...settings }) satisfies Omit<
      HistogramRequest,
      'explain'
    >,
  Draw: Histogram,
  Settings: HistogramForm,
  caption: ({ container, metric }: HistogramSettings, _result: HistogramResult, components) =>
    texts.histogram.caption(texts.histogram.counts[container], findName(components, metric)),
})

function readHistogramSettings(stored: Stored, components: ComponentList): HistogramSettings {
  const positive = (value: unknown, fallback: number) =>
    typeof value === 'number' && value > 0 ? value : fallback
  const { start } = stored
  return {
    metric: textOr(stored['metric'], firstMetric(components)),
    container: readChoice(stored['container'], containers, 'person'),
    start: typeof start === 'number' && start >= 0 ? start : 1,
    buckets: Math.min(50, Math.round(positive(stored['buckets'], 10))),
    size: positive(stored['size'], 1),
  }
}

function HistogramForm({ settings, onChange, context }: SettingsProps<HistogramSettings>) {
  const change = (part: Partial<HistogramSettings>) => onChange({ ...settings, ...part })
  const t = texts.histogram
  return (
    <Controls>
      <MetricField
        label={texts.kinds.metric}
        context={context}
        value={settings.metric}
        isPlain
        onChange={(metric) => change({ metric })}
      />
      <ChoicePicker
        label={texts.kinds.count}
        value={settings.container}
        choices={t.counts}
        onChange={(container) => change({ container })}
      />
      <NumberSetting
        label={t.start}
        value={settings.start}
        least={0}
        step={0.01}
        onChange={(start) => change({ start })}
      />
      <NumberSetting
        label={t.size}
        value={settings.size}
        least={0.01}
        step={0.01}
        onChange={(size) => change({ size })}
      />
      <NumberSetting
        label={t.buckets}
        value={settings.buckets}
        least={1}
        most={50}
        onChange={(buckets) => change({ buckets })}
      />
    </Controls>
  )
}

function Histogram({
  report,
  settings,
  context,
  request,
}: VisualizationProps<HistogramResult, HistogramSettings>) {
  return (
    <ReportFrame report={report} skeleton={<ChartSkeleton shape="bars" />}>
      {(result) =>
        result.buckets.every(({ count }) => count === 0) ? (
          <EmptyState title={texts.report.empty}>{texts.report.emptyHint}</EmptyState>
        ) : (
          <Buckets result={result} settings={settings} context={context} request={request} />
        )
      }
    </ReportFrame>
  )
}

interface BucketsProps {
  readonly result: HistogramResult
  readonly settings: HistogramSettings
  readonly context: PanelContext
  readonly request: VisualizationProps<HistogramResult, HistogramSettings>['request']
}

function Buckets({ result: { buckets }, settings, context, request }: BucketsProps) {
  const { metric, container } = settings
  const measure = measureOf(context.components, metric)
  const counted = texts.histogram.counts[container]
  const nameOf = ({ from, to }: { from: number; to: number }) =>
    texts.histogram.bucket(measure.print(from), measure.print(to))
  return (
    <CartesianChart
      label={texts.kinds.by(counted, measure.name)}
      positionName={measure.name}
      positions={buckets.map((bucket) => ({
        key: String(bucket.from),
        name: nameOf(bucket),
        tick: measure.print(bucket.from),
      }))}
      series={[
        {
          id: 'count',
          name: counted,
          color: categoryColor(0),
          draw: 'bar',
          values: buckets.map(({ count }) => count),
          print: printFigure,
        },
      ]}
      stacking="none"
      areBucketsTouching
      formats={{ left: undefined, right: undefined }}
      actOn={(_, index) => {
        const bucket = buckets[index]
        if (bucket === undefined) return undefined
        return actOnMark(context, request, {
          label: nameOf(bucket),
          measure: counted,
          value: printFigure(bucket.count),
          place: { row: [bucket.from, bucket.to] },
        })
      }}
    />
  )
}
