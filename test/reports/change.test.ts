import { describe, expect, it } from 'vitest'
import type { MemoryEvent } from '../support/memory-source.ts'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import { ask } from '../support/ask.ts'

const DAY_MS = 86_400_000
const visits: readonly (readonly [person: string, day: number, page: string])[] = [
  ['ann', 0, 'Home'],
  ['ben', 0, 'Home'],
  ['ann', 0, 'Cart'],
  ['ann', 1, 'Home'],
  ['cid', 1, 'Help'],
]
const events = visits.map(
  ([person, day, page]): MemoryEvent => ({ person, time: day * DAY_MS, fields: { page } }),
)
const askChange = (request: object) =>
  ask<FreeformResult>({ events }, { kind: 'freeform', ...request })

const days = { start: '1970-01-02', end: '1970-01-03' }
const before = { start: '1970-01-01', end: '1970-01-02' }
const change = { from: 'before', to: 'now' }
const columns = [
  { id: 'now', metric: 'events' },
  { id: 'before', metric: 'events', dateRange: before },
  { change },
]

describe('the change between two columns', () => {
  it('is a share of the first, on rows and in total; undefined where that is zero', async () => {
    const request = { rows: { dimension: 'page' }, columns, dateRange: days }
    const { rows, totals, columns: shown } = await askChange(request)
    const values = Object.fromEntries(rows.map((row) => [row.item, row.values]))
    expect(values).toEqual({ Home: [1, 2, -0.5], Cart: [0, 1, -1], Help: [1, 0, null] })
    expect(totals).toEqual([2, 3, 2 / 3 - 1])
    expect(shown[2]).toMatchObject({ id: 'c3', format: { type: 'percent' } })
    const sorted = await askChange({ ...request, sort: { column: 'c3', direction: 'asc' } })
    expect(sorted.rows.map(({ item }) => item)).toEqual(['Cart', 'Home', 'Help'])
  })

  it('has rows of segments, too, and an explanation', async () => {
    const where = { dimension: 'page', op: 'equals', value: 'Home' }
    const segments = [{ container: 'event', where }]
    const { rows } = await askChange({ rows: { segments }, columns, dateRange: days })
    expect(rows[0]!.values).toEqual([1, 2, -0.5])
    const explain = { row: 'Home', column: 'c3' }
    const { meta } = await askChange({
      rows: { dimension: 'page' },
      columns,
      dateRange: days,
      explain,
    })
    expect(meta.explanation!.samplePeople).toEqual(['ann', 'ben'])
  })

  it('needs two columns with figures of their own', async () => {
    const rows = { dimension: 'page' }
    const withChange = (last: object) => askChange({ rows, columns: [{ metric: 'events' }, last] })
    const unknown = { code: 'request/unknown-component', path: ['columns', 1, 'change', 'to'] }
    await expect(withChange({ change: { from: 'c1', to: 'c2' } })).rejects.toMatchObject(unknown)
    await expect(
      withChange({ change: { from: 'c1', to: 'c1' }, metric: 'events' }),
    ).rejects.toMatchObject({ code: 'request/invalid' })
    await expect(
      withChange({ change: { from: 'c1', to: 'c1' }, forecast: 3 }),
    ).rejects.toMatchObject({ code: 'request/invalid' })
  })
})
