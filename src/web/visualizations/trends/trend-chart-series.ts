import type { ComponentList } from '../../../model/answers/data-views.ts'
import { type Granularity, timeName, timeTick } from '../../charts/time-ticks.ts'
import type { Band, Position, Series } from '../../charts/cartesian-layout.ts'
import { categoryColor, mutedColor } from '../../charts/palette.ts'
import { findName } from '../../components/component-groups.ts'
import { printItem } from '../../components/item-text.ts'
import { texts } from '../../texts/index.ts'
import { type Measure, measureOf } from '../parts/measure.ts'
import type { TrendData } from './trend-result.ts'

export interface TrendChart {
  readonly positions: readonly Position[]
  readonly series: readonly Series[]
  readonly formats: { readonly left: Measure['format']; readonly right: Measure['format'] }
}

interface Drawing {
  readonly interval: Granularity
  readonly breakdown: string | null
  readonly components: ComponentList
  /** How a metric is drawn, and on which side. */
  readonly drawOf: (metric: string) => Series['draw']
  readonly sideOf: (metric: string) => 'left' | 'right'
  readonly isStacked: boolean
}

/** Lines of an answer as a chart draws them: what happened, what it is compared with, trend, forecast. */
export function trendChart(trends: readonly TrendData[], drawing: Drawing): TrendChart {
  const past = trends[0]?.intervals ?? []
  const ahead = trends.find(({ forecast }) => forecast)?.forecast?.map(({ item }) => item) ?? []
  const keys = [...past, ...ahead]
  const sides = new Map(trends.map(({ metric }) => [drawing.sideOf(metric), metric]))
  const formatOf = (side: 'left' | 'right') => {
    const metric = sides.get(side)
    return metric === undefined ? undefined : measureOf(drawing.components, metric).format
  }
  return {
    positions: keys.map((key, k) => ({
      key,
      name: timeName(key, drawing.interval),
      tick: timeTick(key, drawing.interval, k === 0),
    })),
    series: trends.flatMap((trend, index) => seriesOf(trend, index, trends, drawing)),
    formats: { left: formatOf('left'), right: formatOf('right') },
  }
}

export const trendId = ({ metric, segment, item }: TrendData): string =>
  JSON.stringify([metric, segment, item ?? null])

/** Of the same line in the range that it is compared with. */
export const comparedId = (trend: TrendData): string => `${trendId(trend)}/compared`

export function trendName(
  { metric, segment, item }: TrendData,
  all: readonly TrendData[],
  { components, breakdown }: Pick<Drawing, 'components' | 'breakdown'>,
): string {
  const parts = [
    item !== undefined && breakdown !== null ? printItem(item, breakdown) : undefined,
    all.some((other) => other.segment !== null)
      ? segment === null
        ? texts.kinds.everyone
        : findName(components, segment)
      : undefined,
    new Set(all.map((other) => other.metric)).size > 1 || (item === undefined && segment === null)
      ? findName(components, metric)
      : undefined,
  ].filter((part) => part !== undefined)
  return parts.join(', ') || findName(components, metric)
}

function seriesOf(
  trend: TrendData,
  index: number,
  all: readonly TrendData[],
  drawing: Drawing,
): readonly Series[] {
  const { metric, values, expectations, trendLine, compared, forecast } = trend
  const { print } = measureOf(drawing.components, metric)
  const id = trendId(trend)
  const name = trendName(trend, all, drawing)
  const color = categoryColor(index)
  const common = { side: drawing.sideOf(metric), print }
  const own: Series = {
    ...common,
    id,
    name,
    color,
    draw: drawing.drawOf(metric),
    values,
    ...(expectations && {
      bands: expectations.map((each) => each && boundBand(each, values)),
      unusual: expectations.map((each) => each?.anomaly === true),
    }),
  }
  const isAlone = all.length === 1
  return [
    own,
    ...(compared
      ? [
          {
            ...common,
            id: comparedId(trend),
            name: isAlone ? texts.charts.comparison : texts.kinds.compared(name),
            color: isAlone && !drawing.isStacked ? mutedColor : color,
            draw: 'line' as const,
            look: 'compared' as const,
            values: compared.values.slice(0, values.length),
          },
        ]
      : []),
    ...(trendLine
      ? [
          {
            ...common,
            id: `${id}/trend`,
            name: isAlone ? texts.charts.trend : texts.kinds.trendOf(name),
            color: isAlone ? categoryColor(1) : color,
            draw: 'line' as const,
            look: 'trend' as const,
            values: trendLine,
          },
        ]
      : []),
    ...(forecast
      ? [
          {
            ...common,
            ...forecastSeries(trend, id, color),
            name: isAlone ? texts.charts.forecast : texts.kinds.forecastOf(name),
          },
        ]
      : []),
  ]
}

/** What has never been below nothing is not to be expected there. */
const boundBand = ({ lower, upper }: Band, values: TrendData['values']): Band => ({
  lower: values.some((value) => value !== null && value < 0) ? lower : Math.max(0, lower),
  upper,
})

/** It begins at the last value, so that its line goes on from there. */
function forecastSeries({ values, forecast = [] }: TrendData, id: string, color: string) {
  const last = values.findLastIndex((value) => value !== null)
  const before = values.map((value, k) => (k === last ? value : null))
  return {
    id: `${id}/forecast`,
    color,
    draw: 'line' as const,
    look: 'forecast' as const,
    values: [...before, ...forecast.map(({ value }) => value)],
    bands: [...before.map(() => null), ...forecast.map((each) => boundBand(each, values))],
  }
}
