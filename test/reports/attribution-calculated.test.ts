import { describe, expect, it } from 'vitest'
import type { AttributionResult } from '../../src/query/reports/attribution/request.ts'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import { ask, type Row } from '../support/ask.ts'

const rows: Row[] = [
  ['2026-03-01', { channel: 'Ad' }, 'ann'],
  ['2026-03-02', { channel: 'Mail' }, 'ann'],
  ['2026-03-03', { revenue: 60, units: 3 }, 'ann'],
  ['2026-03-01', { channel: 'Mail' }, 'ben'],
  ['2026-03-04', { revenue: 10 }, 'ben'],
  ['2026-03-05', { units: 2 }, 'ben'],
  ['2026-03-02', { channel: 'Ad' }, 'cid'],
  ['2026-03-06', { revenue: 7, units: 1 }, 'dan'],
]

const price = {
  kind: 'calculated-metric',
  id: 'price',
  formula: { op: '/', args: [{ metric: 'revenue' }, { metric: 'units' }] },
}
const share = {
  kind: 'calculated-metric',
  id: 'share',
  formula: {
    op: '/',
    args: [{ metric: 'revenue' }, { function: 'column-sum', args: [{ metric: 'revenue' }] }],
  },
}
const sure = {
  kind: 'calculated-metric',
  id: 'sure',
  formula: { function: 'confidence', args: [{ metric: 'revenue' }, { metric: 'people' }] },
}
const world = { rows, definitions: [price, share, sure] }
const dateRange = { start: '2026-03-01', end: '2026-04-01' }
const models = ['first-touch', 'last-touch', 'linear', 'participation']

const askCredit = (request: object = {}) =>
  ask<AttributionResult>(world, {
    kind: 'attribution',
    metric: 'price',
    dimension: 'channel',
    dateRange,
    models,
    ...request,
  })

describe('a calculated metric by attribution models', () => {
  it('is its formula on the credit of its metrics', async () => {
    const { rows: found, total } = await askCredit()
    const byItem = Object.fromEntries(found.map(({ item, values }) => [String(item), values]))
    expect(byItem).toEqual({
      Ad: [60 / 3, null, 30 / 1.5, 60 / 3],
      Mail: [10 / 2, 70 / 5, 40 / 3.5, 70 / 5],
      null: [7 / 1, 7 / 1, 7 / 1, 7 / 1],
    })
    expect(total).toBe(77 / 6)
  })

  it('is the same in the column of a table', async () => {
    for (const metric of ['price', 'share']) {
      const { rows: found, total } = await askCredit({ metric })
      for (const [index, model] of models.entries()) {
        const column = { metric, attribution: { model, container: 'person' } }
        const table = await ask<FreeformResult>(world, {
          kind: 'freeform',
          dateRange,
          rows: { dimension: 'channel' },
          columns: [column],
        })
        // A function of all rows sees those of the first model.
        if (metric === 'price' || index === 0) expect(table.totals[0]).toBe(total)
        for (const { item, values } of table.rows) {
          const own = found.find((row) => row.item === item)
          expect(own?.values[index] ?? null, `${metric} ${model} ${item}`).toBe(values[0])
        }
      }
    }
  })

  it('has overlaps, paths and a trend of the same formula', async () => {
    const { overlap, paths, trend } = await askCredit({ trend: { item: 'Mail', interval: 'day' } })
    const both = overlap.find(({ items }) => items.length === 2)
    expect(both!.value).toBe(60 / 3)
    expect(overlap.find(({ items }) => items.join() === 'Mail')!.value).toBe(70 / 5)
    expect(paths).toEqual([
      { items: [], conversions: 1, value: 7 },
      { items: ['Ad', 'Mail'], conversions: 1, value: 20 },
      { items: ['Mail'], conversions: 1, value: 5 },
    ])
    const days = Object.fromEntries(trend!.map(({ interval, values }) => [interval, values]))
    expect(days['2026-03-01']!.slice(0, 2)).toEqual([5, 5])
    expect(days['2026-03-02']!.slice(0, 2)).toEqual([null, 20])
  })

  it('has the people whose conversions it divides behind it', async () => {
    const { meta } = await askCredit({ explain: { row: 'Mail', column: 'linear' } })
    expect(meta.explanation).toMatchObject({ people: 2, samplePeople: ['ann', 'ben'] })
  })

  it('is refused where its functions have no credit, or it is unknown', async () => {
    await expect(askCredit({ metric: 'sure' })).rejects.toMatchObject({
      code: 'request/impossible',
      path: ['metric'],
    })
    await expect(askCredit({ metric: 'prices' })).rejects.toMatchObject({
      code: 'request/unknown-component',
      path: ['metric'],
    })
  })
})
