import { describe, expect, it } from 'vitest'
import { createMemorySource } from '../support/memory-source.ts'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import type { QuickInsightsResult } from '../../src/query/reports/quick-insights/request.ts'
import { pathOf } from '../support/path.ts'
import { ask } from '../support/ask.ts'

const DAY_MS = 86_400_000
const source = createMemorySource(
  ['Home', 'Cart', 'Home', 'Home'].map((page, day) => ({
    person: `p${day % 2}`,
    time: day * DAY_MS,
    fields: { page },
  })),
)
const askInsights = (request: object) => ask({ source }, { kind: 'quick-insights', ...request })
const dateRange = { start: '1970-01-01', end: '1970-01-05' }

describe('quick insights', () => {
  it('are lines in the order of time, else bars of the table', async () => {
    const overTime = { dateRange, dimension: 'day', metrics: ['people', 'events'] }
    const line = (await askInsights(overTime)) as QuickInsightsResult
    expect(line.chart).toBe('line')
    expect(line.rows.map(({ item }) => item)).toEqual([1, 2, 3, 4].map((day) => `1970-01-0${day}`))
    const bars = (await askInsights({
      dimension: 'page',
      metrics: ['events'],
    })) as QuickInsightsResult
    const columns = [{ metric: 'events' }]
    const table = { kind: 'freeform', rows: { dimension: 'page' }, columns }
    const { rows, totals } = await ask<FreeformResult>({ source }, table)
    expect(bars).toMatchObject({ chart: 'bar', rows, totals })
  })

  it('break down by further dimensions and explain their numbers', async () => {
    const request = { dateRange, dimension: 'page', breakdowns: ['day'], metrics: ['people'] }
    const explain = { row: ['Home', '1970-01-03'], column: 'c1' }
    const result = (await askInsights({ ...request, explain })) as QuickInsightsResult
    expect(result.rowCount).toBe(4)
    expect(result.meta.explanation!.samplePeople).toEqual(['p0'])
  })

  it('refuse what is not there, where it was asked for', async () => {
    const paths = [
      [{ dimension: 'nope', metrics: ['people'] }, 'dimension'],
      [{ dimension: 'page', breakdowns: ['nope'], metrics: ['people'] }, 'breakdowns[0]'],
      [{ dimension: 'page', metrics: ['people', 'nope'] }, 'metrics[1]'],
    ] as const
    for (const [request, path] of paths)
      await expect(askInsights(request)).rejects.toMatchObject({ path: pathOf(path) })
    await expect(askInsights({ dimension: 'page', metrics: [] })).rejects.toMatchObject({
      code: 'request/invalid',
    })
  })
})
