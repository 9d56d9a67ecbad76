import { describe, expect, it } from 'vitest'
import { ask } from '../support/ask.ts'
import type { AttributionResult } from '../../src/query/reports/attribution/request.ts'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'

const at = (text: string) => Date.parse(text)
const touch = (person: string, time: string, channel: string) => ({
  person,
  time: at(time),
  fields: { channel, revenue: '', country: '' },
})
const conversion = (person: string, time: string, revenue: number, country: string) => ({
  person,
  time: at(time),
  fields: { channel: '', revenue, country },
})

const world = {
  events: [
    touch('ann', '2026-01-03T10:00:00Z', 'Search'),
    touch('ann', '2026-01-05T10:00:00Z', 'Email'),
    touch('ann', '2026-01-05T11:00:00Z', 'Email'),
    conversion('ann', '2026-01-12T10:00:00Z', 90, 'DE'),
    touch('bob', '2026-01-11T10:00:00Z', 'Search'),
    conversion('bob', '2026-01-13T10:00:00Z', 10, 'FR'),
    conversion('cem', '2026-01-14T10:00:00Z', 5, 'DE'),
  ],
  options: { types: { revenue: 'number' } },
  view: { dimensions: [{ id: 'channel' }, { id: 'country' }], metrics: [{ id: 'revenue' }] },
} as const
const dateRange = { start: '2026-01-10', end: '2026-02-01' }
const askAttribution = (extra: object) =>
  ask<AttributionResult>(world, { kind: 'attribution', dateRange, metric: 'revenue', ...extra })

describe('the attribution report (semantics §7.6)', () => {
  it('puts models side by side, with the metric’s own total, overlap and paths', async () => {
    const { meta: _meta, ...result } = await askAttribution({
      dimension: 'channel',
      models: ['last-touch', 'linear', { model: 'participation', container: 'person' }],
    })
    expect(result).toEqual({
      models: ['last-touch', 'linear', 'participation'],
      rows: [
        { item: 'Email', values: [90, 60, 90] },
        { item: 'Search', values: [10, 40, 100] },
        { item: null, label: 'No value', values: [5, 5, 5] },
      ],
      total: 105,
      overlap: [
        { items: ['Email'], value: 90 },
        { items: ['Search'], value: 100 },
        { items: ['Email', 'Search'], value: 90 },
      ],
      paths: [
        { items: [], conversions: 1, value: 5 },
        { items: ['Search'], conversions: 1, value: 10 },
        { items: ['Search', 'Email'], conversions: 1, value: 90 },
      ],
    })
  })

  it('segments take away conversions, not touchpoints', async () => {
    const where = { dimension: 'country', op: 'equals', value: 'DE' }
    const segments = [{ container: 'event', where }]
    const { rows, total } = await askAttribution({
      dimension: 'channel',
      models: ['linear'],
      segments,
    })
    expect(rows.map(({ item, values }) => [item, ...values])).toEqual([
      ['Email', 60],
      ['Search', 30],
      [null, 5],
    ])
    expect(total).toBe(95)
  })

  it('refuses metrics that count containers, and custom without weights', async () => {
    const people = askAttribution({ dimension: 'channel', models: ['linear'], metric: 'people' })
    await expect(people).rejects.toMatchObject({ code: 'request/impossible', path: ['models', 0] })
    const custom = askAttribution({ dimension: 'channel', models: ['linear', 'custom'] })
    await expect(custom).rejects.toMatchObject({ code: 'request/invalid', path: ['models', 1] })
  })
})

describe('attribution in a freeform table', () => {
  it('keeps the metric’s own total', async () => {
    const attribution = { model: 'participation', container: 'person' }
    const request = {
      kind: 'freeform',
      dateRange,
      rows: { dimension: 'channel' },
      columns: [{ metric: 'revenue', attribution }, { metric: 'revenue' }],
    }
    const { rows, totals } = await ask<FreeformResult>(world, request)
    expect(rows.map(({ item, values }) => [item, ...values])).toEqual([
      ['Search', 100, 0],
      ['Email', 90, 0],
      [null, 5, 105],
    ])
    expect(totals).toEqual([105, 105])
  })
})
