import { describe, expect, it } from 'vitest'
import {
  nextDirection,
  searchForItem,
  withBreakdown,
  withoutBreakdown,
  withoutSort,
  withSort,
} from './edit-settings.ts'
import { readFreeformSettings } from './read-freeform.ts'

const components = {
  dimensions: [],
  metrics: [],
  segments: [],
  calculatedMetrics: [],
  dateRanges: [],
  fields: [],
}
const settings = readFreeformSettings({ rows: 'page', columns: ['events', 'people'] }, components)
const page = { items: [{ dimension: 'page', item: 'Home' }] }
const day = { items: [{ dimension: 'day', item: '2026-01-01' }] }

describe('sorting', () => {
  it('is by one column or by several, the earlier counting more', () => {
    const first = withSort(settings, { column: 'events', direction: 'desc' }, false)
    const both = withSort(first, { column: 'people', direction: 'asc' }, true)
    expect(both.sort.map((sort) => 'column' in sort && sort.column)).toEqual(['events', 'people'])
    expect(withSort(both, { column: 'people', direction: 'desc' }, false).sort).toHaveLength(1)
    expect(withoutSort(both, 'events').sort).toEqual([{ column: 'people', direction: 'asc' }])
  })

  it('turns round when it is asked for again', () => {
    expect(nextDirection(settings, 'events', false)).toBe('desc')
    expect(nextDirection(settings, 'page', true)).toBe('asc')
    const sorted = withSort(settings, { column: 'events', direction: 'desc' }, false)
    expect(nextDirection(sorted, 'events', false)).toBe('asc')
  })
})

describe('breakdowns', () => {
  const open = withBreakdown(settings, [page], [2], { dimension: 'day' }, false)
  const deep = withBreakdown(open, [page, day], [2, 0], { dimension: 'device' }, false)

  it('are of an item, and go with those below', () => {
    expect(deep.breakdowns.map(({ parents }) => parents.length)).toEqual([1, 2])
    expect(withoutBreakdown(deep, [page, day], [2, 0]).breakdowns).toEqual(open.breakdowns)
    expect(withoutBreakdown(deep, [page], [2]).breakdowns).toEqual([])
  })

  it('are of a position, whatever item stands there', () => {
    const placed = withBreakdown(settings, [page], [2], { dimension: 'day' }, true)
    expect(placed.breakdowns).toEqual([
      { parents: [], positions: [2], by: { dimension: 'day' }, limit: 5 },
    ])
    expect(withoutBreakdown(placed, [day], [2]).breakdowns).toEqual([])
    expect(withoutBreakdown(placed, [day], [1]).breakdowns).toHaveLength(1)
  })
})

it('only and without search for the very item', () => {
  expect(searchForItem('page', 'Home', true)).toMatchObject({ op: 'equals', value: 'Home' })
  expect(searchForItem('page', 7, false)).toMatchObject({ op: 'not-equals', value: '7' })
  expect(searchForItem('page', null, false)).toEqual({ op: 'exists', dimension: 'page' })
})
