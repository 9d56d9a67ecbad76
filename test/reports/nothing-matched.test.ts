import { describe, expect, it } from 'vitest'
import type { AttributionResult } from '../../src/query/reports/attribution/request.ts'
import type { FlowResult } from '../../src/query/reports/flow/request.ts'
import { ask, type Row, type World } from '../support/ask.ts'

const rows: readonly Row[] = [
  ['2026-01-01T10:00', { page: 'Home', price: 3, channel: 'Email' }],
  ['2026-01-01T10:10', { page: 'Cart', price: 4, channel: 'Email' }],
  ['2026-01-02T10:00', { page: 'Home', price: 5, channel: 'Search' }, 'bob'],
]
const world: World = { rows }
const january = { start: '2026-01-01', end: '2026-02-01' }

const freeform = {
  kind: 'freeform',
  dateRange: january,
  rows: { dimension: 'page' },
  columns: [{ metric: 'events' }],
}
const where = (op: string, value: unknown) => ({
  container: 'event',
  where: { dimension: 'page', op, value },
})
const did = (item: string) => ({ where: { dimension: 'page', op: 'equals', value: item } })
const noHoem = ['page never is "Hoem"; the nearest: Home, Cart']

async function warnings(request: object, of: World = world): Promise<readonly string[]> {
  return (await ask(of, { dateRange: january, ...request })).meta.warnings
}

describe('what matches nothing is named, with the nearest that exist', () => {
  it('and nothing is said where all matches', async () => {
    const segments = [where('equals', 'Home'), where('contains', 'om'), where('exists', undefined)]
    const search = { op: 'contains', value: 'o' }
    const all = { ...freeform, segments, search, where: [{ dimension: 'channel', item: 'Email' }] }
    expect(await warnings(all)).toEqual([])
    expect(await warnings({ ...freeform, rows: { dimension: 'page', items: ['Home'] } })).toEqual(
      [],
    )
  })

  it.each<[string, object, readonly string[]]>([
    ['a segment', { segments: [where('equals', 'Hoem')] }, noHoem],
    ['an excluding segment', { segments: [where('not-equals', 'Hoem')] }, noHoem],
    ['one of several values', { segments: [where('equals-any', ['Home', 'Hoem'])] }, noHoem],
    [
      'a part of a text',
      { segments: [where('contains', 'hom')] },
      ['page has nothing that contains "hom"; the nearest: Home, Cart'],
    ],
    [
      'an item of a column',
      { columns: [{ metric: 'events', where: [{ dimension: 'page', item: 'Hoem' }] }] },
      noHoem,
    ],
    [
      'a segment of a column',
      { columns: [{ metric: 'events', segments: [where('equals', 'Hoem')] }] },
      noHoem,
    ],
    [
      'a parent of a breakdown',
      { where: [{ dimension: 'page', item: 'Hoem' }], rows: { dimension: 'channel' } },
      noHoem,
    ],
    ['an item of the rows', { rows: { dimension: 'page', items: ['Home', 'Hoem'] } }, noHoem],
    ['a segment of the rows', { rows: { segments: [where('equals', 'Hoem')] } }, noHoem],
    [
      'a search',
      { search: { op: 'contains', value: 'chart' } },
      ['the search contains "chart" finds nothing in page; the nearest: Cart, Home'],
    ],
  ])('%s of a table', async (_, extra, expected) => {
    expect(await warnings({ ...freeform, ...extra })).toEqual(expected)
  })

  const touch = { any: [{ dimension: 'page', item: 'Hoem' }] }
  const home = { any: [{ dimension: 'page', item: 'Home' }] }
  it.each<[string, object]>([
    ['fallout', { steps: [home, touch] }],
    ['fallout', { steps: [home, home], exclude: [touch] }],
    ['flow', { dimension: 'page', anchor: { contains: { item: 'Home' } }, excludeItems: ['Hoem'] }],
    ['flow', { dimension: 'channel', anchor: { contains: { dimension: 'page', item: 'Hoem' } } }],
    [
      'flow',
      {
        dimension: 'page',
        anchor: { 'starts-with': { item: 'Home' } },
        focus: [{ column: 1, item: 'Hoem' }],
      },
    ],
    ['cohort', { granularity: 'day', inclusion: did('Hoem'), return: did('Home') }],
    ['retention', { start: did('Home'), return: did('Hoem'), unit: 'day' }],
    ['growth', { where: did('Hoem').where, interval: 'day' }],
    ['frequency', { where: did('Hoem').where }],
    ['engagement', { features: [did('Hoem')], interval: 'day' }],
    ['impact', { at: '2026-01-02', days: 1, measures: [did('Hoem')] }],
    ['paths', { dimension: 'page', to: did('Hoem') }],
    ['paths', { dimension: 'channel', to: did('Hoem') }],
    ['correlation', { goal: did('Hoem'), dimensions: ['channel'] }],
    ['histogram', { metric: 'events', segments: [where('equals', 'Hoem')] }],
    ['venn', { metric: 'people', sets: [where('equals', 'Hoem'), where('equals', 'Home')] }],
    [
      'next-previous',
      {
        dimension: 'channel',
        item: 'Email',
        direction: 'next',
        segments: [where('equals', 'Hoem')],
      },
    ],
    ['canvas', { nodes: [{ id: 'a', where: did('Hoem').where }] }],
    ['people', { segments: [where('equals', 'Hoem')] }],
    ['trends', { events: [did('Hoem')], interval: 'day' }],
    ['conversion-trends', { steps: [home, touch], interval: 'day' }],
    ['concurrent-viewers', { where: did('Hoem').where }],
    ['key-metric', { metric: 'events', segments: [where('equals', 'Hoem')] }],
    [
      'attribution',
      {
        metric: 'events',
        dimension: 'channel',
        models: ['linear'],
        container: 'person',
        segments: [where('equals', 'Hoem')],
      },
    ],
  ])('%s', async (kind, request) => {
    expect(await warnings({ kind, ...request })).toEqual(noHoem)
  })

  it.each<[string, object]>([
    ['flow', { dimension: 'page', anchor: { contains: { item: 'Hoem' } } }],
    ['next-previous', { dimension: 'page', item: 'Hoem', direction: 'next' }],
    [
      'attribution',
      {
        metric: 'events',
        dimension: 'page',
        models: ['linear'],
        trend: { item: 'Hoem', interval: 'day' },
      },
    ],
  ])('%s without the item that all is about', async (kind, request) => {
    expect(await warnings({ kind, ...request })).toEqual(noHoem)
  })

  it('and the answer is empty', async () => {
    const about = { dateRange: january, dimension: 'page', item: 'Hoem' }
    for (const direction of ['next', 'previous']) {
      const answer = await ask(world, { kind: 'next-previous', ...about, direction })
      expect(answer).toMatchObject({ total: 0, rows: [] })
    }
    for (const way of ['starts-with', 'contains', 'ends-with']) {
      for (const repeats of [false, true]) {
        const anchor = { [way]: { item: 'Hoem' } }
        const answer = await ask<FlowResult>(world, {
          kind: 'flow',
          dateRange: january,
          dimension: 'page',
          anchor,
          repeats,
        })
        expect(answer).toMatchObject({ containers: 0, links: [], share: 0 })
        const start = { id: '0:Hoem', item: 'Hoem', paths: 0 }
        expect(answer.columns.find(({ column }) => column === 0)?.nodes).toEqual([start])
        expect(answer.columns.filter(({ nodes }) => nodes.length > 0)).toHaveLength(1)
      }
    }
    const { trend } = await ask<AttributionResult>(world, {
      kind: 'attribution',
      dateRange: january,
      metric: 'events',
      dimension: 'page',
      models: ['linear', 'first-touch'],
      trend: { item: 'Hoem', interval: 'day' },
    })
    const values = (trend ?? []).flatMap((each) => each.values)
    expect(new Set(values)).toEqual(new Set([0]))
  })

  it('but no value is none of the items', async () => {
    const asked = ask(world, {
      kind: 'next-previous',
      dateRange: january,
      dimension: 'page',
      item: null,
      direction: 'next',
    })
    await expect(asked).rejects.toMatchObject({ code: 'request/impossible', path: ['item'] })
  })

  it('a range without data', async () => {
    const dateRange = { start: '2030-01-01', end: '2030-02-01' }
    const empty =
      'the range Jan 1, 2030 – Jan 31, 2030 is empty: there is data from Jan 1, 2026, 10:00 to Jan 2, 2026, 10:00 (UTC)'
    expect(await warnings({ ...freeform, dateRange })).toEqual([empty])
    expect(await warnings({ ...freeform, columns: [{ metric: 'events', dateRange }] })).toContain(
      empty,
    )
    expect(await warnings({ kind: 'people', dateRange })).toEqual([empty])
  })

  it('dates of a segment outside of the range', async () => {
    const dateRange = { start: '2026-01-02', end: '2026-01-03' }
    const apart = { container: 'person', where: { dateRange } }
    const day = { start: '2026-01-01', end: '2026-01-02' }
    const words = 'the dates Jan 2, 2026 of a segment lie outside of the range of the report'
    expect(await warnings({ ...freeform, dateRange: day, segments: [apart] })).toEqual([words])
    const both = {
      container: 'person',
      where: { and: [apart.where, where('equals', 'Home').where] },
    }
    expect(await warnings({ ...freeform, dateRange: day, segments: [both] })).toEqual([words])
    expect(await warnings({ ...freeform, segments: [both] })).toEqual([])
  })

  it('at most five of many values', async () => {
    const values = Array.from({ length: 100 }, (_, i) => `x${i}`)
    expect(await warnings({ ...freeform, segments: [where('equals-any', values)] })).toHaveLength(5)
  })
})

describe('what was asked about', () => {
  it('is said as instants', async () => {
    const view = { timeZone: 'Europe/Berlin' }
    const { meta } = await ask({ ...world, view }, { ...freeform, dateRange: january })
    expect(meta.dateRange).toEqual({
      start: '2025-12-31T23:00:00.000Z',
      end: '2026-01-31T23:00:00.000Z',
    })
    const { meta: whole } = await ask(world, { kind: 'people', dateRange: undefined })
    expect(whole.dateRange).toEqual({
      start: '2026-01-01T10:00:00.000Z',
      end: '2026-01-02T10:00:00.001Z',
    })
  })
})
