import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { PathsRequestInput, PathsResult } from '../../query/reports/paths/request.ts'
import type { Item } from '../../model/result.ts'
import type { ComponentList } from '../../model/answers/data-views.ts'
import { ChoicePicker } from '../components/choice-picker.tsx'
import { dimensionGroups, metricGroups } from '../components/component-groups.ts'
import { ComponentPicker } from '../components/component-picker.tsx'
import { Controls } from '../components/controls.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { printFigure, printPercent } from '../components/figures.ts'
import { printItem } from '../components/item-text.ts'
import { MarkText } from '../components/mark-text.tsx'
import { ReportFrame } from '../components/report-frame.tsx'
import { texts } from '../texts/index.ts'
import { actOnMark } from './parts/act-on-mark.ts'
import { firstDimension, firstMetric, readChoice, textOr } from './read-settings.ts'
import {
  defineVisualization,
  type PanelContext,
  type SettingsProps,
  readPanelScope,
  type VisualizationProps,
} from './visualization.ts'

interface PathsSettings {
  readonly dimension: string
  /** A metric: the goal. */
  readonly goal: string
  readonly container: 'person' | 'session'
  readonly order: 'most' | 'least-converting'
}

export const pathsVisualization = defineVisualization({
  type: 'paths',
  label: texts.paths.title,
  description: texts.paths.description,
  size: { width: 6, height: 8 },
  read: readPathsSettings,
  request: pathsRequest,
  Draw: Paths,
  Settings: PathsForm,
})

function readPathsSettings(
  stored: Readonly<Record<string, unknown>>,
  components: ComponentList,
): PathsSettings {
  return {
    dimension: textOr(stored['dimension'], firstDimension(components)),
    goal: textOr(stored['goal'], firstMetric(components)),
    container: readChoice(stored['container'], ['person', 'session'], 'session'),
    order: readChoice(stored['order'], ['most', 'least-converting'], 'most'),
  }
}

function pathsRequest(settings: PathsSettings, context: PanelContext): PathsRequestInput {
  return {
    kind: 'paths',
    ...readPanelScope(context),
    dimension: settings.dimension,
    to: { where: { metric: settings.goal, op: 'exists' } },
    container: settings.container,
    order: settings.order,
    steps: 4,
    limit: 12,
  }
}

type Props = VisualizationProps<PathsResult, PathsSettings>

function Paths({ report, settings, context, request }: Props) {
  const { dimension } = settings
  const actOn: ActOnPath = (items, column, count) =>
    actOnMark(context, request, {
      label: items === null ? texts.paths.anyPath : sayPath(items, dimension),
      measure: texts.paths.measures[column],
      value: printFigure(count),
      place: items === null ? { column } : { row: [...items], column },
    })
  return (
    <ReportFrame report={report}>
      {(result) => <PathList result={result} dimension={dimension} actOn={actOn} />}
    </ReportFrame>
  )
}

/** Of a path by its items, or of any path. */
type ActOnPath = (
  items: readonly Item[] | null,
  column: 'count' | 'conversions',
  count: number,
) => ((element: Element) => void) | undefined

const sayPath = (items: readonly Item[], dimension: string): string =>
  items.length === 0
    ? texts.paths.atOnce
    : items.map((item) => printItem(item, dimension)).join(' → ')

function PathsForm({ settings, onChange, context: { components } }: SettingsProps<PathsSettings>) {
  const goals = metricGroups(components).filter(
    ({ name }) => name !== texts.components.calculatedMetrics,
  )
  return (
    <Controls>
      <ComponentPicker
        label={texts.components.dimension}
        groups={dimensionGroups(components)}
        value={settings.dimension}
        onChange={(dimension) => onChange({ ...settings, dimension })}
      />
      <ComponentPicker
        label={texts.paths.goal}
        groups={goals}
        value={settings.goal}
        onChange={(goal) => onChange({ ...settings, goal })}
      />
      <ChoicePicker
        label={texts.fallout.container}
        value={settings.container}
        choices={texts.containers}
        onChange={(container) => onChange({ ...settings, container })}
      />
      <ChoicePicker
        label={texts.paths.order}
        value={settings.order}
        choices={texts.paths.orders}
        onChange={(order) => onChange({ ...settings, order })}
      />
    </Controls>
  )
}

interface PathListProps {
  readonly result: PathsResult
  readonly dimension: string
  readonly actOn: ActOnPath
}

/** A path per row: its items, how many took it and how many of them reached the goal. */
function PathList({ result, dimension, actOn }: PathListProps) {
  if (result.paths.length === 0) {
    return <EmptyState title={texts.report.empty}>{texts.report.emptyHint}</EmptyState>
  }
  const most = Math.max(...result.paths.map(({ count }) => count))
  return (
    <>
      <p className={style({ font: 'ui-sm', color: 'neutral', margin: 0 })}>
        <MarkText onAct={actOn(null, 'conversions', result.conversions)}>
          {texts.paths.total(printFigure(result.total), printFigure(result.conversions))}
        </MarkText>
      </p>
      <ol aria-label={texts.paths.title} className={list}>
        {result.paths.map(({ items, count, conversions, rate }) => (
          <li key={JSON.stringify(items)} className={style({ display: 'grid', gap: 4 })}>
            <div className={chips}>
              {items.length === 0 && <span className={chip}>{texts.paths.atOnce}</span>}
              {items.map((item, k) => (
                <span key={k} className={chip}>
                  {printItem(item, dimension)}
                </span>
              ))}
            </div>
            <svg width="100%" height="10" aria-hidden="true">
              <rect
                height="10"
                rx="3"
                width={`${(count / most) * 100}%`}
                className={style({ fill: 'gray-200' })}
              />
              <rect
                height="10"
                rx="3"
                width={`${(conversions / most) * 100}%`}
                className={style({ fill: 'blue-800' })}
              />
            </svg>
            <span className={counts}>
              <MarkText onAct={actOn(items, 'count', count)}>
                {texts.paths.took(printFigure(count))}
              </MarkText>
              <MarkText onAct={actOn(items, 'conversions', conversions)}>
                {texts.paths.reached(printFigure(conversions), printPercent(rate))}
              </MarkText>
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}

const list = style({ display: 'grid', gap: 16, margin: 0, padding: 0, listStyleType: 'none' })
const chips = style({ display: 'flex', flexWrap: 'wrap', gap: 4 })
const counts = style({
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 16,
  font: 'ui-sm',
  color: 'neutral-subdued',
})
const chip = style({
  font: 'ui-sm',
  color: 'neutral',
  backgroundColor: 'gray-100',
  paddingX: 8,
  paddingY: 4,
  borderRadius: 'sm',
})
