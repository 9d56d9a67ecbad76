import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, shop, type Workspace } from '../support/workspace.ts'
import { column, type Row, table } from '../support/ask.ts'

const rows: readonly Row[] = [
  ['2026-01-01', { events: 10, day: 'payday', session: 'x', 'bounce-rate': 3, people: 5 }],
  ['2026-01-02', { events: 20, day: 'rest', session: 'y', 'bounce-rate': 4, people: 5 }],
]

describe('a field that is called like a standard component', () => {
  it('does not take its place, and is offered under a name of its own', async () => {
    expect(await column({ rows }, 'day', 'events')).toEqual({
      '2026-01-01': 1,
      '2026-01-02': 1,
      Total: 2,
    })
    expect(await column({ rows }, 'field-day', 'field-events')).toEqual({
      payday: 10,
      rest: 20,
      Total: 30,
    })
    expect(await column({ rows }, 'field-session', 'field-people')).toEqual({
      x: 5,
      y: 5,
      Total: 10,
    })
    expect(await column({ rows }, 'session', 'field-people')).toMatchObject({ x: 5, y: 5 })
    expect(await column({ rows }, 'day', 'people')).toMatchObject({ Total: 1 })
    const rates = await table(
      { rows },
      {
        rows: { dimension: 'day' },
        columns: [{ metric: 'bounce-rate' }, { metric: 'field-bounce-rate' }],
      },
    )
    expect(rates['Total']).toEqual([1, 7])
  })

  it('gives way also where it was saved under that id', async () => {
    const view = { dimensions: [{ id: 'day' }], metrics: [{ id: 'events' }] }
    expect(await column({ rows, view }, 'day', 'events')).toMatchObject({ Total: 2 })
    expect(await column({ rows, view }, 'field-day', 'field-events')).toMatchObject({ rest: 20 })
  })
})

describe('ids of standard components', () => {
  let workspace: Workspace
  beforeAll(async () => {
    workspace = await openShop()
    await workspace.call('POST', 'apply', shop.definitions)
  })
  afterAll(() => workspace.close())

  const view = (settings: object) => ({
    kind: 'data-view',
    id: 'v',
    connection: 'all',
    ...settings,
  })

  it.each([
    ['dimensions', 'day'],
    ['dimensions', 'events'],
    ['dimensions', 'person-id'],
    ['dimensions', 'time-spent-per-session'],
    ['metrics', 'events'],
    ['metrics', 'hour'],
    ['metrics', 'bounce-rate'],
  ])('%s: %s', async (list, id) => {
    const document = view({ [list]: [{ id, field: list === 'metrics' ? 'price' : 'page' }] })
    expect((await workspace.call('POST', 'apply', [document])).body).toMatchObject({
      code: 'definition/invalid',
      path: `[0].${list}[0].id`,
    })
  })

  it.each(['people', 'bounce-rate', 'day'])('no calculated metric is called %s', async (id) => {
    const document = { kind: 'calculated-metric', id, dataView: 'main', formula: { number: 1 } }
    expect((await workspace.call('POST', 'apply', [document])).body).toMatchObject({
      code: 'definition/invalid',
      path: '[0].id',
    })
  })

  it('nor like a metric of its data view', async () => {
    const document = { kind: 'calculated-metric', id: 'price', dataView: 'main', formula: 'events' }
    expect((await workspace.call('POST', 'apply', [document])).body).toMatchObject({
      code: 'definition/invalid',
      path: '[0].id',
    })
  })

  it('default calculated metrics are listed with what they are', async () => {
    const { body } = await workspace.call('GET', 'data-views/main/components')
    const listed = body['calculatedMetrics'] as { id: string; isStandard: boolean }[]
    expect(listed.find(({ id }) => id === 'bounce-rate')).toEqual({
      id: 'bounce-rate',
      name: 'Bounce rate',
      description: 'How many of the sessions that began here saw nothing else.',
      isStandard: true,
      format: { type: 'percent', decimals: 2, upIs: 'bad' },
    })
    expect(listed.filter(({ isStandard }) => isStandard).length).toBeGreaterThan(6)
  })
})
