import { NumberField } from '@react-spectrum/s2/NumberField'
import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { CohortRequestInput, CohortResult } from '../../query/reports/cohort/request.ts'
import type { Figure } from '../../model/result.ts'
import { ChoicePicker } from '../components/choice-picker.tsx'
import { metricGroups } from '../components/component-groups.ts'
import { ComponentPicker } from '../components/component-picker.tsx'
import { Controls } from '../components/controls.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { printFigure, noFigure, printPercent } from '../components/figures.ts'
import { printItem } from '../components/item-text.ts'
import { ReportFrame } from '../components/report-frame.tsx'
import { texts } from '../texts.ts'
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
  kind: 'cohort',
  label: texts.cohort.title,
  description: texts.cohort.description,
  read: readCohortSettings,
  request: cohortRequest,
  Component: CohortTable,
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

function CohortTable({ report, ...props }: Props) {
  return (
    <div className={style({ display: 'grid', gap: 16, minWidth: 0 })}>
      <CohortControls {...props} />
      <ReportFrame report={report}>
        {(result) => <CohortGrid result={result} granularity={props.settings.granularity} />}
      </ReportFrame>
    </div>
  )
}

function CohortControls({ settings, onChange, context }: SettingsProps<CohortSettings>) {
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

interface CohortGridProps {
  readonly result: CohortResult
  readonly granularity: string
}

/** A row per cohort; the deeper the colour, the larger the share that came back. */
function CohortGrid({ result: { rows, firstColumn }, granularity }: CohortGridProps) {
  if (rows.length === 0) {
    return <EmptyState title={texts.report.empty}>{texts.report.emptyHint}</EmptyState>
  }
  const columns = Math.max(...rows.map(({ cells }) => cells.length))
  return (
    <div className={style({ overflowX: 'auto' })}>
      <table aria-label={texts.cohort.title} className={table}>
        <thead>
          <tr>
            <th scope="col" className={head({ isStart: true })}>
              {texts.cohort.cohort}
            </th>
            <th scope="col" className={head({})}>
              {texts.cohort.included}
            </th>
            {Array.from({ length: columns }, (_, k) => (
              <th key={k} scope="col" className={head({})}>
                {signed(firstColumn + k)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ cohort, label, included, cells }) => (
            <tr key={JSON.stringify(cohort)}>
              <th scope="row" className={head({ isStart: true })}>
                {printItem(cohort, granularity, label)}
              </th>
              <td className={plainCell}>{printFigure(included)}</td>
              {Array.from({ length: columns }, (_, k) => (
                <CohortCell key={k} people={cells[k] ?? null} included={included} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const signed = (period: number): string => (period > 0 ? `+${period}` : String(period))

interface CohortCellProps {
  readonly people: Figure
  readonly included: number
}

function CohortCell({ people, included }: CohortCellProps) {
  if (people === null) {
    return (
      <td className={plainCell} title={texts.cohort.notOver}>
        {noFigure}
      </td>
    )
  }
  const share = included === 0 ? 0 : people / included
  return (
    <td
      className={plainCell}
      title={texts.cohort.people(printFigure(people))}
      style={{ backgroundColor: `rgb(75 117 255 / ${Math.round(share * 62)}%)` }}
    >
      {printPercent(share)}
    </td>
  )
}

const table = style({ borderCollapse: 'collapse', font: 'ui-sm', color: 'neutral' })
const head = style({
  font: 'ui-sm',
  fontWeight: 'bold',
  textAlign: { default: 'end', isStart: 'start' },
  paddingX: 8,
  paddingY: 4,
  whiteSpace: 'nowrap',
})
const plainCell = style({
  textAlign: 'end',
  paddingX: 8,
  paddingY: 4,
  whiteSpace: 'nowrap',
  fontVariantNumeric: 'tabular-nums',
})
