import type { ExperimentRequest, ExperimentResult } from '../../query/reports/experiment/request.ts'
import type { Item } from '../../model/result.ts'
import { HeatTable } from '../charts/heat-table.tsx'
import { ChoicePicker } from '../components/choice-picker.tsx'
import { Controls } from '../components/controls.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { printFigure, printPercent } from '../components/figures.ts'
import { ItemPicker } from '../components/item-picker.tsx'
import { printItem } from '../components/item-text.ts'
import { ReportFrame } from '../components/report-frame.tsx'
import { texts } from '../texts/index.ts'
import { DimensionField } from './fields/dimension-field.tsx'
import { MetricsField } from './fields/metrics-field.tsx'
import { actOnMark } from './parts/act-on-mark.ts'
import { measureOf } from './parts/measure.ts'
import type { RequestOf } from './parts/report-of.ts'
import {
  firstDimension,
  firstMetric,
  isItem,
  readChoice,
  textOr,
  textsOr,
} from './read-settings.ts'
import {
  defineVisualization,
  type PanelContext,
  readPanelScope,
  type SettingsProps,
  type VisualizationProps,
} from './visualization.ts'

const t = texts.analyses.experiment

interface ExperimentSettings {
  readonly experiment: string
  readonly variant: string
  readonly item?: Item
  readonly control?: Item
  readonly metrics: readonly string[]
  readonly unit: 'person' | 'session' | 'event'
}

export const experiment = defineVisualization({
  type: 'experiment',
  label: t.title,
  description: t.description,
  size: { width: 7, height: 6 },
  read: (stored, components): ExperimentSettings => ({
    experiment: textOr(stored['experiment'], firstDimension(components)),
    variant: textOr(stored['variant'], firstDimension(components)),
    ...(isItem(stored['item']) && { item: stored['item'] }),
    ...(isItem(stored['control']) && { control: stored['control'] }),
    metrics: textsOr(stored['metrics'], [firstMetric(components)]).slice(0, 5),
    unit: readChoice(stored['unit'], ['person', 'session', 'event'], 'person'),
  }),
  request: experimentRequest,
  Draw: Experiment,
  Settings: ExperimentForm,
  caption: (_settings: ExperimentSettings, { threshold }: ExperimentResult) =>
    t.caption(printFigure(threshold)),
})

function experimentRequest(
  { control, metrics, ...rest }: ExperimentSettings,
  context: PanelContext,
): RequestOf<ExperimentRequest, 'experiment' | 'variant' | 'control' | 'metrics'> | null {
  if (control === undefined || metrics.length === 0) return null
  return { kind: 'experiment', ...readPanelScope(context), ...rest, control, metrics: [...metrics] }
}

function ExperimentForm({ settings, onChange, context }: SettingsProps<ExperimentSettings>) {
  const { experiment: of, variant, item, control } = settings
  return (
    <Controls>
      <DimensionField
        label={t.experiment}
        context={context}
        value={of}
        onChange={(next) => {
          const { item: _, ...rest } = settings
          onChange({ ...rest, experiment: next })
        }}
      />
      <ItemPicker
        key={of}
        label={item === undefined ? t.item : t.chosenItem(printItem(item, of))}
        dataView={context.dataView}
        dimension={of}
        onPick={(next) => onChange({ ...settings, item: next })}
      />
      <DimensionField
        label={t.variant}
        context={context}
        value={variant}
        onChange={(next) => {
          const { control: _, ...rest } = settings
          onChange({ ...rest, variant: next })
        }}
      />
      <ItemPicker
        key={`control ${variant}`}
        label={control === undefined ? t.control : t.chosenControl(printItem(control, variant))}
        dataView={context.dataView}
        dimension={variant}
        onPick={(next) => onChange({ ...settings, control: next })}
      />
      <MetricsField
        context={context}
        value={settings.metrics}
        most={5}
        onChange={(metrics) => onChange({ ...settings, metrics })}
      />
      <ChoicePicker
        label={t.unit}
        value={settings.unit}
        choices={t.units}
        onChange={(unit) => onChange({ ...settings, unit })}
      />
    </Controls>
  )
}

function Experiment({
  report,
  settings,
  context,
  request,
}: VisualizationProps<ExperimentResult, ExperimentSettings>) {
  const { variant: dimension } = settings
  return (
    <ReportFrame
      report={report}
      unasked={<EmptyState title={t.needsControl}>{t.needsControlHint}</EmptyState>}
    >
      {({ metrics }) =>
        metrics.map((each) => (
          <MetricTable
            key={each.metric}
            each={each}
            dimension={dimension}
            context={context}
            request={request}
          />
        ))
      }
    </ReportFrame>
  )
}

interface MetricTableProps
  extends Pick<VisualizationProps<ExperimentResult, ExperimentSettings>, 'context' | 'request'> {
  readonly each: ExperimentResult['metrics'][number]
  readonly dimension: string
}

function MetricTable({
  each: { metric, variants, conclusive, best },
  dimension,
  context,
  request,
}: MetricTableProps) {
  const measure = measureOf(context.components, metric)
  const { columns } = t
  const verdict = conclusive ? t.conclusive(printItem(best, dimension)) : t.inconclusive
  return (
    <section aria-label={measure.name}>
      <HeatTable
        label={`${measure.name}. ${verdict}`}
        isLabelShown
        rowName={columns.variant}
        columns={[columns.units, columns.mean, columns.lift, columns.interval, columns.confidence]}
        rows={variants.map((variant) => {
          const name = printItem(variant.variant, dimension)
          const act = actOnMark(context, request, {
            label: name,
            measure: columns.units,
            value: printFigure(variant.units),
            place: { row: variant.variant },
            items: [{ dimension, item: variant.variant }],
          })
          const plain = (text: string) => ({ text, heat: null })
          return {
            key: JSON.stringify(variant.variant),
            name: variant.isControl ? `${name} (${t.isControl})` : name,
            cells: [
              { ...plain(printFigure(variant.units)), onAct: act },
              plain(measure.print(variant.mean)),
              plain(printPercent(variant.lift)),
              plain(
                variant.liftLower === null
                  ? printPercent(null)
                  : texts.charts.between(
                      printPercent(variant.liftLower),
                      printPercent(variant.liftUpper),
                    ),
              ),
              { text: printPercent(variant.confidence), heat: variant.confidence },
            ],
          }
        })}
      />
    </section>
  )
}
