import { describe, expect, it } from 'vitest'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import { ask as askReport, column, type Row, table, type World } from '../support/ask.ts'

/** The published example: $50 on Sep 24, touches on Sep 15, 18 and twice on 24. */
const world: World = {
  rows: [
    ['2023-09-15', { channel: 'Paid search' }],
    ['2023-09-18', { channel: 'Social' }],
    ['2023-09-24T10:00', { channel: 'Email' }],
    ['2023-09-24T10:05', { channel: 'Display' }],
    ['2023-09-24T10:10', { revenue: 50 }],
  ],
}
const late = { start: '2023-09-20', end: '2023-10-01' }
const linear = { model: 'linear', container: 'person' }

describe('days as rows under attribution (§7.2, §7.3)', () => {
  const byDay = (attribution: object) =>
    table(world, {
      rows: { dimension: 'day' },
      columns: [{ metric: 'revenue', attribution }],
      dateRange: late,
    })

  it('shows touchpoints of days before the range', async () => {
    expect(await byDay(linear)).toEqual({
      '2023-09-15': [10],
      '2023-09-18': [10],
      '2023-09-24': [30],
      Total: [50],
    })
  })

  it('reaches as far as the lookback', async () => {
    const attribution = { ...linear, lookback: { days: 7 } }
    expect(await byDay(attribution)).toEqual({
      '2023-09-18': [12.5],
      '2023-09-24': [37.5],
      Total: [50],
    })
  })

  it('leaves columns without attribution to their range', async () => {
    const request = {
      rows: { dimension: 'day' },
      columns: [{ metric: 'revenue', attribution: linear }, { metric: 'revenue' }],
      dateRange: late,
    }
    expect(await table(world, request)).toEqual({
      '2023-09-15': [10, 0],
      '2023-09-18': [10, 0],
      '2023-09-24': [30, 50],
      Total: [50, 50],
    })
  })

  it('works beside another dimension', async () => {
    const request = {
      rows: { dimensions: ['day', 'channel'] },
      columns: [{ metric: 'revenue', attribution: { ...linear, model: 'participation' } }],
      dateRange: late,
    }
    expect(await table(world, request)).toEqual({
      '2023-09-15 | Paid search': [50],
      '2023-09-18 | Social': [50],
      '2023-09-24 | Email': [50],
      '2023-09-24 | Display': [50],
      Total: [50],
    })
  })
})

describe('credit comes before segments (§7.5)', () => {
  const displayOnly = {
    container: 'event',
    where: { dimension: 'channel', op: 'equals', value: 'Display' },
  }
  const boughtOnDisplay: World = {
    rows: [
      ['2023-09-15', { channel: 'Email' }],
      ['2023-09-16', { channel: 'Display', revenue: 20 }],
      ['2023-09-17', { channel: 'Email', revenue: 30 }],
    ],
  }
  const columns = [{ metric: 'revenue', attribution: linear }]

  it.each([
    ['of the request', boughtOnDisplay, { segments: [displayOnly], columns }],
    ['of the column', boughtOnDisplay, { columns: [{ ...columns[0], segments: [displayOnly] }] }],
    ['of the data view', { ...boughtOnDisplay, view: { segment: displayOnly } }, { columns }],
    [
      'of the data view as a list',
      { ...boughtOnDisplay, view: { segment: [displayOnly] } },
      { columns },
    ],
    [
      'of the data view by id',
      {
        ...boughtOnDisplay,
        view: { segment: 'display' },
        definitions: [{ kind: 'segment', id: 'display', dataView: 'v', definition: displayOnly }],
      },
      { columns },
    ],
    [
      'of the operand',
      boughtOnDisplay,
      {
        columns: [{ formula: { metric: 'revenue', segments: [displayOnly], attribution: linear } }],
      },
    ],
  ])('a segment %s removes conversions only', async (_, where, request) => {
    const cells = await table(where as World, { rows: { dimension: 'channel' }, ...request })
    expect(cells).toEqual({ Email: [10], Display: [10], Total: [20] })
  })

  it('a search hides rows and changes no credit', async () => {
    const search = { op: 'equals', value: 'display' }
    const found = await column(boughtOnDisplay, 'channel', 'revenue', { columns, search })
    expect(found).toEqual({ Display: 20, Total: 50 })
  })
})

describe('attribution of a data view’s metric, in formulas and breakdowns (§7)', () => {
  const view = {
    dimensions: [{ id: 'channel' }],
    metrics: [{ id: 'revenue', attribution: { model: 'first-touch', container: 'person' } }],
  }
  const whole: World = { ...world, view }

  it('is the default of columns', async () => {
    expect(await column(whole, 'channel', 'revenue')).toEqual({ 'Paid search': 50, Total: 50 })
  })

  it('gives way to that of a column, and that to an operand’s', async () => {
    const attribution = { model: 'last-touch', container: 'person' }
    const formula = { op: '-', args: [{ metric: 'revenue', attribution: linear }, 2.5] }
    const columns = [
      { metric: 'revenue', attribution },
      { formula, attribution },
    ]
    expect(await table(whole, { rows: { dimension: 'channel' }, columns })).toEqual({
      Display: [50, 10],
      Email: [0, 10],
      Social: [0, 10],
      'Paid search': [0, 10],
      Total: [50, 47.5],
    })
  })

  it('books the credit of a breakdown at the touchpoint', async () => {
    const columns = [{ metric: 'revenue', attribution: linear }]
    const where = [{ dimension: 'day', item: '2023-09-24' }]
    const found = await column(whole, 'channel', 'revenue', { columns, where })
    expect(found).toEqual({ Email: 10, Display: 10, 'No value': 10, Total: 30 })
  })

  it('books credit at parents before the range', async () => {
    const columns = [{ metric: 'revenue', attribution: linear }]
    const where = [{ dimension: 'day', item: '2023-09-18' }]
    const found = await column(whole, 'channel', 'revenue', { columns, where, dateRange: late })
    expect(found).toEqual({ Social: 10, Total: 10 })
  })

  it('has no touchpoints for people', async () => {
    const columns = [{ metric: 'people', attribution: linear }]
    await expect(column(whole, 'channel', 'people', { columns })).rejects.toMatchObject({
      code: 'request/impossible',
      path: ['columns', 0, 'attribution'],
    })
  })
})

describe('columns with a date range of their own start on the same row (§8.2)', () => {
  const rows = ['01', '02', '03', '04', '05', '06', '07'].map(
    (day) => [`2024-02-${day}`, { amount: Number(day) }] as const,
  )
  const columnsOf = (start: string, end: string) => [
    { metric: 'amount' },
    { metric: 'amount', dateRange: { start, end } },
  ]
  const primary = { start: '2024-02-04', end: '2024-02-07' }
  const ask = (dimension: string, start: string, end: string) =>
    table({ rows }, { rows: { dimension }, columns: columnsOf(start, end), dateRange: primary })

  it('of the same length', async () => {
    expect(await ask('day', '2024-02-01', '2024-02-04')).toEqual({
      '2024-02-04': [4, 1],
      '2024-02-05': [5, 2],
      '2024-02-06': [6, 3],
      Total: [15, 6],
    })
  })

  it('that are shorter or longer', async () => {
    expect(await ask('day', '2024-02-01', '2024-02-02')).toEqual({
      '2024-02-04': [4, 1],
      '2024-02-05': [5, 0],
      '2024-02-06': [6, 0],
      Total: [15, 1],
    })
    expect(await ask('day', '2024-02-01', '2024-02-08')).toEqual({
      '2024-02-04': [4, 1],
      '2024-02-05': [5, 2],
      '2024-02-06': [6, 3],
      '2024-02-07': [0, 4],
      '2024-02-08': [0, 5],
      '2024-02-09': [0, 6],
      '2024-02-10': [0, 7],
      Total: [15, 28],
    })
  })

  it('with as many rows as the longest, by any unit', async () => {
    const march: World = {
      rows: [
        ...[1, 3, 5, 7, 9].map((day): Row => [`2024-01-2${day}`, { amount: day }]),
        ['2024-02-29', { amount: 1 }],
        ['2024-03-30', { amount: 2 }],
        ['2024-03-31', { amount: 4 }],
      ],
    }
    const own = (start: string, end: string) => ({ metric: 'amount', dateRange: { start, end } })
    const columns = [{ metric: 'amount' }, own('2024-03-01', '2024-04-01')]
    const dateRange = { start: '2024-02-01', end: '2024-03-01' }
    expect(await table(march, { rows: { dimension: 'day' }, columns, dateRange })).toEqual({
      '2024-02-29': [1, 0],
      '2024-03-01': [0, 2],
      '2024-03-02': [0, 4],
      Total: [1, 6],
    })
    const months = [{ metric: 'amount' }, own('2024-01-01', '2024-04-01')]
    expect(
      await table(march, { rows: { dimension: 'month' }, columns: months, dateRange }),
    ).toEqual({ '2024-02': [1, 25], '2024-03': [0, 1], '2024-04': [0, 6], Total: [1, 32] })
    const watched = [{ metric: 'amount', anomalies: true, forecast: 2 }, columns[1]]
    const request = { kind: 'freeform', rows: { dimension: 'day' }, dateRange }
    const alone = (await askReport(march, {
      ...request,
      columns: [watched[0]],
    })) as FreeformResult
    const beside = (await askReport(march, { ...request, columns: watched })) as FreeformResult
    expect(beside).toMatchObject({ forecasts: alone.forecasts! })
    const expected = ({ rows: found }: FreeformResult) =>
      found.flatMap(({ item, expectations }) => {
        const [own] = expectations!
        return own ? [[item, own]] : []
      })
    expect(expected(beside)).toEqual(expected(alone))
    expect(expected(alone)).toHaveLength(29)
  })

  it('and so do the parents of a breakdown', async () => {
    const world: World = {
      rows: [
        ['2024-02-01', { k: 'u', amount: 1 }],
        ['2024-03-01', { k: 'v', amount: 2 }],
        ['2024-02-29', { k: 'w', amount: 4 }],
      ],
      view: { dimensions: [{ id: 'k' }], metrics: [{ id: 'amount' }] },
    }
    const february = { start: '2024-02-01', end: '2024-03-01' }
    const columns = [{ metric: 'amount' }, { metric: 'amount', dateRange: february }]
    const dateRange = { start: '2024-03-01', end: '2024-03-08' }
    const brokenDown = (item: string, more: object = {}) => {
      const where = [{ dimension: 'day', item }]
      return table(world, { rows: { dimension: 'k' }, columns, dateRange, where, ...more })
    }
    expect(await brokenDown('2024-03-01')).toEqual({ u: [0, 1], v: [2, 0], Total: [2, 1] })
    expect(await brokenDown('2024-03-29')).toEqual({ w: [0, 4], Total: [0, 4] })
    const isU = { container: 'event', where: { dimension: 'k', op: 'equals', value: 'u' } }
    expect(await brokenDown('2024-03-01', { rows: { segments: [isU] } })).toEqual({
      'Segment 1': [0, 1],
      Total: [2, 1],
    })
    const explain = { column: 'c2', row: 'u' }
    const where = [{ dimension: 'day', item: '2024-03-01' }]
    const asked = { kind: 'freeform', rows: { dimension: 'k' }, columns, dateRange, where, explain }
    expect(await askReport(world, asked)).toMatchObject({ meta: { explanation: { people: 1 } } })
    const onDay = { ...asked, rows: { dimension: 'day' }, where: [] }
    const cell = { ...onDay, explain: { column: 'c2', row: '2024-03-29' } }
    expect(await askReport(world, cell)).toMatchObject({ meta: { explanation: { people: 1 } } })
  })

  it('but not where rows are date ranges, which have their own', async () => {
    const dateRanges = [primary]
    const columns = columnsOf('2024-02-01', '2024-02-04')
    await expect(table({ rows }, { rows: { dateRanges }, columns })).rejects.toMatchObject({
      code: 'request/impossible',
      path: ['columns', 1, 'dateRange'],
    })
  })

  it('but parts of a cycle stand by themselves', async () => {
    expect(await ask('day-of-week', '2024-02-05', '2024-02-07')).toEqual({
      Monday: [5, 5],
      Tuesday: [6, 6],
      Sunday: [4, 0],
      Total: [15, 11],
    })
  })

  it('with attribution', async () => {
    const sold: World = {
      rows: [
        ['2024-02-02', { touch: 'a' }],
        ['2024-02-05', { touch: 'b', sale: 10 }],
        ['2024-03-02', { touch: 'a' }],
        ['2024-03-05', { touch: 'b', sale: 20 }],
      ],
    }
    const attribution = { model: 'first-touch', container: 'person' }
    const column = { metric: 'sale', attribution }
    const before = { start: '2024-02-04', end: '2024-02-06' }
    const request = {
      rows: { dimension: 'day' },
      columns: [column, { ...column, dateRange: before }],
      dateRange: { start: '2024-03-04', end: '2024-03-06' },
    }
    expect(await table(sold, request)).toEqual({ '2024-03-02': [20, 10], Total: [20, 10] })
  })
})
