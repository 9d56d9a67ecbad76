import type { FreeformResult } from '../../../query/reports/freeform/request.ts'
import type { TrendsResult, TrendsSeries } from '../../../query/reports/trends/request.ts'
import type { Expectation, Figure, Item } from '../../../model/result.ts'

interface ComparedTrend extends Pick<TrendData, 'intervals' | 'values'> {
  readonly dateRange: { readonly start: string; readonly end: string }
}

/** One line over time, whatever report it comes from. */
export interface TrendData {
  readonly metric: string
  readonly segment: string | null
  /** Of a breakdown; undefined without one. */
  readonly item: Item | undefined
  readonly intervals: readonly string[]
  readonly values: readonly Figure[]
  readonly expectations: readonly (Expectation | null)[] | undefined
  readonly trendLine: readonly Figure[] | undefined
  /** The same in the range that it is compared with. */
  readonly compared: ComparedTrend | undefined
  readonly forecast: FreeformForecast | undefined
}

type FreeformForecast = NonNullable<FreeformResult['forecasts']>[number]['points']

export const isTable = (result: TrendsResult | FreeformResult): result is FreeformResult =>
  'rows' in result

/** The lines of an answer; `metrics` are those that were asked for, `nameOf` is what the answer calls one. */
export function readTrends(
  result: TrendsResult | FreeformResult,
  metrics: readonly string[],
  nameOf: (metric: string) => string,
): readonly TrendData[] {
  return isTable(result) ? readTable(result) : readSeries(result, metrics, nameOf)
}

function readTable({ rows, columns, forecasts = [] }: FreeformResult): readonly TrendData[] {
  return columns.map(({ id }, k) => ({
    metric: id,
    segment: null,
    item: undefined,
    intervals: rows.map(({ item }) => String(item)),
    values: rows.map(({ values }) => values[k] ?? null),
    expectations: rows.some(({ expectations }) => expectations)
      ? rows.map(({ expectations }) => expectations?.[k] ?? null)
      : undefined,
    trendLine: rows.some(({ trendLines }) => trendLines)
      ? rows.map(({ trendLines }) => trendLines?.[k] ?? null)
      : undefined,
    compared: undefined,
    forecast: forecasts.find(({ column }) => column === id)?.points,
  }))
}

function readSeries(
  { series, comparison }: TrendsResult,
  metrics: readonly string[],
  nameOf: (metric: string) => string,
): readonly TrendData[] {
  return series.map((each) => {
    const before = comparison?.series.find((other) => isSame(each, other))
    return {
      metric: metrics.find((metric) => nameOf(metric) === each.name) ?? metrics[0] ?? '',
      segment: each.segment,
      item: each.item,
      intervals: each.points.map(({ interval }) => interval),
      values: each.points.map(({ value }) => value),
      expectations: each.expectations,
      trendLine: each.trendLine,
      compared: before &&
        comparison && {
          dateRange: comparison.dateRange,
          intervals: before.points.map(({ interval }) => interval),
          values: before.points.map(({ value }) => value),
        },
      forecast: undefined,
    }
  })
}

const isSame = (a: TrendsSeries, b: TrendsSeries): boolean =>
  a.name === b.name && a.segment === b.segment && a.item === b.item
