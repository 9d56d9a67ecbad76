import { describe, expect, it } from 'vitest'
import { explainReport } from '../../src/query/run-reports.ts'
import { parseRequest } from '../../src/query/reports/parse-request.ts'
import { contextOf, type World } from '../support/ask.ts'

const world: World = {
  rows: [['2026-01-01', { page: 'Home', revenue: 3, orders: 1 }]],
  definitions: [
    {
      kind: 'calculated-metric',
      id: 'aov',
      dataView: 'v',
      formula: { op: '/', args: [{ metric: 'revenue' }, { metric: 'orders' }] },
    },
    { kind: 'calculated-metric', id: 'double', dataView: 'v', formula: 'aov * 2' },
  ],
}

async function plan(request: object): Promise<readonly string[]> {
  const dateRange = { start: '2026-01-01', end: '2026-02-01' }
  const asked = parseRequest({ dataView: 'v', dateRange, ...request })
  return (await explainReport(contextOf(world), asked)).plan
}

const aov = 'The calculated metric aov is revenue / orders.'

describe('explain says formulas', () => {
  it('of calculated metrics, and of those they are made of', async () => {
    const columns = [{ metric: 'double' }, { metric: 'revenue' }]
    const words = await plan({ kind: 'freeform', rows: { dimension: 'page' }, columns })
    expect(words.slice(-2)).toEqual(['The calculated metric double is aov * 2.', aov])
  })

  it('of columns that are formulas', async () => {
    const tree = { op: '+', args: [{ metric: 'revenue' }, 1] }
    const columns = [{ formula: tree }, { formula: 'aov - 1' }]
    const words = await plan({ kind: 'freeform', rows: { dimension: 'page' }, columns })
    expect(words).toContain('Column 1: revenue + 1.')
    expect(words).toContain('Column 2: aov - 1.')
  })

  it.each([
    { kind: 'key-metric', metric: 'aov' },
    { kind: 'trends', metrics: ['aov'], interval: 'day' },
    { kind: 'quick-insights', dimension: 'page', metrics: ['aov'] },
  ])('in reports of kind $kind', async (request) => {
    expect(await plan(request)).toContain(aov)
  })
})
