import { NumberField } from '@react-spectrum/s2/NumberField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { CohortRequestInput, CohortResult } from '../../query/reports/cohort/request.ts'
import type { Figure } from '../../model/result.ts'
import { ChartSkeleton } from '../charts/chart-skeleton.tsx'
import { type HeatCell, HeatTable } from '../charts/heat-table.tsx'
import { ChoicePicker } from '../components/choice-picker.tsx'
import { findName, metricGroups } from '../components/component-groups.ts'
import { ComponentPicker } from '../components/component-picker.tsx'
import { Controls } from '../components/controls.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { printFigure, noFigure, printPercent } from '../components/figures.ts'
import { printItem } from '../components/item-text.ts'
import { ReportFrame } from '../components/report-frame.tsx'
import { texts } from '../texts/index.ts'
import { actOnMark } from './parts/act-on-mark.ts'
import { readChoice, textOr } from './read-settings.ts'
import {
  defineVisualization,
  type PanelContext,
  type SettingsProps,
  readPanelScope,
  type VisualizationProps,
} from './visualization.ts'

const granularities = ['day', 'week', 'month'] as const

interface CohortSettings {
  readonly granularity: (typeof granularities)[number]
  /** Metrics: what makes a person a member, and what is coming back. */
  readonly inclusion: string
  readonly return: string
  /** What the metric has to add up to in a period; null: once is enough. */
  readonly inclusionFrom: number | null
  readonly returnFrom: number | null
  readonly type: 'retention' | 'churn'
}

export const cohortTable = defineVisualization({
  type: 'cohort',
  label: texts.cohort.title,
  description: texts.cohort.description,
  size: { width: 7, height: 8 },
  read: readCohortSettings,
  request: cohortRequest,
  Draw: CohortTable,
  Settings: CohortForm,
  caption: (settings: CohortSettings, _result: CohortResult, components) =>
    texts.cohort.caption(
      findName(components, settings.inclusion),
      findName(components, settings.return),
      settings.granularity,
      settings.type,
    ),
})

function readCohortSettings(stored: Readonly<Record<string, unknown>>): CohortSettings {
  return {
    granularity: readChoice(stored['granularity'], granularities, 'week'),
    inclusion: textOr(stored['inclusion'], 'events'),
    return: textOr(stored['return'], 'events'),
    inclusionFrom: numberOrNull(stored['inclusionFrom']),
    returnFrom: numberOrNull(stored['returnFrom']),
    type: readChoice(stored['type'], ['retention', 'churn'], 'retention'),
  }
}

function cohortRequest(settings: CohortSettings, context: PanelContext): CohortRequestInput {
  return {
    kind: 'cohort',
    ...readPanelScope(context),
    granularity: settings.granularity,
    inclusion: criterionOf(settings.inclusion, settings.inclusionFrom),
    return: criterionOf(settings.return, settings.returnFrom),
    type: settings.type,
  }
}

const numberOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null)

const criterionOf = (metric: string, from: number | null): CohortRequestInput['inclusion'] =>
  from === null
    ? { where: { metric, op: 'exists' } }
    : { total: { metric, op: 'gte', value: from } }

type Props = VisualizationProps<CohortResult, CohortSettings>

function CohortTable({ report, settings, context, request }: Props) {
  return (
    <ReportFrame report={report} skeleton={<ChartSkeleton shape="cells" />}>
      {(result) => (
        <CohortGrid result={result} settings={settings} context={context} request={request} />
      )}
    </ReportFrame>
  )
}

function CohortForm({ settings, onChange, context }: SettingsProps<CohortSettings>) {
  const groups = metricGroups(context.components).filter(
    ({ name }) => name !== texts.components.calculatedMetrics,
  )
  return (
    <Controls>
      <ChoicePicker
        label={texts.cohort.granularity}
        value={settings.granularity}
        choices={texts.cohort.granularities}
        onChange={(granularity) => onChange({ ...settings, granularity })}
      />
      <ComponentPicker
        label={texts.cohort.inclusion}
        groups={groups}
        value={settings.inclusion}
        onChange={(inclusion) => onChange({ ...settings, inclusion })}
      />
      <LeastField
        label={texts.cohort.inclusionFrom}
        value={settings.inclusionFrom}
        onChange={(inclusionFrom) => onChange({ ...settings, inclusionFrom })}
      />
      <ComponentPicker
        label={texts.cohort.return}
        groups={groups}
        value={settings.return}
        onChange={(next) => onChange({ ...settings, return: next })}
      />
      <LeastField
        label={texts.cohort.returnFrom}
        value={settings.returnFrom}
        onChange={(returnFrom) => onChange({ ...settings, returnFrom })}
      />
      <ChoicePicker
        label={texts.cohort.type}
        value={settings.type}
        choices={texts.cohort.types}
        onChange={(type) => onChange({ ...settings, type })}
      />
    </Controls>
  )
}

interface LeastFieldProps {
  readonly label: string
  readonly value: number | null
  readonly onChange: (value: number | null) => void
}

/** Left empty, once is enough. */
function LeastField({ label, value, onChange }: LeastFieldProps) {
  return (
    <NumberField
      label={label}
      value={value ?? Number.NaN}
      onChange={(next) => onChange(Number.isNaN(next) ? null : next)}
      hideStepper
      styles={style({ width: 112 })}
    />
  )
}

interface CohortGridProps extends Pick<Props, 'settings' | 'context' | 'request'> {
  readonly result: CohortResult
}

/** A row per cohort; the deeper the colour, the larger the share of those who were included. */
function CohortGrid({
  result: { rows, firstColumn },
  settings,
  context,
  request,
}: CohortGridProps) {
  if (rows.length === 0) {
    return <EmptyState title={texts.report.empty}>{texts.report.emptyHint}</EmptyState>
  }
  const columns = Math.max(...rows.map(({ cells }) => cells.length))
  const periods = Array.from({ length: columns }, (_, k) => firstColumn + k)
  return (
    <HeatTable
      label={texts.cohort.title}
      rowName={texts.cohort.cohort}
      columns={[texts.cohort.included, ...periods.map(signed)]}
      rows={rows.map((row) => {
        const name = printItem(row.cohort, settings.granularity, row.label)
        const act = (measure: string, people: number, column: number) =>
          actOnMark(context, request, {
            label: `${name} › ${measure}`,
            measure,
            value: printFigure(people),
            place: { row: row.cohort, column },
            ...(typeof row.cohort === 'string' && { interval: row.cohort }),
          })
        return {
          key: JSON.stringify(row.cohort),
          name,
          cells: [
            {
              text: printFigure(row.included),
              heat: null,
              onAct: act(texts.cohort.included, row.included, 0),
            },
            ...periods.map((period, k) => cellOf(row.cells[k] ?? null, row.included, period, act)),
          ],
        }
      })}
    />
  )
}

const signed = (period: number): string => (period > 0 ? `+${period}` : String(period))

type ActOnCell = (
  measure: string,
  people: number,
  column: number,
) => ((element: Element) => void) | undefined

function cellOf(people: Figure, included: number, period: number, act: ActOnCell): HeatCell {
  if (people === null) return { text: noFigure, heat: null, title: texts.cohort.notOver }
  const share = included === 0 ? 0 : people / included
  return {
    text: printPercent(share),
    heat: share,
    title: texts.cohort.people(printFigure(people)),
    onAct: act(signed(period), people, period),
  }
}
