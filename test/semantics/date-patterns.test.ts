import { describe, expect, it } from 'vitest'
import type { AttributionResult } from '../../src/query/reports/attribution/request.ts'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import { ask, type Row } from '../support/ask.ts'

const at = (text: string): number => Date.parse(text)
const rows: readonly Row[] = [
  ['2026-01-01', { due: at('2022-08-23T23:30Z'), n: 1 }],
  ['2026-01-02', { due: at('2022-09-01T12:00Z'), n: 2 }],
  ['2026-01-03', { n: 3 }],
]

const world = (format: object, more: object = {}, view: object = {}) => ({
  rows,
  options: { types: { due: 'timestamp' } } as const,
  view: {
    dimensions: [{ id: 'due', format: { type: 'date', ...format }, ...more }, { id: 'n' }],
    metrics: [{ id: 'sum', field: 'n' }],
    ...view,
  },
})

const shown = async (format: object, more: object = {}, view: object = {}) => {
  const { rows: found } = await ask<FreeformResult>(world(format, more, view), {
    kind: 'freeform',
    rows: { dimension: 'due' },
    columns: [{ metric: 'events' }],
    sort: { dimension: 'due' },
  })
  return found.map(({ item, label }) => [item, label])
}

describe('dates are displayed by the pattern of their format (§3.4)', () => {
  it.each([
    ['day', 'MMMM D, YYYY', 'August 23, 2022', 'September 1, 2022'],
    ['month', 'MMM YY', 'Aug 22', 'Sep 22'],
    ['minute-of-day', 'h:mm A', '12:00 PM', '11:30 PM'],
    ['quarter', '[Quarter] Q', 'Quarter 3', undefined],
    ['month-of-year', 'MM', '08', '09'],
    ['day-of-week', 'ddd', 'Tue', 'Thu'],
  ])('by %s: %s', async (granularity, pattern, ...labels) => {
    const found = await shown({ granularity, pattern })
    const known = labels.filter((label) => label !== undefined)
    expect(found.map(([, label]) => label)).toEqual([...known, 'No value'])
  })

  it('in the data view’s zone, with items as they are', async () => {
    const day = { granularity: 'day', pattern: 'DD.MM.YYYY' }
    expect(await shown(day, {}, { timeZone: 'Europe/Berlin' })).toEqual([
      ['2022-08-24', '24.08.2022'],
      ['2022-09-01', '01.09.2022'],
      [null, 'No value'],
    ])
  })

  it('months of a retail calendar by what they are called', async () => {
    const calendar = { type: '4-5-4', firstDayOfYear: '2022-01-30' }
    const found = await shown({ granularity: 'month', pattern: 'MMMM' }, {}, { calendar })
    expect(found).toEqual([
      ['2022-08', 'August'],
      ['2022-09', 'September'],
      [null, 'No value'],
    ])
  })

  it('where no value is an item, and beside other dimensions', async () => {
    const format = { granularity: 'month', pattern: 'MMM' }
    expect(await shown(format, { noValue: { mode: 'as-value', label: 'never' } })).toEqual([
      ['2022-08', 'Aug'],
      ['2022-09', 'Sep'],
      ['never', 'never'],
    ])
    const { rows: found } = await ask<FreeformResult>(world(format), {
      kind: 'freeform',
      rows: { dimensions: ['due', 'n'] },
      columns: [{ metric: 'events' }],
      sort: { dimension: 'due' },
    })
    expect(found.map(({ items, labels }) => [items, labels])).toEqual([
      [
        ['2022-08', 1],
        ['Aug', null],
      ],
      [
        ['2022-09', 2],
        ['Sep', null],
      ],
      [
        [null, 3],
        ['No value', null],
      ],
    ])
  })

  it('in attribution', async () => {
    const { rows: found } = await ask<AttributionResult>(
      world({ granularity: 'month', pattern: 'MMM' }),
      {
        kind: 'attribution',
        metric: 'sum',
        dimension: 'due',
        models: ['same-touch'],
      },
    )
    expect(found.map(({ label }) => label)).toEqual(['No value', 'Sep', 'Aug'])
  })

  it('a pattern of other letters is refused', async () => {
    await expect(shown({ granularity: 'day', pattern: 'Month D' })).rejects.toMatchObject({
      code: 'definition/invalid',
      path: ['dimensions', 'due', 'format'],
    })
  })
})
