import type { FrequencyRequest, FrequencyResult } from '../../query/reports/frequency/request.ts'
import { CartesianChart } from '../charts/cartesian-chart.tsx'
import { ChartSkeleton } from '../charts/chart-skeleton.tsx'
import { categoryColor, restColor } from '../charts/palette.ts'
import { ChoicePicker } from '../components/choice-picker.tsx'
import { findName } from '../components/component-groups.ts'
import { Controls } from '../components/controls.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { printFigure, printPercent } from '../components/figures.ts'
import { ReportFrame } from '../components/report-frame.tsx'
import { SegmentPicker } from '../components/segment-picker.tsx'
import { texts } from '../texts/index.ts'
import { NumberSetting } from './fields/number-setting.tsx'
import { TouchField } from './fields/touch-field.tsx'
import { actOnMark, requestOfCompared, requestUnder } from './parts/act-on-mark.ts'
import type { RequestOf } from './parts/report-of.ts'
import { nameTouch, touchCondition } from './parts/touch-words.ts'
import {
  firstMetric,
  isTouch,
  readChoice,
  textsOr,
  type TouchSetting,
  wholeOr,
} from './read-settings.ts'
import {
  compareTime,
  defineVisualization,
  type PanelContext,
  readPanelScope,
  type SettingsProps,
  type VisualizationProps,
} from './visualization.ts'

const t = texts.analyses.frequency
const distincts = ['events', 'hour', 'day', 'week', 'month'] as const

interface FrequencySettings {
  readonly where: TouchSetting
  readonly container: 'person' | 'session'
  readonly distinct: (typeof distincts)[number]
  readonly last: number
  readonly compare: readonly string[]
}

export const frequency = defineVisualization({
  type: 'frequency',
  label: t.title,
  description: t.description,
  size: { width: 5, height: 6 },
  read: (stored, components): FrequencySettings => ({
    where: isTouch(stored['where']) ? stored['where'] : { metric: firstMetric(components) },
    container: readChoice(stored['container'], ['person', 'session'], 'person'),
    distinct: readChoice(stored['distinct'], distincts, 'events'),
    last: Math.min(50, Math.max(1, wholeOr(stored['last'], 9))),
    compare: textsOr(stored['compare'], []).slice(0, 3),
  }),
  request: frequencyRequest,
  Draw: Frequency,
  Settings: FrequencyForm,
  caption: (
    { container, where }: FrequencySettings,
    { total, comparison }: FrequencyResult,
    components,
  ) =>
    t.caption(t.counts[container], nameTouch(where, components), printFigure(total)) +
    (comparison === undefined ? '' : t.captionCompared(printFigure(comparison.total))),
})

function frequencyRequest(
  { where, container, distinct, last, compare }: FrequencySettings,
  context: PanelContext,
): RequestOf<FrequencyRequest, 'where'> {
  return {
    kind: 'frequency',
    ...readPanelScope(context),
    where: touchCondition(where),
    container,
    buckets: { from: 1, to: last, size: 1 },
    ...(distinct !== 'events' && { distinct }),
    compare: [...compare],
    ...compareTime(context),
  }
}

function FrequencyForm({ settings, onChange, context }: SettingsProps<FrequencySettings>) {
  const change = (part: Partial<FrequencySettings>) => onChange({ ...settings, ...part })
  return (
    <Controls>
      <TouchField
        label={t.where}
        context={context}
        value={settings.where}
        onChange={(where) => change({ where })}
      />
      <ChoicePicker
        label={texts.fallout.container}
        value={settings.container}
        choices={texts.containers}
        onChange={(container) => change({ container })}
      />
      <ChoicePicker
        label={t.distinct}
        value={settings.distinct}
        choices={t.distincts}
        onChange={(distinct) => change({ distinct })}
      />
      <NumberSetting
        label={t.last}
        value={settings.last}
        least={1}
        most={50}
        onChange={(last) => change({ last })}
      />
      <SegmentPicker
        label={texts.kinds.compareSegments}
        components={context.components}
        value={settings.compare}
        onChange={(compare) => change({ compare: compare.slice(0, 3) })}
      />
    </Controls>
  )
}

/** Beside segments of other sizes only shares can be compared. */
const barsOf = (buckets: FrequencyResult['buckets'], areShares: boolean) => ({
  draw: 'bar' as const,
  values: buckets.map(({ count, share }) => (areShares ? share : count)),
  print: areShares ? (value: number | null) => printPercent(value) : printFigure,
})

function Frequency({
  report,
  settings,
  context,
  request,
}: VisualizationProps<FrequencyResult, FrequencySettings>) {
  const counted = t.counts[settings.container]
  return (
    <ReportFrame report={report} skeleton={<ChartSkeleton shape="bars" />}>
      {({ buckets, total, comparison, compare = [] }) => {
        if (total === 0)
          return <EmptyState title={texts.report.empty}>{texts.report.emptyHint}</EmptyState>
        const nameOf = (k: number) => {
          const bucket = buckets[k]
          return bucket === undefined
            ? ''
            : t.bucket(printFigure(bucket.from), bucket.to === null ? null : printFigure(bucket.to))
        }
        const all = [{ segment: null, buckets }, ...compare]
        const areShares = compare.length > 0
        return (
          <CartesianChart
            label={t.title}
            positionName={t.distincts[settings.distinct]}
            positions={buckets.map(({ from }, k) => ({
              key: String(from),
              name: nameOf(k),
              tick: nameOf(k),
            }))}
            series={[
              ...all.map((each, s) => ({
                ...barsOf(each.buckets, areShares),
                id: String(s),
                name:
                  each.segment === null
                    ? areShares
                      ? texts.kinds.everyone
                      : counted
                    : findName(context.components, each.segment),
                color: categoryColor(s),
              })),
              ...(comparison === undefined
                ? []
                : [
                    {
                      ...barsOf(comparison.buckets, areShares),
                      id: 'compared',
                      name: texts.charts.comparison,
                      color: restColor,
                      look: 'compared' as const,
                    },
                  ]),
            ]}
            stacking="none"
            formats={{ left: areShares ? { type: 'percent' } : undefined, right: undefined }}
            actOn={(id, index) => {
              const compared = id === 'compared' ? comparison : undefined
              const each = compared ? { segment: null, ...compared } : all[Number(id)]
              const bucket = each?.buckets[index]
              if (each === undefined || bucket === undefined) return undefined
              const own = requestUnder(request, each.segment)
              return actOnMark(context, requestOfCompared(own, compared), {
                label: compared ? `${texts.charts.comparison} › ${nameOf(index)}` : nameOf(index),
                measure: counted,
                value: `${printFigure(bucket.count)} (${printPercent(bucket.share)})`,
                place: { row: bucket.to === null ? bucket.from : [bucket.from, bucket.to] },
              })
            }}
          />
        )
      }}
    </ReportFrame>
  )
}
