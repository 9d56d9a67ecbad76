import { TextField } from '@react-spectrum/s2/TextField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { ImpactRequest, ImpactResult } from '../../query/reports/impact/request.ts'
import { CartesianChart } from '../charts/cartesian-chart.tsx'
import { ChartSkeleton } from '../charts/chart-skeleton.tsx'
import { categoryColor } from '../charts/palette.ts'
import { ChoicePicker } from '../components/choice-picker.tsx'
import { Controls } from '../components/controls.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { printFigure, printPercent } from '../components/figures.ts'
import { MarkText } from '../components/mark-text.tsx'
import { ReportFrame } from '../components/report-frame.tsx'
import { texts } from '../texts/index.ts'
import { NumberSetting } from './fields/number-setting.tsx'
import { TouchField } from './fields/touch-field.tsx'
import { TouchesField } from './fields/touches-field.tsx'
import { actOnMark } from './parts/act-on-mark.ts'
import type { RequestOf } from './parts/report-of.ts'
import { nameTouch, touchCriterion } from './parts/touch-words.ts'
import {
  firstMetric,
  isTouch,
  readChoice,
  readList,
  textOr,
  type TouchSetting,
  wholeOr,
} from './read-settings.ts'
import {
  defineVisualization,
  type PanelContext,
  readPanelScope,
  type SettingsProps,
  type VisualizationProps,
} from './visualization.ts'

const t = texts.analyses.impact

interface ImpactSettings {
  readonly around: 'date' | 'use'
  /** `2026-11-12`, or nothing yet. */
  readonly date: string
  readonly use: TouchSetting | null
  readonly days: number
  readonly measures: readonly TouchSetting[]
}

export const impact = defineVisualization({
  type: 'impact',
  label: t.title,
  description: t.description,
  size: { width: 6, height: 7 },
  read: (stored, components): ImpactSettings => ({
    around: readChoice(stored['around'], ['date', 'use'], 'use'),
    date: textOr(stored['date'], ''),
    use: isTouch(stored['use']) ? stored['use'] : null,
    days: Math.min(366, Math.max(1, wholeOr(stored['days'], 14))),
    measures:
      stored['measures'] === undefined
        ? [{ metric: firstMetric(components) }]
        : readList(stored['measures'], isTouch),
  }),
  request: impactRequest,
  Draw: Impact,
  Settings: ImpactForm,
  caption: ({ around, date, use, days }: ImpactSettings, _result: ImpactResult, components) =>
    t.caption(
      String(days),
      around === 'date' ? date : use === null ? '' : t.eachUse(nameTouch(use, components)),
    ),
})

function impactRequest(
  { around, date, use, days, measures }: ImpactSettings,
  context: PanelContext,
): RequestOf<ImpactRequest, 'at' | 'measures'> | null {
  const criterion = (touch: TouchSetting) => ({
    ...touchCriterion(touch, context.components),
    atLeast: 1,
  })
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(date)
  const at = around === 'date' ? (isDate ? date : null) : use && criterion(use)
  if (at === null || measures.length === 0) return null
  return { kind: 'impact', ...readPanelScope(context), at, days, measures: measures.map(criterion) }
}

function ImpactForm({ settings, onChange, context }: SettingsProps<ImpactSettings>) {
  const change = (part: Partial<ImpactSettings>) => onChange({ ...settings, ...part })
  return (
    <Controls>
      <ChoicePicker
        label={t.at}
        value={settings.around}
        choices={t.ats}
        onChange={(around) => change({ around })}
      />
      {settings.around === 'date' ? (
        <TextField
          label={t.date}
          size="S"
          placeholder="2026-11-12"
          value={settings.date}
          onChange={(date) => change({ date: date.trim() })}
          styles={style({ width: 128 })}
        />
      ) : (
        <TouchField
          label={t.use}
          context={context}
          value={settings.use}
          onChange={(use) => change({ use })}
        />
      )}
      <NumberSetting
        label={t.days}
        value={settings.days}
        least={1}
        most={366}
        onChange={(days) => change({ days })}
      />
      <TouchesField
        label={t.measures}
        context={context}
        value={settings.measures}
        most={5}
        onChange={(measures) => change({ measures })}
      />
    </Controls>
  )
}

function Impact({
  report,
  settings,
  context,
  request,
}: VisualizationProps<ImpactResult, ImpactSettings>) {
  return (
    <ReportFrame
      report={report}
      skeleton={<ChartSkeleton shape="line" />}
      unasked={<EmptyState title={t.needs}>{t.needsHint}</EmptyState>}
    >
      {({ measures }) => {
        const days = measures[0]?.days ?? []
        if (days.length === 0)
          return <EmptyState title={texts.report.empty}>{texts.report.emptyHint}</EmptyState>
        const act = (measure: string, side: 'before' | 'after', events: number) =>
          actOnMark(context, request, {
            label: `${measure} › ${t[side]}`,
            measure,
            value: printFigure(events),
            place: { row: measure, column: side },
          })
        return (
          <>
            <ul className={changes}>
              {measures.map(({ name, before, after, change }) => (
                <li key={name}>
                  <strong className={style({ fontWeight: 'bold' })}>{name}</strong>{' '}
                  <MarkText onAct={act(name, 'before', before.events)}>
                    {printFigure(before.events)}
                  </MarkText>
                  {' → '}
                  <MarkText onAct={act(name, 'after', after.events)}>
                    {printFigure(after.events)}
                  </MarkText>
                  {change !== null &&
                    ` (${change > 0 ? '▲' : '▼'} ${printPercent(Math.abs(change))})`}
                </li>
              ))}
            </ul>
            <CartesianChart
              label={t.title}
              positionName={t.day}
              positions={days.map(({ day }) => ({
                key: String(day),
                name: `${t.day} ${day}`,
                tick: day > 0 ? `+${day}` : String(day),
              }))}
              series={measures.map((measure, k) => ({
                id: String(k),
                name: measure.name,
                color: categoryColor(k),
                draw: 'line' as const,
                values: days.map((_, index) => measure.days?.[index]?.events ?? null),
                print: printFigure,
              }))}
              stacking="none"
              formats={{ left: undefined, right: undefined }}
              flags={days.flatMap(({ day }, at) =>
                day === 0
                  ? [{ id: '0', at, name: settings.around === 'date' ? settings.date : t.ats.use }]
                  : [],
              )}
              actOn={(id, index) => {
                const measure = measures[Number(id)]
                const at = days[index]
                if (measure === undefined || at === undefined) return undefined
                return actOnMark(context, request, {
                  label: `${measure.name} › ${t.day} ${at.day}`,
                  measure: measure.name,
                  value: printFigure(measure.days?.[index]?.events),
                  place: { row: measure.name, column: at.day },
                })
              }}
            />
          </>
        )
      }}
    </ReportFrame>
  )
}

const changes = style({
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 16,
  rowGap: 4,
  margin: 0,
  padding: 0,
  listStyleType: 'none',
  font: 'ui-sm',
  color: 'neutral',
  fontVariantNumeric: 'tabular-nums',
})
