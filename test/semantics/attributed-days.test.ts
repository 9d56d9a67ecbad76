import { describe, expect, it } from 'vitest'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import { ask, type Row, type World } from '../support/ask.ts'

/** Four people take turns; each sees an ad and then buys, for 10 or 11, on the 20th for 500. */
const rows: Row[] = Array.from({ length: 28 }, (_, index) => index + 1).flatMap((day): Row[] => {
  const date = `2024-02-${String(day).padStart(2, '0')}`
  const person = `p${day % 4}`
  const revenue = day === 20 ? 500 : 10 + (day % 2)
  return [
    [`${date}T10:00`, { channel: 'Ad' }, person],
    [`${date}T10:05`, { page: 'Buy', revenue }, person],
  ]
})
const world: World = {
  rows,
  view: { dimensions: [{ id: 'channel' }, { id: 'page' }], metrics: [{ id: 'revenue' }] },
}
const dateRange = { start: '2024-02-10', end: '2024-02-25' }

async function days(column: object): Promise<FreeformResult> {
  const columns = [{ metric: 'revenue', ...column }]
  return (await ask(world, {
    kind: 'freeform',
    dateRange,
    rows: { dimension: 'day' },
    columns,
  })) as FreeformResult
}

const valuesOf = ({ rows: found }: FreeformResult) =>
  Object.fromEntries(found.map(({ item, values }) => [item, values[0]]))

const fiveDays = { model: 'first-touch', container: 'person', lookback: { days: 5 } } as const

describe('attribution by day (§7.2)', () => {
  it('books credit on days before the range', async () => {
    const values = valuesOf(await days({ attribution: fiveDays }))
    expect(values).toMatchObject({
      '2024-02-06': 10,
      '2024-02-16': 500,
      '2024-02-20': 10,
    })
    expect(Object.keys(values)[0]).toBe('2024-02-06')
  })

  it('goes back to the first of the month without a lookback', async () => {
    const attribution = { model: 'first-touch', container: 'person' }
    const { rows: found, totals } = await days({ attribution })
    const credited = found.filter(({ values }) => values[0] !== 0)
    expect(credited.map(({ item, values }) => [item, values[0]])).toEqual([
      ['2024-02-01', 33],
      ['2024-02-02', 40],
      ['2024-02-03', 44],
      ['2024-02-04', 530],
    ])
    expect(totals).toEqual([647])
  })

  it('gives days the whole credit under participation', async () => {
    const attribution = { model: 'participation', container: 'person', lookback: { days: 5 } }
    const values = valuesOf(await days({ attribution }))
    expect(values).toMatchObject({ '2024-02-16': 510, '2024-02-20': 510, '2024-02-19': 22 })
  })
})

describe('anomalies of attributed days (§8.10)', () => {
  it('change no figure, and say nothing of days outside of the range', async () => {
    const plain = await days({ attribution: fiveDays })
    const checked = await days({ attribution: fiveDays, anomalies: true })
    expect(valuesOf(checked)).toMatchObject(valuesOf(plain))
    expect(checked.totals).toEqual(plain.totals)
    for (const { item, expectations } of checked.rows) {
      const isInside = String(item) >= '2024-02-10'
      expect(expectations![0] === null).toBe(!isInside)
    }
  })

  it('are found on the day that has the credit', async () => {
    const found = async (column: object) =>
      (await days({ ...column, anomalies: true })).rows
        .filter(({ expectations }) => expectations![0]?.anomaly)
        .map(({ item }) => item)
    expect(await found({})).toEqual(['2024-02-20'])
    expect(await found({ attribution: fiveDays })).toContain('2024-02-16')
    expect(await found({ attribution: fiveDays })).not.toContain('2024-02-20')
  })
})
