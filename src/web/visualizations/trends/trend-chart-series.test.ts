import { describe, expect, it } from 'vitest'
import type { ComponentList } from '../../../model/answers/data-views.ts'
import type { FreeformResult } from '../../../query/reports/freeform/request.ts'
import type { TrendsResult } from '../../../query/reports/trends/request.ts'
import { trendChart } from './trend-chart-series.ts'
import { readTrends } from './trend-result.ts'
import { buildTrendRequest, readTrendSettings } from './trend-settings.ts'
import type { PanelContext } from '../visualization.ts'

const components: ComponentList = {
  dimensions: [{ id: 'page', name: 'Page', isStandard: false }],
  metrics: [
    { id: 'orders', name: 'Orders', isStandard: false },
    { id: 'people', name: 'People', isStandard: true },
  ],
  segments: [],
  calculatedMetrics: [],
  dateRanges: [],
  fields: [],
}
const meta = {
  dataVersion: '1',
  events: 1,
  people: 1,
  elapsedMs: 1,
  scannedBatches: 1,
  warnings: [],
  dateRange: { start: '', end: '' },
}
const context: PanelContext = {
  dataView: 'main',
  timeZone: 'UTC',
  dateRange: 'last-7-days',
  comparison: null,
  segments: [],
  components,
  dataVersion: 1,
}
const drawing = {
  interval: 'day' as const,
  breakdown: null,
  components,
  drawOf: () => 'line' as const,
  sideOf: () => 'left' as const,
  isStacked: false,
}
const nameOf = (id: string) => components.metrics.find((metric) => metric.id === id)?.name ?? id

describe('trends as a chart', () => {
  it('draws the range that it is compared with beside each line', () => {
    const series = [
      {
        name: 'Orders',
        segment: null,
        total: 3,
        points: [
          { interval: '2026-11-01', value: 1 },
          { interval: '2026-11-02', value: 2 },
        ],
      },
    ]
    const before = [{ ...series[0]!, points: [{ interval: '2026-10-01', value: 5 }] }]
    const result: TrendsResult = {
      series,
      comparison: { dateRange: { start: '2026-10-01', end: '2026-10-02' }, series: before },
      meta,
    }
    const chart = trendChart(readTrends(result, ['orders'], nameOf), drawing)
    expect(chart.series.map(({ look, values }) => [look, values])).toEqual([
      [undefined, [1, 2]],
      ['compared', [5]],
    ])
    expect(chart.positions.map(({ tick }) => tick)).toEqual(['Nov 1', 'Nov 2'])
  })

  it('goes on with a forecast from the last value', () => {
    const result: FreeformResult = {
      columns: [{ id: 'orders', name: 'Orders', type: 'number' }],
      rows: [{ item: '2026-11-01', values: [4] }],
      rowCount: 1,
      totals: [4],
      filteredTotals: [4],
      forecasts: [
        { column: 'orders', points: [{ item: '2026-11-02', value: 5, lower: 3, upper: 7 }] },
      ],
      meta,
    }
    const { positions, series } = trendChart(readTrends(result, ['orders'], nameOf), drawing)
    expect(positions.map(({ key }) => key)).toEqual(['2026-11-01', '2026-11-02'])
    expect(series[1]).toMatchObject({
      look: 'forecast',
      values: [4, 5],
      bands: [null, { lower: 3, upper: 7 }],
    })
  })

  it('asks for trends, and for a table where there is a forecast', () => {
    const plain = readTrendSettings({ metrics: ['orders'] }, components)
    expect(buildTrendRequest(plain, { ...context, comparison: 'last-month' })).toMatchObject({
      kind: 'trends',
      compareTime: { dateRange: 'last-month' },
    })
    expect(buildTrendRequest({ ...plain, forecast: 7 }, context)).toMatchObject({
      kind: 'freeform',
      columns: [{ metric: 'orders', forecast: 7 }],
    })
    expect(buildTrendRequest({ ...plain, forecast: 7, breakdown: 'page' }, context)).toMatchObject({
      kind: 'trends',
      breakdown: 'page',
    })
    expect(buildTrendRequest({ ...plain, metrics: [] }, context)).toBeNull()
  })
})
