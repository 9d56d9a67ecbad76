import type {
  CorrelationRequest,
  CorrelationResult,
} from '../../query/reports/correlation/request.ts'
import { BarRows } from '../charts/bar-rows.tsx'
import { ChartSkeleton } from '../charts/chart-skeleton.tsx'
import { categoryColor, restColor } from '../charts/palette.ts'
import { ChoicePicker } from '../components/choice-picker.tsx'
import { dimensionGroups, findName } from '../components/component-groups.ts'
import { Controls } from '../components/controls.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { printFigure, printPercent } from '../components/figures.ts'
import { printItem } from '../components/item-text.ts'
import { ReportFrame } from '../components/report-frame.tsx'
import { texts } from '../texts/index.ts'
import { ComponentsField } from './fields/components-field.tsx'
import { NumberSetting } from './fields/number-setting.tsx'
import { TouchField } from './fields/touch-field.tsx'
import { actOnMark } from './parts/act-on-mark.ts'
import type { RequestOf } from './parts/report-of.ts'
import { nameTouch, touchCriterion } from './parts/touch-words.ts'
import {
  firstDimension,
  firstMetric,
  isTouch,
  readChoice,
  textsOr,
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

const t = texts.analyses.correlation
const CHANCE = 0.05

interface CorrelationSettings {
  readonly goal: TouchSetting
  readonly dimensions: readonly string[]
  readonly container: 'person' | 'session'
  readonly minimum: number
  readonly limit: number
}

export const correlation = defineVisualization({
  type: 'correlation',
  label: t.title,
  description: t.description,
  size: { width: 6, height: 7 },
  read: (stored, components): CorrelationSettings => ({
    goal: isTouch(stored['goal']) ? stored['goal'] : { metric: firstMetric(components) },
    dimensions: textsOr(stored['dimensions'], [firstDimension(components)]).slice(0, 5),
    container: readChoice(stored['container'], ['person', 'session'], 'person'),
    minimum: Math.max(1, wholeOr(stored['minimum'], 10)),
    limit: Math.min(100, Math.max(1, wholeOr(stored['limit'], 15))),
  }),
  request: correlationRequest,
  Draw: Correlation,
  Settings: CorrelationForm,
  caption: ({ goal }: CorrelationSettings, { total, conversions }: CorrelationResult, components) =>
    t.caption(nameTouch(goal, components), printFigure(total), printFigure(conversions)),
})

function correlationRequest(
  { goal, dimensions, ...rest }: CorrelationSettings,
  context: PanelContext,
): RequestOf<CorrelationRequest, 'goal' | 'dimensions'> | null {
  if (dimensions.length === 0) return null
  return {
    kind: 'correlation',
    ...readPanelScope(context),
    goal: { ...touchCriterion(goal, context.components), atLeast: 1 },
    dimensions: [...dimensions],
    ...rest,
  }
}

function CorrelationForm({ settings, onChange, context }: SettingsProps<CorrelationSettings>) {
  const change = (part: Partial<CorrelationSettings>) => onChange({ ...settings, ...part })
  return (
    <Controls>
      <TouchField
        label={t.goal}
        context={context}
        value={settings.goal}
        onChange={(goal) => change({ goal })}
      />
      <ComponentsField
        label={t.dimensions}
        placeholder={texts.kinds.addDimension}
        groups={dimensionGroups(context.components)}
        context={context}
        value={settings.dimensions}
        most={5}
        onChange={(dimensions) => change({ dimensions })}
      />
      <ChoicePicker
        label={texts.fallout.container}
        value={settings.container}
        choices={texts.containers}
        onChange={(container) => change({ container })}
      />
      <NumberSetting
        label={t.minimum}
        value={settings.minimum}
        least={1}
        onChange={(minimum) => change({ minimum })}
      />
      <NumberSetting
        label={texts.kinds.limit}
        value={settings.limit}
        least={1}
        most={100}
        onChange={(limit) => change({ limit })}
      />
    </Controls>
  )
}

function Correlation({
  report,
  context,
  request,
}: VisualizationProps<CorrelationResult, CorrelationSettings>) {
  return (
    <ReportFrame report={report} skeleton={<ChartSkeleton shape="rows" />}>
      {({ rows }) =>
        rows.length === 0 ? (
          <EmptyState title={texts.report.empty}>{texts.report.emptyHint}</EmptyState>
        ) : (
          <BarRows
            label={t.title}
            rowName={texts.charts.item}
            rows={rows.map((row, k) => {
              const isUnsure = row.pValue !== undefined && row.pValue > CHANCE
              return {
                key: String(k),
                name: printItem(row.item, row.dimension),
                parts: [
                  {
                    id: 'correlation',
                    name: findName(context.components, row.dimension),
                    color: isUnsure ? restColor : categoryColor(0),
                    value: row.correlation,
                    print: t.row(
                      printFigure(row.correlation),
                      printPercent(row.rate),
                      printFigure(row.count),
                    ),
                  },
                ],
              }
            })}
            actOn={(key) => {
              const row = rows[Number(key)]
              if (row === undefined) return undefined
              return actOnMark(context, request, {
                label: printItem(row.item, row.dimension),
                measure: t.columns.conversions,
                value: printFigure(row.conversions),
                place: { row: [row.dimension, row.item], column: 'conversions' },
                items: [{ dimension: row.dimension, item: row.item }],
              })
            }}
          />
        )
      }
    </ReportFrame>
  )
}
