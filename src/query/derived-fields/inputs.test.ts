import { describe, expect, it } from 'vitest'
import {
  compilationOf,
  itemPerRow,
  type Row,
  sourceOf,
  viewOf,
} from '../../../test/support/items-per-row.ts'
import type { MemoryOptions } from '../../../test/support/memory-source.ts'
import { findWholePeriod } from '../compilation/period.ts'
import { compileDimension } from '../components/dimension.ts'

const day = (text: string): number => Date.parse(`${text}Z`)

async function items(
  rows: readonly Row[],
  fields: readonly (readonly object[])[],
  settings: { now?: number; options?: MemoryOptions; timeZone?: string } = {},
) {
  const derivedFields = fields.map((rules, index) => ({ id: `d${index}`, rules }))
  const dimensions = [{ id: 'd', field: `d${fields.length - 1}` }]
  const view = viewOf({ derivedFields, dimensions, timeZone: settings.timeZone ?? 'UTC' })
  const c = await compilationOf(sourceOf(rows, settings.options), view, settings.now)
  const { value } = await compileDimension(c, 'd', findWholePeriod(c))
  return itemPerRow(c, value, rows.length)
}

const rows: readonly Row[] = [
  { time: day('2026-10-31T23:30'), fields: { page: 'a' } },
  { time: day('2026-11-01T12:00'), fields: { page: 'b' } },
]

const choose = (input: object, op: string, value: unknown) => ({
  function: 'case-when',
  branches: [{ when: { input, op, value }, then: { value: 'yes' } }],
  otherwise: { value: 'no' },
})

describe('inputs of rules', () => {
  it('reads another derived field', async () => {
    const first = [{ function: 'concatenate', inputs: [{ field: 'page' }, { value: '!' }] }]
    const second = [{ function: 'find-replace', input: { field: 'd0' }, find: '!', replace: '?' }]
    expect(await items(rows, [first, second])).toEqual(['a?', 'b?'])
  })

  it('reads standard dimensions in local time', async () => {
    const rule = choose({ component: 'day' }, 'gte', '2026-11-01')
    expect(await items(rows, [[rule]])).toEqual(['no', 'yes'])
    expect(await items(rows, [[rule]], { timeZone: 'Europe/Berlin' })).toEqual(['yes', 'yes'])
  })

  it.each([
    ['eq', '2026-10-31', ['yes', 'no']],
    ['neq', '2026-10-31', ['no', 'yes']],
    ['gt', '2026-10-31', ['no', 'yes']],
    ['lte', '2026-10-31', ['yes', 'no']],
    ['lt', '2026-11-01T12:00:00Z', ['yes', 'no']],
  ])('compares the event’s instant: %s %s', async (op, value, expected) => {
    expect(await items(rows, [[choose({ component: 'timestamp' }, op, value)]])).toEqual(expected)
  })

  it('makes a dimension of a constant', async () => {
    const rule = { function: 'merge-fields', inputs: [{ value: 'all' }] }
    expect(await items(rows, [[rule]])).toEqual(['all', 'all'])
  })

  it('merges numbers and texts as items of their own type', async () => {
    const mixed = [{ fields: { page: 'a' } }, { fields: { price: 5 } }, { fields: {} }]
    const rule = { function: 'merge-fields', inputs: [{ field: 'page' }, { field: 'price' }] }
    expect(await items(mixed, [[rule]])).toEqual(['a', 5, null])
  })

  it('counts from now, anew for each now', async () => {
    const clock = (name: string) => ({ input: { clock: name } })
    const since = { input: { component: 'timestamp' } }
    const rule = { function: 'date-math', from: since, to: clock('now'), granularity: 'hour' }
    const now = day('2026-11-02T12:00')
    expect(await items(rows, [[rule]], { now })).toEqual([36, 24])
    const today = { ...rule, to: clock('today') }
    expect(await items(rows, [[today]], { now })).toEqual([24, 12])
  })

  it.each([
    ['day', '2026-03-28T12:00', '2026-03-29T12:00', 1],
    ['hour', '2026-03-28T12:00', '2026-03-29T12:00', 23],
    ['month', '2026-01-31T00:00', '2026-02-28T00:00', 1],
    ['month', '2026-01-15T00:00', '2026-03-15T00:00', 2],
    ['quarter', '2026-01-15T00:00', '2026-07-14T00:00', 1],
    ['year', '2024-02-29T00:00', '2026-03-01T00:00', 2],
    ['week', '2026-01-15T00:00', '2026-01-01T00:00', -2],
  ])('date math in %s on local clocks', async (granularity, from, to, expected) => {
    const rule = {
      function: 'date-math',
      from: { input: { value: from } },
      to: { input: { value: to } },
      granularity,
    }
    const found = await items(rows, [[rule]], { timeZone: 'Europe/Berlin' })
    expect(found).toEqual([expected, expected])
  })

  it('shows a looked up number', async () => {
    const options = { lookups: { 'catalog.price': { from: 'page', rows: { a: 5 } } } }
    const rule = {
      function: 'lookup',
      input: { field: 'page' },
      dataset: 'catalog',
      return: 'price',
    }
    expect(await items(rows, [[rule]], { options })).toEqual([5, null])
  })
})
