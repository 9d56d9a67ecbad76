import type {
  EngagementFeature,
  EngagementRequest,
  EngagementResult,
} from '../../query/reports/engagement/request.ts'
import { ChartSkeleton } from '../charts/chart-skeleton.tsx'
import { categoryColor } from '../charts/palette.ts'
import { ScatterChart } from '../charts/scatter-chart.tsx'
import { ChoicePicker } from '../components/choice-picker.tsx'
import { Controls } from '../components/controls.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { printFigure, printPercent } from '../components/figures.ts'
import { ReportFrame } from '../components/report-frame.tsx'
import { texts } from '../texts/index.ts'
import { OptionalDimensionField } from './fields/dimension-field.tsx'
import { TouchesField } from './fields/touches-field.tsx'
import { actOnMark } from './parts/act-on-mark.ts'
import type { RequestOf } from './parts/report-of.ts'
import { touchCriterion } from './parts/touch-words.ts'
import { firstMetric, isTouch, readChoice, readList, type TouchSetting } from './read-settings.ts'
import {
  compareTime,
  defineVisualization,
  type PanelContext,
  readPanelScope,
  type SettingsProps,
  type VisualizationProps,
} from './visualization.ts'

const t = texts.analyses.engagement
const intervals = ['day', 'week', 'month', 'quarter', 'year'] as const

interface EngagementSettings {
  readonly features: readonly TouchSetting[]
  readonly interval: (typeof intervals)[number]
  readonly top: string | null
}

export const engagement = defineVisualization({
  type: 'engagement',
  label: t.title,
  description: t.description,
  size: { width: 6, height: 7 },
  read: (stored, components): EngagementSettings => ({
    features:
      stored['features'] === undefined
        ? [{ metric: firstMetric(components) }]
        : readList(stored['features'], isTouch),
    interval: readChoice(stored['interval'], intervals, 'week'),
    top: typeof stored['top'] === 'string' ? stored['top'] : null,
  }),
  request: engagementRequest,
  Draw: Engagement,
  Settings: EngagementForm,
  caption: ({ interval }: EngagementSettings, { comparison }: EngagementResult) =>
    t.caption(interval) + (comparison === undefined ? '' : t.captionCompared),
})

function engagementRequest(
  { features, interval, top }: EngagementSettings,
  context: PanelContext,
): RequestOf<EngagementRequest, 'features'> | null {
  if (features.length === 0) return null
  return {
    kind: 'engagement',
    ...readPanelScope(context),
    features: features.map((touch) => ({
      ...touchCriterion(touch, context.components),
      atLeast: 1,
    })),
    interval,
    ...(top !== null && { top: { dimension: top, count: 20 } }),
    ...compareTime(context),
  }
}

function EngagementForm({ settings, onChange, context }: SettingsProps<EngagementSettings>) {
  const { day, week, month, quarter, year } = texts.keyMetric.intervals
  const change = (part: Partial<EngagementSettings>) => onChange({ ...settings, ...part })
  return (
    <Controls>
      <TouchesField
        label={t.features}
        context={context}
        value={settings.features}
        most={20}
        onChange={(features) => change({ features })}
      />
      <ChoicePicker
        label={texts.kinds.interval}
        value={settings.interval}
        choices={{ day, week, month, quarter, year }}
        onChange={(interval) => change({ interval })}
      />
      <OptionalDimensionField
        label={t.top}
        context={context}
        value={settings.top}
        onChange={(top) => change({ top })}
      />
    </Controls>
  )
}

function Engagement({
  report,
  settings,
  context,
  request,
}: VisualizationProps<EngagementResult, EngagementSettings>) {
  return (
    <ReportFrame
      report={report}
      skeleton={<ChartSkeleton shape="cells" />}
      unasked={<EmptyState title={t.needsFeatures}>{t.needsFeaturesHint}</EmptyState>}
    >
      {({ features, top = [], medians, comparison }) => {
        const all = [
          ...features.map((feature, k) => ({
            feature,
            before: comparison?.features[k],
            color: categoryColor(0),
            isTop: false,
          })),
          ...top.map((feature) => ({
            feature,
            before: comparison?.top?.find(({ name }) => name === feature.name),
            color: categoryColor(1),
            isTop: true,
          })),
        ]
        const find = (key: string) => all[Number(key)]
        return (
          <ScatterChart
            label={t.title}
            pointName={t.features}
            x={{ name: t.reach, format: { type: 'percent' } }}
            y={{ name: t.intensity, format: undefined }}
            points={all.map(({ feature, before, color }, k) => ({
              key: String(k),
              name: feature.name,
              ...placeOf(feature),
              ...(before !== undefined && { before: placeOf(before) }),
              color,
            }))}
            linesOf={(key) => linesOf(find(key), comparison !== undefined)}
            guides={{ x: medians.reach, y: medians.intensity }}
            corners={[...t.quadrants]}
            actOn={(key) => {
              const found = find(key)
              if (found === undefined) return undefined
              return actOnMark(context, request, {
                label: found.feature.name,
                measure: t.people,
                value: printFigure(found.feature.people),
                place: { row: found.feature.name },
                ...(found.isTop &&
                  settings.top !== null && {
                    items: [{ dimension: settings.top, item: found.feature.name }],
                  }),
              })
            }}
          />
        )
      }}
    </ReportFrame>
  )
}

const placeOf = ({ reach, intensity }: EngagementFeature) => ({ x: reach ?? 0, y: intensity ?? 0 })

interface Shown {
  readonly feature: EngagementFeature
  readonly before: EngagementFeature | undefined
}

const linesOf = (shown: Shown | undefined, isCompared: boolean) => [
  ...measuresOf(shown?.feature),
  ...(isCompared
    ? measuresOf(shown?.before).map(({ name, value }) => ({ name: t.before(name), value }))
    : []),
]

const measuresOf = (feature: EngagementFeature | undefined) => [
  { name: t.reach, value: printPercent(feature?.reach) },
  { name: t.intensity, value: printFigure(feature?.intensity) },
  { name: t.people, value: printFigure(feature?.people) },
]
