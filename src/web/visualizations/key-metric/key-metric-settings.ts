import type { ComponentList } from '../../../model/answers/data-views.ts'
import type { KeyMetricRequestInput } from '../../../query/reports/key-metric/request.ts'
import { firstMetric, readChoice, textOr } from '../read-settings.ts'
import { readTrendLine, type TrendLineChoice } from '../trend-line-choice.ts'
import { type PanelContext, readPanelScope } from '../visualization.ts'

const intervals = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const

export interface KeyMetricSettings {
  readonly metric: string
  readonly interval: (typeof intervals)[number]
  readonly trendLine: TrendLineChoice
}

export const readKeyMetricSettings = (
  stored: Readonly<Record<string, unknown>>,
  components: ComponentList,
): KeyMetricSettings => ({
  metric: textOr(stored['metric'], firstMetric(components)),
  interval: readChoice(stored['interval'], intervals, 'day'),
  trendLine: readTrendLine(stored),
})

export const buildKeyMetricRequest = (
  { metric, interval, trendLine }: KeyMetricSettings,
  context: PanelContext,
): KeyMetricRequestInput => ({
  kind: 'key-metric',
  ...readPanelScope(context),
  metric,
  interval,
  ...(trendLine !== 'none' && { trendLine }),
})
