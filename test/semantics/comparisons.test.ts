import { describe, expect, it } from 'vitest'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import { ask, type Row, table } from '../support/ask.ts'

const rows: readonly Row[] = [
  ['2025-12-31T23:30', { n: 1 }],
  ['2026-01-10T09:59', { n: 1 }],
  ['2026-01-10T10:00', { n: 1 }],
  ['2026-02-01T00:00', { n: 1 }],
  ['2026-04-05T12:00', { n: 1 }],
]

/** Which of the five events pass. */
async function passing(
  dimension: string,
  op: string,
  value: unknown,
  view: object = {},
): Promise<number[]> {
  const where = { dimension, op, value }
  const found = await table(
    { rows, view: { dimensions: [], metrics: [{ id: 'n' }], ...view } },
    {
      rows: { dimension: 'minute' },
      columns: [{ metric: 'events' }],
      segments: [{ container: 'event', where }],
    },
  )
  return rows.flatMap(([time], index) => (time in found ? [index] : []))
}

describe('comparisons of parts of time (§3.13, §5.2)', () => {
  it.each([
    ['hour', '2026-01-10T10', 2],
    ['day', '2026-01-10', 1],
    ['month', '2026-01', 1],
    ['quarter', '2026-Q1', 1],
    ['year', '2026', 1],
  ])('%s with %s', async (dimension, value, first) => {
    const from = (index: number) => [0, 1, 2, 3, 4].slice(index)
    const to = (index: number) => [0, 1, 2, 3, 4].slice(0, index)
    const own = { hour: 3, day: 3, month: 3, quarter: 4, year: 5 }[dimension]!
    expect(await passing(dimension, 'gte', value)).toEqual(from(first))
    expect(await passing(dimension, 'lt', value)).toEqual(to(first))
    expect(await passing(dimension, 'gt', value)).toEqual(from(own))
    expect(await passing(dimension, 'lte', value)).toEqual(to(own))
    for (const op of ['eq', 'equals', 'equals-any']) {
      expect(await passing(dimension, op, value)).toEqual(from(first).filter((i) => i < own))
    }
    for (const op of ['neq', 'not-equals', 'not-equals-any']) {
      expect(await passing(dimension, op, value)).toEqual([...to(first), ...from(own)])
    }
  })

  it('a week is told by its first day, and compared with any date', async () => {
    expect(await passing('week', 'gte', '2026-01-05')).toEqual([1, 2, 3, 4])
    expect(await passing('week', 'eq', '2026-01-05')).toEqual([1, 2])
    expect(await passing('week', 'lt', '2026-01')).toEqual([0])
  })

  it('a period covers the smaller ones in it, and begins where the larger ones do not', async () => {
    expect(await passing('day', 'eq', '2026-01')).toEqual([1, 2])
    expect(await passing('day', 'gt', '2026-Q1')).toEqual([4])
    expect(await passing('minute', 'lte', '2026-01-10T10')).toEqual([0, 1, 2])
    expect(await passing('minute', 'lte', '2026-01-10T09:59')).toEqual([0, 1])
    expect(await passing('month', 'gte', '2026-01-15')).toEqual([3, 4])
    expect(await passing('year', 'gte', 2026)).toEqual([1, 2, 3, 4])
    expect(await passing('hour-of-day', 'gte', 10)).toEqual([0, 2, 4])
  })

  it('instants with an offset are told by the data view’s clocks', async () => {
    const berlin = { timeZone: 'Europe/Berlin' }
    const passes = (op: string) => passing('hour', op, '2026-02-01T00:00:00Z', berlin)
    expect(await passes('gte')).toEqual([])
    const where = { dimension: 'hour', op: 'gte', value: '2026-02-01T00:00:00Z' }
    const { rows: found } = await ask<FreeformResult>(
      { rows, view: berlin },
      {
        kind: 'freeform',
        rows: { dimension: 'hour' },
        columns: [{ metric: 'events' }],
        segments: [{ container: 'event', where }],
      },
    )
    expect(found.map(({ item }) => item)).toEqual(['2026-02-01T01', '2026-04-05T14'])
  })

  it('months of a fiscal or retail calendar are those of the calendar', async () => {
    const fiscal = { calendar: { type: 'gregorian', firstMonth: 4 } }
    expect(await passing('year', 'eq', '2025', fiscal)).toEqual([0, 1, 2, 3])
    expect(await passing('quarter', 'gte', '2025-Q4', fiscal)).toEqual([1, 2, 3, 4])
    const retail = { calendar: { type: '4-5-4', firstDayOfYear: '2026-02-01' } }
    expect(await passing('month', 'gte', '2026-02', retail)).toEqual([3, 4])
    expect(await passing('year', 'lt', '2026', retail)).toEqual([0, 1, 2])
  })

  it('dates of a field are compared alike, as rows and before', async () => {
    const day = (text: string) => Date.parse(`${text}T12:00Z`)
    const world = (dimension: object) => ({
      rows: [
        ['2026-01-01', { due: day('2026-01-31') }],
        ['2026-01-02', { due: day('2026-02-01') }],
        ['2026-01-03', { due: day('2026-05-01') }],
      ] as const,
      options: { types: { due: 'timestamp' } } as const,
      view: { dimensions: [{ id: 'due', ...dimension }] },
    })
    const due = async (settings: object, segments: object[] = []) =>
      Object.keys(
        await table(world(settings), {
          rows: { dimension: 'due' },
          columns: [{ metric: 'events' }],
          segments,
        }),
      ).slice(0, -1)
    const rule = (op: string, value: string) => ({ include: { rules: [{ op, value }] } })
    const noValue = { noValue: { mode: 'hide' } }
    expect(await due({ ...rule('gte', '2026-02'), ...noValue })).toEqual([
      '2026-02-01',
      '2026-05-01',
    ])
    expect(await due({ ...rule('equals', '2026-Q1'), ...noValue })).toEqual([
      '2026-01-31',
      '2026-02-01',
    ])
    expect(await due({ ...rule('neq', '2026'), ...noValue })).toEqual([])
    const where = { dimension: 'due', op: 'gt', value: '2026-02' }
    const month = { format: { type: 'date', granularity: 'month' } }
    expect(await due(month, [{ container: 'event', where }])).toEqual(['2026-05'])
  })
})

describe('numbers and texts (§5.2)', () => {
  const people: readonly Row[] = [
    ['2026-01-01', { id: '007', size: 7 }],
    ['2026-01-02', { id: '7', size: 70 }],
    ['2026-01-03', { size: null }],
  ]
  const kept = (where: object) =>
    table(
      { rows: people, view: { dimensions: [{ id: 'id' }, { id: 'size' }] } },
      {
        rows: { dimension: 'day' },
        columns: [{ metric: 'events' }],
        segments: [{ container: 'event', where }],
      },
    ).then((found) => Object.keys(found).slice(0, -1))

  it.each([
    'eq',
    'neq',
    'equals',
    'not-equals',
    'equals-any',
    'not-equals-any',
    'contains',
    'starts-with',
    'matches',
  ])('a number is no text: %s', async (op) => {
    await expect(kept({ dimension: 'id', op, value: 7 })).rejects.toMatchObject({
      code: 'request/invalid',
      path: ['segments', 0, 'where', 'value'],
    })
  })

  it.each(['lt', 'lte', 'gt', 'gte'])('texts have no order: %s', async (op) => {
    await expect(kept({ dimension: 'id', op, value: 7 })).rejects.toMatchObject({
      code: 'request/unknown-operator',
      path: ['segments', 0, 'where', 'op'],
    })
  })

  it('a text is compared as it is written', async () => {
    expect(await kept({ dimension: 'id', op: 'equals', value: '7' })).toEqual(['2026-01-02'])
    expect(await kept({ dimension: 'id', op: 'eq', value: '7' })).toEqual(['2026-01-02'])
    expect(await kept({ dimension: 'id', op: 'neq', value: '7' })).toEqual([
      '2026-01-01',
      '2026-01-03',
    ])
    expect(await kept({ dimension: 'id', op: 'equals-any', value: ['07', '007'] })).toEqual([
      '2026-01-01',
    ])
  })

  it('a number may be written as a text, and nothing else', async () => {
    expect(await kept({ dimension: 'size', op: 'equals', value: '7.0' })).toEqual(['2026-01-01'])
    expect(await kept({ dimension: 'size', op: 'not-equals-any', value: '7, 8' })).toEqual([
      '2026-01-02',
      '2026-01-03',
    ])
    expect(await kept({ dimension: 'size', op: 'contains', value: '0' })).toEqual(['2026-01-02'])
    for (const op of ['equals', 'neq', 'equals-any']) {
      await expect(kept({ dimension: 'size', op, value: 'seven' })).rejects.toMatchObject({
        code: 'request/invalid',
        path: ['segments', 0, 'where', 'value'],
      })
    }
  })
})
