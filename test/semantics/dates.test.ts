import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { column, type Row } from '../support/ask.ts'
import { openWorkspace, type Workspace } from '../support/workspace.ts'

const day = (text: string): number => Date.parse(text)
const zones = ['UTC', 'America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Apia', 'America/Sao_Paulo']

describe.each(zones)('calendar dates never move: %s', (timeZone) => {
  const rows: readonly Row[] = [
    ['2026-01-01', { born: day('1980-05-01'), died: day('2018-11-04') }],
    ['2026-01-02', { born: day('1980-05-31'), died: day('2018-11-05') }],
    ['2026-01-03', { born: day('1850-01-01') }],
    ['2026-01-04', {}],
  ]
  const options = { types: { born: 'date', died: 'date' } } as const
  const derived = (...rules: object[]) => ({ derivedFields: [{ id: 'x', rules }] })
  const items = async (settings: object, view: object = {}, request: object = {}) => {
    const dimensions = [{ id: 'd', noValue: { mode: 'hide' }, ...settings }]
    const found = await column(
      { rows, options, view: { timeZone, dimensions, ...view } },
      'd',
      'events',
      {
        noValue: false,
        sort: { dimension: 'd' },
        ...request,
      },
    )
    return Object.keys(found).slice(0, -1)
  }

  it('by days, months and patterns', async () => {
    const days = ['1850-01-01', '1980-05-01', '1980-05-31']
    expect(await items({ field: 'born' })).toEqual(days)
    const month = { format: { type: 'date', granularity: 'month' } }
    expect(await items({ field: 'born', ...month })).toEqual(['1850-01', '1980-05'])
    expect(await items({ field: 'died' })).toEqual(['2018-11-04', '2018-11-05'])
  })

  it('in filters and segments', async () => {
    const rule = (op: string, value: string) => ({ include: { rules: [{ op, value }] } })
    expect(await items({ field: 'born', ...rule('gte', '1980-05-02') })).toEqual(['1980-05-31'])
    expect(await items({ field: 'born', ...rule('equals', '1980-05-01') })).toEqual(['1980-05-01'])
    const where = { dimension: 'd', op: 'lt', value: '1980-05-31' }
    const segments = [{ container: 'event', where }]
    expect(await items({ field: 'born' }, {}, { segments })).toEqual(['1850-01-01', '1980-05-01'])
  })

  it('in derived fields', async () => {
    const input = { field: 'born' }
    const text = derived({ function: 'typecast', input, to: 'string', format: 'DD/MM/YYYY' })
    expect(await items({ field: 'x' }, text)).toEqual(['01/01/1850', '01/05/1980', '31/05/1980'])
    const [from, to] = [{ input }, { input: { field: 'died' } }]
    const years = derived({ function: 'date-math', from, to, granularity: 'year' })
    expect(await items({ field: 'x' }, years)).toEqual(['38'])
    const days = derived({ function: 'date-math', from, to, granularity: 'day' })
    expect(await items({ field: 'x' }, days)).toEqual(['14037', '14066'])
    const when = { input, op: 'equals', value: '1980-05-01' }
    const chosen = derived({
      function: 'case-when',
      branches: [{ when, then: { value: 'that day' } }],
    })
    expect(await items({ field: 'x' }, chosen)).toEqual(['that day'])
  })
})

describe('a field that is declared a date', () => {
  let workspace: Workspace
  beforeAll(async () => {
    workspace = await openWorkspace()
    await workspace.post('apply', [
      {
        kind: 'dataset',
        id: 'web',
        type: 'event',
        timestamp: 'ts',
        timeZone: 'Europe/Berlin',
        fields: { ts: 'timestamp', who: 'string', born: 'date' },
      },
    ])
    const rows = [{ ts: '2026-01-01T10:00:00Z', who: 'ann', born: '1980-05-01' }]
    await workspace.post('datasets/web/rows', rows)
    await workspace.post('apply', [
      { kind: 'connection', id: 'all', datasets: [{ dataset: 'web', personId: 'who' }] },
      {
        kind: 'data-view',
        id: 'main',
        connection: 'all',
        timeZone: 'America/Los_Angeles',
        dimensions: [{ id: 'born' }],
      },
    ])
  })
  afterAll(() => workspace.close())

  it('is the same day in every zone', async () => {
    const { rows } = (await workspace.post('reports', {
      kind: 'freeform',
      dataView: 'main',
      dateRange: { start: '2025-01-01', end: '2027-01-01' },
      rows: { dimension: 'born' },
      columns: [{ metric: 'events' }],
    })) as { rows: { item: string }[] }
    expect(rows.map(({ item }) => item)).toEqual(['1980-05-01'])
  })
})
