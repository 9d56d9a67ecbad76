import type { VennRequest, VennResult } from '../../query/reports/venn/request.ts'
import type { SegmentRef } from '../../model/conditions.ts'
import { ChartSkeleton } from '../charts/chart-skeleton.tsx'
import { Venn } from '../charts/venn.tsx'
import { findName } from '../components/component-groups.ts'
import { Controls } from '../components/controls.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { ReportFrame } from '../components/report-frame.tsx'
import { SegmentPicker } from '../components/segment-picker.tsx'
import { texts } from '../texts/index.ts'
import { MetricField } from './fields/metric-field.tsx'
import { actOnMark } from './parts/act-on-mark.ts'
import { measureOf } from './parts/measure.ts'
import { textOr, textsOr } from './read-settings.ts'
import {
  defineVisualization,
  type PanelContext,
  readPanelScope,
  type SettingsProps,
  type VisualizationProps,
} from './visualization.ts'

interface VennSettings {
  readonly metric: string
  readonly sets: readonly string[]
}

export const venn = defineVisualization({
  type: 'venn',
  label: texts.venn.title,
  description: texts.venn.description,
  size: { width: 5, height: 6 },
  read: (stored): VennSettings => ({
    metric: textOr(stored['metric'], 'people'),
    sets: textsOr(stored['sets'], []).slice(0, 3),
  }),
  request: vennRequest,
  Draw: VennDrawing,
  Settings: VennForm,
  caption: ({ metric }: VennSettings, _result: VennResult, components) =>
    texts.venn.caption(findName(components, metric)),
})

type VennInput = Pick<VennRequest, 'kind' | 'metric' | 'sets'> & {
  readonly segments: readonly SegmentRef[]
}

function vennRequest({ metric, sets }: VennSettings, context: PanelContext): VennInput | null {
  if (sets.length < 2) return null
  return { kind: 'venn', ...readPanelScope(context), metric, sets: [...sets] }
}

function VennForm({ settings, onChange, context }: SettingsProps<VennSettings>) {
  return (
    <Controls>
      <MetricField
        label={texts.kinds.metric}
        context={context}
        value={settings.metric}
        onChange={(metric) => onChange({ ...settings, metric })}
      />
      <SegmentPicker
        label={texts.venn.sets}
        components={context.components}
        value={settings.sets}
        onChange={(sets) => onChange({ ...settings, sets: sets.slice(0, 3) })}
      />
    </Controls>
  )
}

function VennDrawing({
  report,
  settings,
  context,
  request,
}: VisualizationProps<VennResult, VennSettings>) {
  const measure = measureOf(context.components, settings.metric)
  return (
    <ReportFrame
      report={report}
      skeleton={<ChartSkeleton shape="round" />}
      unasked={<EmptyState title={texts.venn.needsSets}>{texts.venn.needsSetsHint}</EmptyState>}
    >
      {({ areas }) =>
        areas.every(({ value }) => (value ?? 0) <= 0) ? (
          <EmptyState title={texts.report.empty}>{texts.report.emptyHint}</EmptyState>
        ) : (
          <Venn
            label={texts.kinds.by(measure.name, texts.venn.sets.toLowerCase())}
            measure={measure.name}
            areaName={texts.venn.area}
            setNames={areas.filter(({ sets }) => sets.length === 1).map(({ name }) => name)}
            areas={areas.map((area) => ({
              ...area,
              value: area.value ?? 0,
              print: measure.print(area.value),
            }))}
            notes={texts.venn}
            actOn={(sets) => {
              const area = areas.find((each) => each.sets.join() === sets.join())
              if (area === undefined) return undefined
              return actOnMark(context, request, {
                label: area.name,
                measure: measure.name,
                value: measure.print(area.value),
                place: { row: [...sets] },
              })
            }}
          />
        )
      }
    </ReportFrame>
  )
}
