import { describe, expect, it } from 'vitest'
import { column, table, type Row, type World } from '../support/ask.ts'

const rows: Row[] = Array.from({ length: 120 }, (_, day): Row => {
  const at = new Date(Date.UTC(2024, 0, 1 + day, 12)).toISOString().slice(0, 16)
  return [at, { page: 'x', n: 1 }]
})
const world: World = { rows, now: '2024-04-18T15:00:00Z' }
const count = async (dateRange: unknown, more: Partial<World> = {}) =>
  (await column({ ...world, ...more }, 'page', 'events', { dateRange }))['Total']

describe('rolling ranges and presets (§8.1)', () => {
  it.each([
    ['today', 1],
    ['yesterday', 1],
    ['last-7-days', 7],
    ['last-7-full-days', 7],
    ['this-week', 7],
    ['this-week-excluding-today', 3],
    ['this-month', 29],
    ['last-month', 31],
    ['last-2-full-weeks', 14],
    ['last-quarter', 91],
    ['this-year', 120],
  ])('%s', async (preset, expected) => {
    expect(await count(preset)).toBe(expected)
  })

  it.each([
    ['year to date', { start: { startOf: 'year' }, end: { endOf: 'day' } }, 109],
    [
      'last Thursday to this Thursday',
      {
        start: { startOf: 'week', offset: { days: -3 } },
        end: { startOf: 'week', offset: { days: 4 } },
      },
      7,
    ],
    ['fixed start, rolling end', { start: '2024-04-10', end: { startOf: 'day' } }, 8],
  ])('%s', async (_, range, expected) => {
    expect(await count(range)).toBe(expected)
  })

  it('of definitions, in the data view’s zone', async () => {
    const definitions = [
      {
        kind: 'date-range',
        id: 'mine',
        start: { startOf: 'day', offset: { days: -1 } },
        end: { startOf: 'day' },
      },
    ]
    expect(await count('mine', { definitions })).toBe(1)
    const view = { timeZone: 'Pacific/Auckland' }
    const found = await column({ ...world, view }, 'day', 'events', { dateRange: 'today' })
    expect(found).toEqual({ '2024-04-19': 1, Total: 1 })
  })

  it('refuse what is no range', async () => {
    await expect(count('last-monday')).rejects.toMatchObject({ path: ['dateRange'] })
    await expect(count({ start: '2024-02-01', end: '2024-01-01' })).rejects.toMatchObject({
      path: expect.arrayContaining(['dateRange']) as unknown,
    })
  })
})

describe('as rows and in segments', () => {
  it('are rows', async () => {
    const request = {
      rows: { dateRanges: ['yesterday', { start: '2024-01-01', end: '2024-02-01' }] },
      columns: [{ metric: 'events' }],
      dateRange: 'today',
    }
    expect(await table(world, request)).toEqual({
      yesterday: [1],
      '2024-01-01 – 2024-02-01': [31],
      Total: [1],
    })
  })

  it('widen what a container looks at', async () => {
    const seldom: World = {
      ...world,
      rows: [
        ['2024-01-05', { page: 'Trial' }],
        ['2024-04-18T10:00', { page: 'Buy' }],
        ['2024-04-18T10:00', { page: 'Buy' }, 'bob'],
      ],
    }
    const trial = { dimension: 'page', op: 'equals', value: 'Trial' }
    const asked = (where: object, more: object = {}) =>
      column(seldom, 'person-id', 'events', {
        dateRange: 'today',
        segments: [{ container: 'person', where, ...more }],
      })
    expect(await asked(trial)).toEqual({ Total: 0 })
    const january = { dateRange: { start: '2024-01-01', end: '2024-02-01' } }
    expect(await asked({ and: [trial, january] })).toEqual({ ann: 1, Total: 1 })
    expect(await asked(trial, { window: 'all' })).toEqual({ ann: 1, Total: 1 })
  })
})
