import type { RetentionRequest, RetentionResult } from '../../query/reports/retention/request.ts'
import { CartesianChart } from '../charts/cartesian-chart.tsx'
import { ChartSkeleton } from '../charts/chart-skeleton.tsx'
import { categoryColor, mutedColor } from '../charts/palette.ts'
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
import { nameTouch, touchCriterion } from './parts/touch-words.ts'
import { isTouch, readChoice, textsOr, type TouchSetting, wholeOr } from './read-settings.ts'
import {
  compareTime,
  defineVisualization,
  type PanelContext,
  readPanelScope,
  type SettingsProps,
  type Stored,
  type VisualizationProps,
} from './visualization.ts'

const t = texts.analyses.retention

interface RetentionSettings {
  readonly start: TouchSetting
  readonly return: TouchSetting
  readonly unit: 'day' | 'week' | 'month'
  readonly last: number
  readonly mode: 'on' | 'on-or-after'
  readonly entry: 'first-in-range' | 'first-ever' | 'each'
  readonly compare: readonly string[]
}

export const retention = defineVisualization({
  type: 'retention',
  label: t.title,
  description: t.description,
  size: { width: 6, height: 6 },
  read: readRetentionSettings,
  request: retentionRequest,
  Draw: Retention,
  Settings: RetentionForm,
  caption: (settings: RetentionSettings, _result: RetentionResult, components) =>
    t.caption(
      nameTouch(settings.start, components),
      nameTouch(settings.return, components),
      settings.unit,
      settings.mode,
    ),
})

function readRetentionSettings(stored: Stored): RetentionSettings {
  const { start, return: back } = stored
  return {
    start: isTouch(start) ? start : { metric: 'events' },
    return: isTouch(back) ? back : { metric: 'events' },
    unit: readChoice(stored['unit'], ['day', 'week', 'month'], 'week'),
    last: Math.min(90, Math.max(1, wholeOr(stored['last'], 8))),
    mode: readChoice(stored['mode'], ['on', 'on-or-after'], 'on'),
    entry: readChoice(stored['entry'], ['first-in-range', 'first-ever', 'each'], 'first-in-range'),
    compare: textsOr(stored['compare'], []),
  }
}

function retentionRequest(
  settings: RetentionSettings,
  context: PanelContext,
): RequestOf<RetentionRequest, 'start' | 'return'> {
  const { unit, last, mode, entry, compare } = settings
  const { components } = context
  const criterion = (touch: TouchSetting) => ({ ...touchCriterion(touch, components), atLeast: 1 })
  return {
    kind: 'retention',
    ...readPanelScope(context),
    start: criterion(settings.start),
    return: criterion(settings.return),
    unit,
    brackets: Array.from({ length: last }, (_, k): [number, number] => [k + 1, k + 1]),
    mode,
    entry,
    compare: [...compare],
    ...compareTime(context),
  }
}

function RetentionForm({ settings, onChange, context }: SettingsProps<RetentionSettings>) {
  const change = (part: Partial<RetentionSettings>) => onChange({ ...settings, ...part })
  return (
    <Controls>
      <TouchField
        label={t.start}
        context={context}
        value={settings.start}
        onChange={(start) => change({ start })}
      />
      <TouchField
        label={t.return}
        context={context}
        value={settings.return}
        onChange={(back) => change({ return: back })}
      />
      <ChoicePicker
        label={t.unit}
        value={settings.unit}
        choices={t.units}
        onChange={(unit) => change({ unit })}
      />
      <NumberSetting
        label={t.brackets}
        value={settings.last}
        least={1}
        most={90}
        onChange={(last) => change({ last })}
      />
      <ChoicePicker
        label={t.mode}
        value={settings.mode}
        choices={t.modes}
        onChange={(mode) => change({ mode })}
      />
      <ChoicePicker
        label={t.entry}
        value={settings.entry}
        choices={t.entries}
        onChange={(entry) => change({ entry })}
      />
      <SegmentPicker
        label={texts.kinds.compareSegments}
        components={context.components}
        value={settings.compare}
        onChange={(compare) => change({ compare })}
      />
    </Controls>
  )
}

function Retention({
  report,
  settings,
  context,
  request,
}: VisualizationProps<RetentionResult, RetentionSettings>) {
  const nameOf = (segment: string | null) =>
    segment === null ? texts.kinds.everyone : findName(context.components, segment)
  return (
    <ReportFrame report={report} skeleton={<ChartSkeleton shape="line" />}>
      {({ series, comparison }) => {
        const first = series[0]
        if (first === undefined || series.every(({ included }) => included === 0)) {
          return <EmptyState title={texts.report.empty}>{texts.report.emptyHint}</EmptyState>
        }
        const bracketName = (index: number) => {
          const bracket = first.brackets[index]
          return bracket === undefined
            ? ''
            : t.bracket(t.unitNames[settings.unit], bracket.from, bracket.to)
        }
        return (
          <CartesianChart
            label={t.title}
            positionName={t.units[settings.unit]}
            positions={first.brackets.map(({ from, to }, k) => ({
              key: `${from}-${to}`,
              name: bracketName(k),
              tick: bracketName(k),
            }))}
            series={[
              ...series.map(({ segment, brackets, included }, k) => ({
                id: String(k),
                name: `${nameOf(segment)} (${t.included(printFigure(included))})`,
                color: categoryColor(k),
                draw: 'line' as const,
                values: brackets.map(({ rate }) => rate),
                print: (value: number | null) => printPercent(value),
              })),
              ...(comparison?.series.slice(0, 1) ?? []).map(({ brackets }) => ({
                id: 'compared',
                name: texts.charts.comparison,
                color: mutedColor,
                draw: 'line' as const,
                look: 'compared' as const,
                values: brackets.map(({ rate }) => rate),
                print: (value: number | null) => printPercent(value),
              })),
            ]}
            stacking="none"
            formats={{ left: { type: 'percent' }, right: undefined }}
            actOn={(id, index) => {
              const compared = id === 'compared' ? comparison : undefined
              const own = compared ? compared.series[0] : series[Number(id)]
              const bracket = own?.brackets[index]
              if (own === undefined || bracket === undefined) return undefined
              const name = compared ? texts.charts.comparison : nameOf(own.segment)
              const asked = requestOfCompared(requestUnder(request, own.segment), compared)
              return actOnMark(context, asked, {
                label: `${name} › ${bracketName(index)}`,
                measure: t.rate,
                value: `${printFigure(bracket.count)} (${printPercent(bracket.rate)})`,
                place: { row: [bracket.from, bracket.to] },
              })
            }}
          />
        )
      }}
    </ReportFrame>
  )
}
