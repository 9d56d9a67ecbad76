import type { GrowthRequest, GrowthResult, GrowthRow } from '../../query/reports/growth/request.ts'
import { CartesianChart } from '../charts/cartesian-chart.tsx'
import { ChartSkeleton } from '../charts/chart-skeleton.tsx'
import { categoryColor, restColor } from '../charts/palette.ts'
import { timeName, timeTick } from '../charts/time-ticks.ts'
import { ChoicePicker } from '../components/choice-picker.tsx'
import { Controls } from '../components/controls.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { printFigure } from '../components/figures.ts'
import { ReportFrame } from '../components/report-frame.tsx'
import { texts } from '../texts/index.ts'
import { TouchField } from './fields/touch-field.tsx'
import { actOnMark, requestOfCompared } from './parts/act-on-mark.ts'
import { annotationFlags } from './parts/annotation-flags.ts'
import type { RequestOf } from './parts/report-of.ts'
import { componentOf, nameTouch, touchCondition } from './parts/touch-words.ts'
import { isTouch, readChoice, type TouchSetting } from './read-settings.ts'
import {
  compareTime,
  defineVisualization,
  type PanelContext,
  readPanelScope,
  type SettingsProps,
  type Stored,
  type VisualizationProps,
} from './visualization.ts'

const t = texts.analyses.growth
const intervals = ['day', 'week', 'month', 'quarter', 'year'] as const

interface GrowthSettings {
  readonly where: TouchSetting | null
  readonly interval: (typeof intervals)[number]
}

export const growth = defineVisualization({
  type: 'growth',
  label: t.title,
  description: t.description,
  size: { width: 6, height: 6 },
  read: (stored: Stored): GrowthSettings => ({
    where: isTouch(stored['where']) ? stored['where'] : null,
    interval: readChoice(stored['interval'], intervals, 'week'),
  }),
  request: growthRequest,
  Draw: Growth,
  Settings: GrowthForm,
  caption: ({ where, interval }: GrowthSettings, { comparison }: GrowthResult, components) =>
    t.caption(where === null ? t.anything : nameTouch(where, components), interval) +
    (comparison === undefined ? '' : texts.kinds.captionComparedStack),
})

function growthRequest(
  { where, interval }: GrowthSettings,
  context: PanelContext,
): RequestOf<GrowthRequest, 'interval'> {
  return {
    kind: 'growth',
    ...readPanelScope(context),
    interval,
    ...(where !== null && { where: touchCondition(where) }),
    ...compareTime(context),
  }
}

function GrowthForm({ settings, onChange, context }: SettingsProps<GrowthSettings>) {
  const { quarter, year, month, week, day } = texts.keyMetric.intervals
  return (
    <Controls>
      <TouchField
        label={t.where}
        context={context}
        value={settings.where}
        onChange={(where) => onChange({ ...settings, where })}
      />
      <ChoicePicker
        label={texts.kinds.interval}
        value={settings.interval}
        choices={{ day, week, month, quarter, year }}
        onChange={(interval) => onChange({ ...settings, interval })}
      />
    </Controls>
  )
}

const kinds = ['new', 'repeat', 'return', 'dormant'] as const

const comparedId = (kind: (typeof kinds)[number]): string => `${kind}/compared`

/** Those who stay away hang below the line. */
const signed = (row: GrowthRow, kind: (typeof kinds)[number]): number =>
  kind === 'dormant' ? -row[kind] : row[kind]

const seriesOf = (rows: readonly GrowthRow[], kind: (typeof kinds)[number]) => ({
  id: kind,
  name: t.kinds[kind],
  color: kind === 'dormant' ? restColor : categoryColor(kinds.indexOf(kind)),
  draw: 'bar' as const,
  values: rows.map((row) => signed(row, kind)),
  print: (value: number | null) => printFigure(value === null ? null : Math.abs(value)),
})

function Growth({
  report,
  settings,
  context,
  request,
}: VisualizationProps<GrowthResult, GrowthSettings>) {
  const { interval, where } = settings
  return (
    <ReportFrame report={report} skeleton={<ChartSkeleton shape="bars" />}>
      {({ rows, comparison }) =>
        rows.every((row) => kinds.every((kind) => row[kind] === 0)) ? (
          <EmptyState title={texts.report.empty}>{texts.report.emptyHint}</EmptyState>
        ) : (
          <CartesianChart
            label={t.title}
            positionName={texts.keyMetric.intervals[interval]}
            positions={rows.map((row, k) => ({
              key: row.interval,
              name: timeName(row.interval, interval),
              tick: timeTick(row.interval, interval, k === 0),
            }))}
            series={[
              ...kinds.map((kind) => seriesOf(rows, kind)),
              ...(comparison === undefined
                ? []
                : kinds.map((kind) => ({
                    ...seriesOf(comparison.rows.slice(0, rows.length), kind),
                    id: comparedId(kind),
                    name: texts.kinds.compared(t.kinds[kind]),
                    look: 'compared' as const,
                  }))),
            ]}
            stacking="stacked"
            formats={{ left: undefined, right: undefined }}
            flags={annotationFlags(context, {
              unit: interval,
              intervals: rows.map((row) => row.interval),
              components: where === null ? [] : [componentOf(where)],
            })}
            actOn={(id, index) => {
              const kind = kinds.find((each) => each === id || comparedId(each) === id)
              if (kind === undefined) return undefined
              const compared = id === comparedId(kind) ? comparison : undefined
              const row = (compared?.rows ?? rows)[index]
              if (row === undefined) return undefined
              return actOnMark(context, requestOfCompared(request, compared), {
                label: `${t.kinds[kind]} › ${timeName(row.interval, interval)}`,
                measure: t.kinds[kind],
                value: printFigure(row[kind]),
                place: { row: row.interval, column: kind },
                interval: row.interval,
              })
            }}
          />
        )
      }
    </ReportFrame>
  )
}
