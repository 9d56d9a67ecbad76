import { style } from '@react-spectrum/s2/style' with { type: 'macro' }
import type { KeyMetricResult } from '../../query/reports/key-metric/request.ts'
import { ChoicePicker } from '../components/choice-picker.tsx'
import { findFormat, findName, metricGroups } from '../components/component-groups.ts'
import { ComponentPicker } from '../components/component-picker.tsx'
import { Controls } from '../components/controls.tsx'
import { printFigure, printPercent } from '../components/figures.ts'
import { printItem } from '../components/item-text.ts'
import { ReportFrame } from '../components/report-frame.tsx'
import { texts } from '../texts.ts'
import { type Change, judgeChange } from './key-metric/judge-change.ts'
import { KeyMetricChart } from './key-metric/key-metric-chart.tsx'
import {
  buildKeyMetricRequest,
  type KeyMetricSettings,
  readKeyMetricSettings,
} from './key-metric/key-metric-settings.ts'
import {
  defineVisualization,
  type SettingsProps,
  type VisualizationProps,
} from './visualization.ts'

export const keyMetric = defineVisualization({
  kind: 'key-metric',
  label: texts.keyMetric.title,
  description: texts.keyMetric.description,
  read: readKeyMetricSettings,
  request: buildKeyMetricRequest,
  Component: KeyMetric,
})

type Props = VisualizationProps<KeyMetricResult, KeyMetricSettings>

function KeyMetric({ report, ...props }: Props) {
  return (
    <div className={style({ display: 'grid', gap: 16, minWidth: 0 })}>
      <KeyMetricControls {...props} />
      <ReportFrame report={report}>
        {(result) => <KeyMetricResultView {...props} result={result} />}
      </ReportFrame>
    </div>
  )
}

function KeyMetricControls({ settings, onChange, context }: SettingsProps<KeyMetricSettings>) {
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

interface ResultProps extends SettingsProps<KeyMetricSettings> {
  readonly result: KeyMetricResult
}

function KeyMetricResultView({ settings, context: { components }, result }: ResultProps) {
  const { primary, comparison } = result
  const name = findName(components, settings.metric)
  const format = findFormat(components, settings.metric)
  const total = printFigure(primary.total, format)
  const ends = [primary.points[0], primary.points.at(-1)].map((point) =>
    printItem(point?.item, settings.interval),
  )
  return (
    <>
      <div className={style({ display: 'grid', gap: 4 })}>
        <span className={style({ font: 'ui', color: 'neutral-subdued' })}>{name}</span>
        <span className={figure}>{total}</span>
        <ChangeText result={result} format={format} />
        <span className={style({ font: 'ui-sm', color: 'neutral-subdued' })}>
          {texts.keyMetric.before(printFigure(comparison.total, format))}
        </span>
      </div>
      <KeyMetricChart
        result={result}
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
