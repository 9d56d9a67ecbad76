import { describe, expect, it } from 'vitest'
import { ask, column, table, type Row, type World } from '../support/ask.ts'

const revenueBy = (
  rows: readonly Row[],
  persistence: object | undefined,
  request: object = {},
  more: object = {},
) =>
  column(
    {
      rows,
      view: {
        dimensions: [{ id: 'code', persistence }, { id: 'page' }, { id: 'sku' }],
        metrics: [{ id: 'revenue' }, { id: 'order' }, { id: 'add' }],
        ...more,
      },
    },
    'code',
    'revenue',
    request,
  )

const across: readonly Row[] = [
  ['2024-01-05', { code: 'A' }],
  ['2024-01-20', { code: 'B' }],
  ['2024-02-03', { code: 'C' }],
  ['2024-02-10T10:00', { revenue: 1 }],
  ['2024-02-10T10:05', { code: 'D' }],
  ['2024-02-10T10:10', { revenue: 2 }],
]
const time = (days: number) => ({ type: 'time', time: { days } })
const february = { start: '2024-02-08', end: '2024-03-01' }

describe('persistence with the date range (§3.9)', () => {
  it.each([
    ['most-recent', { type: 'person' }, { C: 1, D: 2, Total: 3 }],
    ['original', { type: 'person' }, { C: 3, Total: 3 }],
    ['all', { type: 'person' }, { C: 3, D: 2, Total: 3 }],
    ['first-known', { type: 'person' }, { C: 3, Total: 3 }],
    ['last-known', { type: 'person' }, { D: 3, Total: 3 }],
    ['most-recent', { type: 'session' }, { 'No value': 1, D: 2, Total: 3 }],
    ['first-known', { type: 'session' }, { D: 3, Total: 3 }],
    ['most-recent', time(7), { C: 1, D: 2, Total: 3 }],
    ['most-recent', time(3), { 'No value': 1, D: 2, Total: 3 }],
    ['original', time(400), { A: 3, Total: 3 }],
    ['original', time(21), { C: 3, Total: 3 }],
    ['first-known', time(30), { B: 3, Total: 3 }],
    ['first-known', time(10), { C: 3, Total: 3 }],
  ])('%s until %j', async (allocation, expiration, expected) => {
    const found = await revenueBy(across, { allocation, expiration }, { dateRange: february })
    expect(found).toEqual(expected)
  })

  it('a person’s values end with the range', async () => {
    const dateRange = { start: '2024-01-01', end: '2024-02-01' }
    const found = await column(
      {
        rows: [
          ['2024-01-05', { page: 'x', revenue: 1 }],
          ['2024-02-02', { code: 'late' }],
        ],
        view: {
          dimensions: [
            {
              id: 'code',
              persistence: { allocation: 'last-known', expiration: { type: 'person' } },
            },
          ],
          metrics: [{ id: 'revenue' }],
        },
      },
      'code',
      'revenue',
      { dateRange },
    )
    expect(found).toEqual({ 'No value': 1, Total: 1 })
  })

  it('until a metric, which still carries the value', async () => {
    const rows: Row[] = [
      ['2024-02-01', { code: 'A' }],
      ['2024-02-02', { order: 1, revenue: 10 }],
      ['2024-02-03', { revenue: 5 }],
    ]
    const expiration = { type: 'metric', metric: 'order' }
    expect(await revenueBy(rows, { expiration })).toEqual({ A: 10, 'No value': 5, Total: 15 })
    const after = { start: '2024-02-03', end: '2024-03-01' }
    expect(await revenueBy(rows, { expiration }, { dateRange: after })).toEqual({
      'No value': 5,
      Total: 5,
    })
  })

  const persistence = { allocation: 'most-recent', expiration: { type: 'person' } }

  it('comes before segments: a removed event has left its value', async () => {
    const segments = [{ container: 'event', where: { metric: 'revenue', op: 'exists' } }]
    const found = await revenueBy(across, persistence, { segments, dateRange: february })
    expect(found).toEqual({ C: 1, D: 2, Total: 3 })
  })

  it('is seen by segments, unless they ask for instances', async () => {
    const segmentOf = (match: string) => [
      { container: 'event', where: { dimension: 'code', op: 'equals', value: 'D', match } },
    ]
    const asked = (match: string) =>
      revenueBy(across, persistence, { segments: segmentOf(match), dateRange: february })
    expect(await asked('repeating')).toEqual({ D: 2, Total: 2 })
    expect(await asked('instance')).toEqual({ Total: 0 })
  })

  it('gives way to an attribution model of one dimension', async () => {
    const attribution = { model: 'linear', container: 'person' }
    const columns = [{ metric: 'revenue', attribution }]
    const found = await revenueBy(across, persistence, { columns, dateRange: february })
    expect(found).toEqual({ C: 2, D: 1, Total: 3 })
  })

  it('holds in a breakdown', async () => {
    const world: World = {
      rows: [
        ['2024-02-01T10:00', { code: 'A', page: 'Home' }],
        ['2024-02-01T10:01', { page: 'Cart', revenue: 4 }],
        ['2024-02-05T10:00', { code: 'B', page: 'Cart', revenue: 6 }],
      ],
      view: {
        dimensions: [{ id: 'code', persistence }, { id: 'page' }],
        metrics: [{ id: 'revenue' }],
      },
    }
    const where = [{ dimension: 'page', item: 'Cart' }]
    expect(await column(world, 'code', 'revenue', { where })).toEqual({ A: 4, B: 6, Total: 10 })
    const parents = [{ dimension: 'code', item: 'A' }]
    const both = await column(world, 'page', 'events', { where: parents })
    expect(both).toMatchObject({ Home: 1, Cart: 1 })
  })
})

describe('binding (§3.9)', () => {
  const rows: Row[] = [
    ['2024-02-01T10:00', { code: 'search' }],
    ['2024-02-01T10:01', { sku: 'camera', add: 1 }],
    ['2024-02-01T10:02', { code: 'browse' }],
    ['2024-02-01T10:03', { sku: 'belt', add: 1 }],
    ['2024-02-01T10:04', { sku: 'camera', revenue: 400 }],
    ['2024-02-01T10:05', { sku: 'belt', revenue: 20 }],
  ]
  const binding = { dimension: 'sku', metric: 'add' }

  it.each([
    ['with its metric', { binding }, { search: 400, browse: 20, Total: 420 }],
    ['without binding', {}, { browse: 420, Total: 420 }],
    ['on the same event only', { binding: { dimension: 'sku' } }, { 'No value': 420, Total: 420 }],
  ])('%s', async (_, setting, expected) => {
    const found = await revenueBy(rows, {
      allocation: 'most-recent',
      expiration: { type: 'session' },
      ...setting,
    })
    expect(found).toEqual(expected)
  })

  it('works with segments and attribution of the bound item', async () => {
    const segments = [
      { container: 'event', where: { dimension: 'code', op: 'equals', value: 'search' } },
    ]
    const found = await revenueBy(rows, { binding, expiration: { type: 'person' } }, { segments })
    expect(found).toMatchObject({ search: 400, Total: 400 })
  })
})

describe('deduplication (§3.10)', () => {
  const rows: Row[] = [
    ['2024-01-20', { order: 'o1', revenue: 10 }],
    ['2024-01-31T23:30', { order: 'o2', revenue: 20 }],
    ['2024-02-01T00:30', { order: 'o2', revenue: 20 }],
    ['2024-02-10', { order: 'o1', revenue: 10 }],
    ['2024-02-20', { order: 'o1', revenue: 10 }],
    ['2024-02-20', { order: 'o1', revenue: 10 }, 'bob'],
    ['2024-02-21', { revenue: 1 }],
  ]
  const asked = (dedup: object, start: string, end: string, timeZone = 'UTC') =>
    column(
      {
        rows,
        view: { timeZone, dimensions: [{ id: 'order' }], metrics: [{ id: 'revenue', dedup }] },
      },
      'order',
      'revenue',
      { dateRange: { start, end } },
    )

  it.each([
    [
      'first',
      { scope: 'person', by: 'order' },
      '2024-02-15',
      '2024-03-01',
      { o1: 10, 'No value': 1, Total: 11 },
    ],
    [
      'last',
      { scope: 'person', by: 'order', keep: 'last' },
      '2024-02-15',
      '2024-03-01',
      { o1: 20, 'No value': 1, Total: 21 },
    ],
    [
      'whole months',
      { scope: 'person', by: 'order' },
      '2024-02-01',
      '2024-03-01',
      { o1: 20, o2: 20, 'No value': 1, Total: 41 },
    ],
    [
      'over a border',
      { scope: 'person', by: 'order' },
      '2024-01-25',
      '2024-02-15',
      { o2: 20, Total: 20 },
    ],
    [
      'without an id',
      { scope: 'person' },
      '2024-02-01',
      '2024-03-01',
      { o1: 10, o2: 20, Total: 30 },
    ],
    [
      'in sessions',
      { scope: 'session', by: 'order' },
      '2024-02-01',
      '2024-03-01',
      { o1: 30, o2: 20, 'No value': 1, Total: 51 },
    ],
  ])('keeps the %s', async (_, dedup, start, end, expected) => {
    expect(await asked(dedup, start, end)).toEqual(expected)
  })

  it('takes months of UTC in every time zone', async () => {
    const found = await asked(
      { scope: 'person', by: 'order' },
      '2024-02-01',
      '2024-03-01',
      'America/New_York',
    )
    expect(found).toMatchObject({ o1: 20 })
  })
})

describe('no value (§3.6)', () => {
  const rows: Row[] = [
    ['2024-01-01T10:00', { page: 'A' }],
    ['2024-01-01T10:01', {}],
    ['2024-01-01T10:02', { page: 'none' }],
  ]
  const asked = (noValue: object | undefined, request = {}, persistence?: object) =>
    column(
      { rows, view: { dimensions: [{ id: 'page', noValue, persistence }] } },
      'page',
      'events',
      request,
    )

  it.each([
    [undefined, { A: 1, 'No value': 1, none: 1, Total: 3 }],
    [{ label: 'n/a' }, { A: 1, 'n/a': 1, none: 1, Total: 3 }],
    [{ mode: 'hide' }, { A: 1, none: 1, Total: 3 }],
    [
      { mode: 'as-value', label: 'none' },
      { A: 1, none: 2, Total: 3 },
    ],
  ])('%j', async (noValue, expected) => {
    expect(await asked(noValue)).toEqual(expected)
  })

  it('is left out where a request says so', async () => {
    expect(await asked(undefined, { noValue: false })).toEqual({ A: 1, none: 1, Total: 3 })
  })

  it('as a value overwrites what persists', async () => {
    expect(await asked(undefined, {}, {})).toEqual({ A: 2, none: 1, Total: 3 })
    expect(await asked({ mode: 'as-value', label: 'none' }, {}, {})).toEqual({
      A: 1,
      none: 2,
      Total: 3,
    })
  })

  it('as a value is an item for segments', async () => {
    const where = { dimension: 'page', op: 'equals', value: 'none' }
    const segments = [{ container: 'event', where }]
    expect(await asked({ mode: 'as-value', label: 'none' }, { segments })).toEqual({
      none: 2,
      Total: 2,
    })
  })
})

describe('include and exclude come before attribution and segments (§3.5)', () => {
  const rows: Row[] = [
    ['2024-01-01', { channel: 'Email' }],
    ['2024-01-02', { channel: 'Internal' }],
    ['2024-01-03', { revenue: 10 }],
  ]
  const exclude = { rules: [{ op: 'equals', value: 'Internal' }] }
  const world = (settings: object): World => ({
    rows,
    view: { dimensions: [{ id: 'channel', ...settings }], metrics: [{ id: 'revenue' }] },
  })
  const columns = [{ metric: 'revenue', attribution: { model: 'last-touch', container: 'person' } }]

  it('an excluded value is no touchpoint', async () => {
    expect(await column(world({}), 'channel', 'revenue', { columns })).toEqual({
      Internal: 10,
      Total: 10,
    })
    expect(await column(world({ exclude }), 'channel', 'revenue', { columns })).toEqual({
      Email: 10,
      Total: 10,
    })
  })

  it('nor does it persist or fulfil a rule', async () => {
    const persistence = { expiration: { type: 'person' } }
    expect(await column(world({ exclude, persistence }), 'channel', 'revenue')).toEqual({
      Email: 10,
      Total: 10,
    })
    const segments = [
      { container: 'person', where: { dimension: 'channel', op: 'equals', value: 'Internal' } },
    ]
    expect(await column(world({ exclude }), 'channel', 'events', { segments })).toEqual({
      Total: 0,
    })
  })
})

describe('sessions (§3.1, §3.13)', () => {
  it('start with a metric whatever the gap', async () => {
    const rows: Row[] = [
      ['2024-01-01T10:00', { page: 'a' }],
      ['2024-01-01T10:01', { launch: 1 }],
      ['2024-01-01T10:02', { page: 'b' }],
    ]
    const view = {
      session: { timeoutMinutes: 30, startMetrics: ['launch'] },
      dimensions: [{ id: 'page' }],
      metrics: [{ id: 'launch' }],
    }
    const columns = ['sessions', 'session-starts', 'session-ends', 'single-event-sessions'].map(
      (metric) => ({ metric }),
    )
    const cells = await table({ rows, view }, { rows: { dimension: 'day' }, columns })
    expect(cells['Total']).toEqual([2, 2, 2, 1])
  })

  it('start with every event where the metric is one that each has', async () => {
    const rows: Row[] = [
      ['2024-01-01T10:00', { page: 'a' }],
      ['2024-01-01T10:01', { page: 'b' }],
    ]
    const view = { session: { timeoutMinutes: 30, startMetrics: ['events'] } }
    expect(await column({ rows, view }, 'day', 'sessions')).toMatchObject({ Total: 2 })
  })

  it.each([
    ['the timeout itself', '10:30:00', 1],
    ['a second more', '10:30:01', 2],
  ])('end after a gap longer than %s', async (_, at, expected) => {
    const rows: Row[] = [
      ['2024-01-01T10:00:00', { page: 'a' }],
      [`2024-01-01T${at}`, { page: 'b' }],
    ]
    expect(await column({ rows }, 'day', 'sessions')).toMatchObject({ Total: expected })
  })

  it('are first-time without another in the 13 months before', async () => {
    const rows: Row[] = [
      ['2021-04-30', { page: 'x' }, 'early'],
      ['2022-06-02', { page: 'x' }, 'early'],
      ['2021-05-01', { page: 'x' }, 'late'],
      ['2022-06-02', { page: 'x' }, 'late'],
      ['2022-06-03', { page: 'x' }, 'new'],
      ['2022-06-04', { page: 'x' }, 'new'],
      ['2022-05-31T23:50', { page: 'x' }, 'edge'],
      ['2022-06-01T00:10', { page: 'x' }, 'edge'],
    ]
    const columns = [{ metric: 'first-time-sessions' }, { metric: 'return-sessions' }]
    const dateRange = { start: '2022-06-01', end: '2022-06-16' }
    const cells = await table({ rows }, { rows: { dimension: 'person-id' }, columns, dateRange })
    expect(cells).toEqual({ early: [1, 0], late: [0, 1], new: [1, 1], edge: [0, 1], Total: [2, 3] })
    const byType = await column({ rows }, 'session-type', 'sessions', { dateRange })
    expect(byType).toEqual({ 'First-time': 2, Returning: 3, Total: 5 })
  })
})

describe('calendars and clocks (§3.1)', () => {
  const days = (...all: string[]): Row[] => all.map((day) => [`${day}T12:00`, { page: 'x' }])

  it('a retail year has its own months and weeks', async () => {
    const calendar = { type: '4-5-4', firstDayOfYear: '2023-01-29' }
    const rows = days(
      '2023-01-28',
      '2023-01-29',
      '2023-02-25',
      '2023-02-26',
      '2023-04-01',
      '2023-04-02',
    )
    const world = { rows, view: { calendar } }
    const dateRange = { start: '2023-01-01', end: '2023-06-01' }
    expect(await column(world, 'month', 'events', { dateRange })).toEqual({
      '2023-01': 1,
      '2023-02': 2,
      '2023-03': 2,
      '2023-04': 1,
      Total: 6,
    })
    expect(await column(world, 'week', 'events', { dateRange })).toMatchObject({
      '2023-01-29': 1,
      '2023-02-26': 1,
    })
    expect(await column(world, 'quarter', 'events', { dateRange })).toMatchObject({
      '2023-Q1': 5,
      '2022-Q4': 1,
    })
  })

  it('a fiscal year begins with its first month', async () => {
    const calendar = { type: 'gregorian', firstMonth: 10, firstDayOfWeek: 'sunday' }
    const found = await column(
      { rows: days('2023-09-30', '2023-10-01'), view: { calendar } },
      'year',
      'events',
    )
    expect(Object.keys(found)).toHaveLength(3)
  })

  it('a repeated hour is one item, a missing one has none', async () => {
    const view = { timeZone: 'Europe/Berlin' }
    const autumn: Row[] = [
      ['2024-10-27T00:30', { page: 'x' }],
      ['2024-10-27T01:30', { page: 'x' }],
      ['2024-10-27T02:30', { page: 'x' }],
    ]
    const request = { dateRange: { start: '2024-10-27', end: '2024-10-28' } }
    expect(await column({ rows: autumn, view }, 'hour', 'events', request)).toEqual({
      '2024-10-27T02': 2,
      '2024-10-27T03': 1,
      Total: 3,
    })
    const spring: Row[] = [
      ['2024-03-31T00:30', {}],
      ['2024-03-31T01:30', {}],
    ]
    const march = { dateRange: { start: '2024-03-31', end: '2024-04-01' } }
    expect(
      await column(
        { rows: spring, view, options: { types: { page: 'string' } } },
        'hour',
        'events',
        march,
      ),
    ).toEqual({
      '2024-03-31T01': 1,
      '2024-03-31T03': 1,
      Total: 2,
    })
  })
})

describe('components (§3.2, §3.14)', () => {
  const definitions = [
    {
      kind: 'shared-component',
      id: 'money',
      component: 'metric',
      settings: { field: 'revenue', name: 'Money', format: { type: 'currency', currency: 'EUR' } },
    },
  ]
  const rows: Row[] = [
    ['2024-01-01', { revenue: 5, page: 'A' }],
    ['2024-01-02', { revenue: 50, page: 'B' }],
  ]

  it('are named and formatted in results, shared ones with their overrides', async () => {
    const include = { rules: [{ op: 'gte', value: 10 }] }
    const view = {
      dimensions: [{ id: 'page' }],
      metrics: [{ shared: 'money' }, { shared: 'money', id: 'big', name: 'Big money', include }],
    }
    const request = {
      kind: 'freeform',
      rows: { dimension: 'page' },
      columns: [{ metric: 'money' }, { metric: 'big' }],
    }
    expect(await ask({ rows, view, definitions }, request)).toMatchObject({
      columns: [
        { name: 'Money', format: { type: 'currency', currency: 'EUR' } },
        { name: 'Big money', format: { type: 'currency', currency: 'EUR' } },
      ],
      totals: [55, 50],
    })
  })

  it('are usable while hidden', async () => {
    const view = {
      dimensions: [{ id: 'page', hidden: true }],
      metrics: [{ id: 'revenue', hidden: true }],
    }
    expect(await column({ rows, view }, 'page', 'revenue')).toEqual({ A: 5, B: 50, Total: 55 })
  })
})
