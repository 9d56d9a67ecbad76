import type { ComponentList } from '../../../model/answers/data-views.ts'
import type { FreeformRequestInput } from '../../../query/reports/freeform/request.ts'
import type { TrendsRequest } from '../../../query/reports/trends/request.ts'
import {
  firstMetric,
  isRecord,
  readChoice,
  readList,
  textOr,
  textsOr,
  wholeOr,
} from '../read-settings.ts'
import { readTrendLine, type TrendLineChoice } from '../trend-line-choice.ts'
import { compareTime, type PanelContext, readPanelScope, type Stored } from '../visualization.ts'

export const intervals = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const
export const stackings = ['none', 'stacked', 'percent'] as const

/** Something that happened, at an interval by its first day: `2026-11-12`. */
export interface Note {
  readonly date: string
  readonly name: string
}

export interface TrendSettings {
  readonly metrics: readonly string[]
  readonly interval: (typeof intervals)[number]
  readonly breakdown: string | null
  readonly limit: number
  readonly compare: readonly string[]
  readonly anomalies: boolean
  readonly trendLine: TrendLineChoice
  /** Intervals ahead; 0: none. Not with a breakdown or compared segments. */
  readonly forecast: number
  readonly stacking: (typeof stackings)[number]
  readonly notes: readonly Note[]
}

export const readTrendSettings = (stored: Stored, components: ComponentList): TrendSettings => ({
  metrics: textsOr(stored['metrics'], [firstMetric(components)]).slice(0, 5),
  interval: readChoice(stored['interval'], intervals, 'day'),
  breakdown: typeof stored['breakdown'] === 'string' ? textOr(stored['breakdown'], '') : null,
  limit: Math.min(8, Math.max(1, wholeOr(stored['limit'], 5))),
  compare: textsOr(stored['compare'], []).slice(0, 5),
  anomalies: stored['anomalies'] === true,
  trendLine: readTrendLine(stored),
  forecast: Math.min(366, wholeOr(stored['forecast'], 0)),
  stacking: readChoice(stored['stacking'], stackings, 'none'),
  notes: readList(stored['notes'], isNote),
})

const isNote = (value: unknown): value is Note =>
  isRecord(value) && typeof value['date'] === 'string' && typeof value['name'] === 'string'

/** Whether a forecast is asked for, and there is one line per metric that it can go on with. */
export const hasForecast = ({ forecast, breakdown, compare }: TrendSettings): boolean =>
  forecast > 0 && breakdown === null && compare.length === 0

type TrendsInput = Pick<TrendsRequest, 'kind' | 'dataView' | 'dateRange' | 'metrics' | 'interval'> &
  Partial<TrendsRequest>

/** Trends; where there is a forecast, a table of intervals, which alone has one. */
export function buildTrendRequest(
  settings: TrendSettings,
  context: PanelContext,
): TrendsInput | FreeformRequestInput | null {
  if (settings.metrics.length === 0) return null
  return hasForecast(settings)
    ? forecastRequest(settings, context)
    : trendsRequest(settings, context)
}

function trendsRequest(settings: TrendSettings, context: PanelContext): TrendsInput {
  const { metrics, interval, breakdown, limit, compare, anomalies, trendLine } = settings
  return {
    kind: 'trends',
    ...readPanelScope(context),
    metrics: [...metrics],
    interval,
    ...(breakdown !== null && { breakdown, limit }),
    ...(compare.length > 0 && { compare: [...compare] }),
    ...(anomalies && { anomalies }),
    ...(trendLine !== 'none' && { trendLine }),
    ...compareTime(context),
  }
}

function forecastRequest(
  { metrics, interval, anomalies, trendLine, forecast }: TrendSettings,
  context: PanelContext,
): FreeformRequestInput {
  return {
    kind: 'freeform',
    ...readPanelScope(context),
    rows: { dimension: interval },
    columns: metrics.map((metric) => ({
      id: metric,
      metric,
      forecast,
      anomalies,
      ...(trendLine !== 'none' && { trendLine }),
    })),
    sort: { dimension: interval, direction: 'asc' },
    limit: 1500,
  }
}
