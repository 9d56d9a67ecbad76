import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { KeyMetricResult } from '../../query/reports/key-metric/request.ts'
import { ChoicePicker } from '../components/choice-picker.tsx'
import { findFormat, findName, metricGroups } from '../components/component-groups.ts'
import { ComponentPicker } from '../components/component-picker.tsx'
import { Controls } from '../components/controls.tsx'
import { printFigure, printPercent } from '../components/figures.ts'
import { printItem } from '../components/item-text.ts'
import { MarkText } from '../components/mark-text.tsx'
import { ReportFrame } from '../components/report-frame.tsx'
import { texts } from '../texts/index.ts'
import { type Change, judgeChange } from './key-metric/judge-change.ts'
import { KeyMetricChart } from './key-metric/key-metric-chart.tsx'
import {
  buildKeyMetricRequest,
  type KeyMetricSettings,
  readKeyMetricSettings,
} from './key-metric/key-metric-settings.ts'
import { actOnMark, requestOfCompared } from './parts/act-on-mark.ts'
import {
  defineVisualization,
  type SettingsProps,
  type VisualizationProps,
} from './visualization.ts'

export const keyMetric = defineVisualization({
  type: 'key-metric',
  label: texts.keyMetric.title,
  description: texts.keyMetric.description,
  size: { width: 5, height: 6 },
  read: readKeyMetricSettings,
  request: buildKeyMetricRequest,
  Draw: KeyMetric,
  Settings: KeyMetricForm,
  zones: () => [{ id: 'instead', say: ({ name }) => texts.drag.instead(name) }],
  accepts: (settings: KeyMetricSettings, { kind, id }) =>
    kind === 'metric' && id !== settings.metric ? { ...settings, metric: id } : null,
})

type Props = VisualizationProps<KeyMetricResult, KeyMetricSettings>

function KeyMetric({ report, ...props }: Props) {
  return (
    <ReportFrame report={report}>
      {(result) => <KeyMetricResultView {...props} result={result} />}
    </ReportFrame>
  )
}

function KeyMetricForm({ settings, onChange, context }: SettingsProps<KeyMetricSettings>) {
  return (
    <Controls>
      <ComponentPicker
        label={texts.keyMetric.metric}
        groups={metricGroups(context.components)}
        value={settings.metric}
        onChange={(metric) => onChange({ ...settings, metric })}
      />
      <ChoicePicker
        label={texts.keyMetric.interval}
        value={settings.interval}
        choices={texts.keyMetric.intervals}
        onChange={(interval) => onChange({ ...settings, interval })}
      />
      <ChoicePicker
        label={texts.keyMetric.trendLine}
        value={settings.trendLine}
        choices={texts.keyMetric.trendLines}
        onChange={(trendLine) => onChange({ ...settings, trendLine })}
      />
    </Controls>
  )
}

interface ResultProps extends Pick<Props, 'settings' | 'context' | 'request'> {
  readonly result: KeyMetricResult
}

function KeyMetricResultView({ settings, context, request, result }: ResultProps) {
  const { components } = context
  const { primary, comparison } = result
  const name = findName(components, settings.metric)
  const format = findFormat(components, settings.metric)
  const total = printFigure(primary.total, format)
  const before = printFigure(comparison.total, format)
  const act = (compared: typeof comparison | undefined, label: string, value: string) =>
    actOnMark(context, requestOfCompared(request, compared), {
      label,
      measure: name,
      value,
      place: { column: 'primary' },
    })
  const ends = [primary.points[0], primary.points.at(-1)].map((point) =>
    printItem(point?.item, settings.interval),
  )
  return (
    <>
      <div className={style({ display: 'grid', gap: 4 })}>
        <span className={style({ font: 'ui', color: 'neutral-subdued' })}>{name}</span>
        <span className={figure}>
          <MarkText onAct={act(undefined, name, total)}>{total}</MarkText>
        </span>
        <ChangeText result={result} format={format} />
        <span className={style({ font: 'ui-sm', color: 'neutral-subdued' })}>
          <MarkText onAct={act(comparison, texts.keyMetric.comparison, before)}>
            {texts.keyMetric.before(before)}
          </MarkText>
        </span>
      </div>
      <KeyMetricChart
        result={result}
        settings={settings}
        context={context}
        request={request}
        label={texts.keyMetric.chart(name, ends[0]!, ends[1]!, total)}
      />
    </>
  )
}

interface ChangeProps extends Pick<ResultProps, 'result'> {
  readonly format: ReturnType<typeof findFormat>
}

/** How much it changed, in a colour and in words that say whether that is good. */
function ChangeText({ result: { change, difference, upIs }, format }: ChangeProps) {
  const judged = judgeChange(difference, upIs)
  if (difference === null || judged === undefined) {
    return <span className={changed({})}>{texts.keyMetric.noChange}</span>
  }
  const by =
    change === null ? printFigure(Math.abs(difference), format) : printPercent(Math.abs(change))
  return <span className={changed({ verdict: verdictOf(judged) })}>{sayChange(judged, by)}</span>
}

const verdictOf = ({ direction, isGood }: Change): 'good' | 'bad' | 'same' =>
  direction === 'same' ? 'same' : isGood ? 'good' : 'bad'

function sayChange(change: Change, by: string): string {
  if (change.direction === 'same') return texts.keyMetric.unchanged
  const arrow = change.direction === 'up' ? '▲' : '▼'
  return `${arrow} ${texts.keyMetric.changes[change.direction](by)}, ${texts.keyMetric.verdicts[change.isGood ? 'good' : 'bad']}`
}

const figure = style({ font: 'heading-xl', color: 'neutral', fontVariantNumeric: 'tabular-nums' })
const changed = style({
  font: 'ui',
  fontWeight: 'bold',
  color: {
    default: 'neutral-subdued',
    verdict: { good: 'positive-900', bad: 'negative-900', same: 'neutral-subdued' },
  },
})
