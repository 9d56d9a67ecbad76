import { describe, expect, it } from 'vitest'
import { buildDefinitionJsonSchema } from '../../src/query/vocabularies/json-schemas.ts'
import { column, type Row, table } from '../support/ask.ts'

describe('session type and repeat sessions (§3.13)', () => {
  const rows: readonly Row[] = [
    ['2020-01-01', {}, 'late'],
    ['2022-06-02', {}, 'late'],
    ['2022-06-03', {}, 'new'],
    ['2022-06-04', {}, 'new'],
  ]
  const dateRange = { start: '2022-06-01', end: '2022-06-16' }

  it('a first-time session of the window can repeat one of years ago', async () => {
    const columns = ['first-time-sessions', 'return-sessions', 'repeat-sessions']
    const cells = await table(
      { rows },
      {
        rows: { dimension: 'person-id' },
        columns: columns.map((metric) => ({ metric })),
        dateRange,
      },
    )
    expect(cells).toEqual({ late: [1, 0, 1], new: [1, 1, 1], Total: [2, 1, 2] })
  })

  it('is not applicable to what belongs to no session', async () => {
    const time = Date.parse('2022-06-02')
    const ads = { granularity: 'day', rows: [{ time, fields: { cost: 5 } }] } as const
    const world = {
      rows,
      view: { metrics: [{ id: 'cost', field: 'ads.cost' }] },
      options: { summaries: { ads }, types: { 'ads.cost': 'number' } },
    } as const
    const found = await column(world, 'session-type', 'cost', { dateRange })
    expect(found).toEqual({ 'Not applicable': 5, Total: 5 })
  })
})

describe('session timeout (§3.1)', () => {
  it('in months is of 30 days, as its schema says', async () => {
    const rows: readonly Row[] = [
      ['2024-01-01', {}],
      ['2024-01-31', {}],
      ['2024-03-02', {}],
    ]
    const view = { session: { timeout: { months: 1 } } }
    const found = await column({ rows, view }, 'person-id', 'sessions')
    expect(found).toEqual({ ann: 2, Total: 2 })
    expect(JSON.stringify(buildDefinitionJsonSchema('data-view'))).toContain('30, 91 and 365 days')
  })
})
