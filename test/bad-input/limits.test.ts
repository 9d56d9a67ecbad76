import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { openShop, type Workspace } from '../support/workspace.ts'

let workspace: Workspace
beforeAll(async () => {
  workspace = await openShop()
})
afterAll(() => workspace.close())
afterEach(() => {
  vi.unstubAllEnvs()
})

const common = { dataView: 'main', dateRange: { start: '2026-01-01', end: '2026-02-01' } }
const table = (extra: object = {}) => ({
  kind: 'freeform',
  ...common,
  rows: { dimension: 'page' },
  columns: [{ metric: 'events' }],
  ...extra,
})
const trend = { kind: 'trends', metrics: ['events'], anomalies: true }
const many = (count: number, of: (index: number) => object) =>
  Array.from({ length: count }, (_, index) => of(index))
const minValue = (value: number) => ({ metric: 'events', op: 'gte', value })
const segment = (value: number) => ({ container: 'event', where: minValue(value) })
const column = (index: number) => ({ id: `c${index}`, metric: 'events' })

async function expectRefused(body: unknown, limit: string): Promise<void> {
  const answer = await workspace.call('POST', 'reports', body)
  expect(answer).toMatchObject({ status: 422, body: { code: 'request/too-large' } })
  expect(answer.body['detail']).toContain(`${limit} allows`)
  expect(answer.body['detail']).toMatch(/; THROUGHLINE_[A-Z_]+ changes that, at the price of /)
}

describe('what asks for too much is refused by the name of the limit', () => {
  it.each([
    ['requests', many(1001, () => table()), 'requests-per-body'],
    ['columns', table({ columns: many(501, column) }), 'columns-per-table'],
    [
      'segments as rows',
      table({ rows: { segments: many(101, segment) }, columns: many(200, column) }),
      'fixed-cells-per-table',
    ],
    [
      'metrics as rows',
      table({
        rows: { metrics: Array.from({ length: 101 }, () => 'events') },
        columns: many(200, (i) => ({ id: `c${i}` })),
      }),
      'fixed-cells-per-table',
    ],
    [
      'conditions',
      table({ segments: [{ container: 'event', where: { or: many(20_001, minValue) } }] }),
      'conditions-per-request',
    ],
    ['objects', table({ segments: many(50_001, () => ({ wrong: 1 })) }), 'objects-per-document'],
  ])('%s', (_, body, limit) => expectRefused(body, limit))

  const rule = { where: { or: many(50_001, () => ({ wrong: 1 })) } }
  const definition = { container: 'event', ...rule }

  it.each([
    ['apply', [{ kind: 'segment', id: 'large', definition }], '[0]'],
    ['previews/segment', { dataView: 'main', definition }, ''],
    ['previews/formula', { formula: { metric: 'events', segments: [definition] } }, ''],
  ])('objects of what is sent to %s', async (path, body, place) => {
    const answer = await workspace.call('POST', path, body)
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'request/too-large', path: place },
    })
    expect(answer.body['detail']).toContain('objects-per-document allows')
  })

  const ages = { ...common, dateRange: { start: '1000-01-01', end: '9000-01-01' } }

  it.each([
    ['viewers by the minute', { kind: 'concurrent-viewers', granularity: 'minute' }],
    ['trends with anomalies', { ...trend, interval: 'day' }],
    [
      'tables with anomalies',
      table({ rows: { dimension: 'day' }, columns: [{ metric: 'events', anomalies: true }] }),
    ],
  ])('8,000 years of %s', (_, body) => expectRefused({ ...body, ...ages }, 'points-per-series'))

  it('but not 8,000 years in which hardly anything is', async () => {
    const body = table({ ...ages, rows: { dimension: 'minute' } })
    expect(await workspace.call('POST', 'reports', body)).toMatchObject({
      status: 200,
      body: { rowCount: 3 },
    })
  })

  it('figures of all tables of a body together; those that fit are answered', async () => {
    vi.stubEnv('THROUGHLINE_FIGURES_PER_BODY', '10')
    const wide = table({ columns: [{ metric: 'events' }, { metric: 'price' }] })
    const { body } = await workspace.call('POST', 'reports', [wide, wide])
    expect(body).toMatchObject([
      { rows: [{ item: 'Home' }, { item: 'Cart' }] },
      { error: { status: 422, detail: expect.stringContaining('figures-per-body allows 10') } },
    ])
  })

  it('values of all answers to a body together', async () => {
    vi.stubEnv('THROUGHLINE_CELLS_PER_BODY', '25')
    const { body } = await workspace.call('POST', 'reports', [table(), table(), table()])
    expect(body).toMatchObject([
      { rowCount: 2 },
      { error: { status: 422, detail: expect.stringContaining('cells-per-body allows 25') } },
      { error: { status: 422 } },
    ])
  })

  it('a table with more cells than an answer may hold, before it is built', async () => {
    vi.stubEnv('THROUGHLINE_CELLS_PER_BODY', '1')
    await expectRefused(table(), 'cells-per-body')
  })

  it('names that no one would write', async () => {
    const long = 'x'.repeat(2000)
    for (const request of [
      table({ rows: { dimension: long } }),
      table({ columns: [{ metric: long }] }),
    ]) {
      const { status, text } = await workspace.call('POST', 'reports', request)
      expect(status).toBe(400)
      expect(text.length).toBeLessThan(1500)
    }
  })
})
