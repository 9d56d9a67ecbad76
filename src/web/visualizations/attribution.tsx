import { getOwn } from '../../model/own.ts'
import type {
  AttributionRequest,
  AttributionResult,
} from '../../query/reports/attribution/request.ts'
import { BarRows } from '../charts/bar-rows.tsx'
import { ChartSkeleton } from '../charts/chart-skeleton.tsx'
import { categoryColor } from '../charts/palette.ts'
import { ChoicePicker } from '../components/choice-picker.tsx'
import { findName } from '../components/component-groups.ts'
import { Controls } from '../components/controls.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { printItem } from '../components/item-text.ts'
import { ReportFrame } from '../components/report-frame.tsx'
import { texts } from '../texts/index.ts'
import { ComponentsField } from './fields/components-field.tsx'
import { DimensionField } from './fields/dimension-field.tsx'
import { MetricField } from './fields/metric-field.tsx'
import { NumberSetting } from './fields/number-setting.tsx'
import { actOnMark } from './parts/act-on-mark.ts'
import { measureOf } from './parts/measure.ts'
import type { RequestOf } from './parts/report-of.ts'
import {
  firstDimension,
  firstMetric,
  readChoice,
  textOr,
  textsOr,
  wholeOr,
} from './read-settings.ts'
import {
  defineVisualization,
  type PanelContext,
  readPanelScope,
  type SettingsProps,
  type VisualizationProps,
} from './visualization.ts'

const t = texts.analyses.attribution
const modelNames: Readonly<Record<string, string>> = t.modelNames

interface AttributionSettings {
  readonly metric: string
  readonly dimension: string
  readonly models: readonly string[]
  readonly container: 'person' | 'session'
  /** Within people; sessions look back to their start. */
  readonly days: number
  readonly limit: number
}

export const attribution = defineVisualization({
  type: 'attribution',
  label: t.title,
  description: t.description,
  size: { width: 6, height: 7 },
  read: (stored, components): AttributionSettings => ({
    metric: textOr(stored['metric'], firstMetric(components)),
    dimension: textOr(stored['dimension'], firstDimension(components)),
    models: textsOr(stored['models'], ['first-touch', 'last-touch', 'linear']).slice(0, 4),
    container: readChoice(stored['container'], ['person', 'session'], 'person'),
    days: Math.min(366, Math.max(1, wholeOr(stored['days'], 30))),
    limit: Math.min(30, Math.max(1, wholeOr(stored['limit'], 8))),
  }),
  request: attributionRequest,
  Draw: Attribution,
  Settings: AttributionForm,
  caption: (
    { metric, dimension, container, days }: AttributionSettings,
    _result: AttributionResult,
    components,
  ) =>
    t.caption(
      findName(components, metric),
      findName(components, dimension),
      container === 'session' ? null : String(days),
    ),
})

function attributionRequest(
  { days, models, ...rest }: AttributionSettings,
  context: PanelContext,
): RequestOf<AttributionRequest, 'metric' | 'dimension' | 'models'> | null {
  if (models.length === 0) return null
  return {
    kind: 'attribution',
    ...readPanelScope(context),
    ...rest,
    models: [...models],
    ...(rest.container === 'person' && { lookback: { days } }),
  }
}

function AttributionForm({ settings, onChange, context }: SettingsProps<AttributionSettings>) {
  const change = (part: Partial<AttributionSettings>) => onChange({ ...settings, ...part })
  const choices = Object.entries(modelNames).map(([id, name]) => ({ id, name }))
  return (
    <Controls>
      <MetricField
        label={texts.kinds.metric}
        context={context}
        value={settings.metric}
        onChange={(metric) => change({ metric })}
      />
      <DimensionField
        context={context}
        value={settings.dimension}
        onChange={(dimension) => change({ dimension })}
      />
      <ComponentsField
        label={t.models}
        placeholder={t.addModel}
        groups={[{ name: t.models, choices }]}
        context={context}
        value={settings.models}
        nameOf={(id) => getOwn(modelNames, id) ?? id}
        most={4}
        onChange={(models) => change({ models })}
      />
      <ChoicePicker
        label={t.container}
        value={settings.container}
        choices={texts.containers}
        onChange={(container) => change({ container })}
      />
      {settings.container === 'person' && (
        <NumberSetting
          label={t.lookback}
          value={settings.days}
          least={1}
          most={366}
          onChange={(days) => change({ days })}
        />
      )}
      <NumberSetting
        label={texts.kinds.limit}
        value={settings.limit}
        least={1}
        most={30}
        onChange={(limit) => change({ limit })}
      />
    </Controls>
  )
}

function Attribution({
  report,
  settings,
  context,
  request,
}: VisualizationProps<AttributionResult, AttributionSettings>) {
  const { dimension, metric } = settings
  const measure = measureOf(context.components, metric)
  return (
    <ReportFrame report={report} skeleton={<ChartSkeleton shape="rows" />}>
      {({ rows, models }) =>
        rows.length === 0 ? (
          <EmptyState title={texts.report.empty}>{texts.report.emptyHint}</EmptyState>
        ) : (
          <BarRows
            label={texts.kinds.by(measure.name, findName(context.components, dimension))}
            rowName={findName(context.components, dimension)}
            rows={rows.map((row, k) => ({
              key: String(k),
              name: printItem(row.item, dimension, row.label),
              parts: models.map((model, m) => ({
                id: model,
                name: getOwn(modelNames, model) ?? model,
                color: categoryColor(m),
                value: row.values[m] ?? null,
                print: measure.print(row.values[m]),
              })),
            }))}
            actOn={(key, model) => {
              const row = rows[Number(key)]
              if (row === undefined) return undefined
              return actOnMark(context, request, {
                label: printItem(row.item, dimension, row.label),
                measure: `${measure.name}, ${getOwn(modelNames, model) ?? model}`,
                value: measure.print(row.values[models.indexOf(model)]),
                place: { row: row.item, column: model },
                items: [{ dimension, item: row.item }],
              })
            }}
          />
        )
      }
    </ReportFrame>
  )
}
