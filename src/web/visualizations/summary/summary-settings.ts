import type { ComponentList } from '../../../model/answers/data-views.ts'
import type { KeyMetricRequestInput } from '../../../query/reports/key-metric/request.ts'
import { intervals } from '../trends/trend-settings.ts'
import { firstMetric, readChoice, textOr } from '../read-settings.ts'
import { type PanelContext, readPanelScope, type Stored } from '../visualization.ts'

export interface SummarySettings {
  readonly metric: string
  readonly interval: (typeof intervals)[number]
  readonly show: 'percent' | 'difference' | 'both'
  readonly hasCourse: boolean
}

export const readSummarySettings = (
  stored: Stored,
  components: ComponentList,
): SummarySettings => ({
  metric: textOr(stored['metric'], firstMetric(components)),
  interval: readChoice(stored['interval'], intervals, 'day'),
  show: readChoice(stored['show'], ['percent', 'difference', 'both'], 'percent'),
  hasCourse: stored['hasCourse'] !== false,
})

/** The number over time, beside the range that the panel compares with, or the one before. */
export const buildSummaryRequest = (
  { metric, interval }: SummarySettings,
  context: PanelContext,
): KeyMetricRequestInput => ({
  kind: 'key-metric',
  ...readPanelScope(context),
  metric,
  interval,
  ...(context.comparison !== null && { compareDateRange: context.comparison }),
})
