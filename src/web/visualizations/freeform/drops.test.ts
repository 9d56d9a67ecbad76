import { describe, expect, it } from 'vitest'
import { acceptDrop, freeformZones } from './drops.ts'
import { listLeaves } from './edit-columns.ts'
import { readFreeformSettings } from './read-freeform.ts'

const settings = readFreeformSettings(
  { rows: 'page', columns: ['events', 'people'] },
  {
    dimensions: [],
    metrics: [],
    segments: [],
    calculatedMetrics: [],
    dateRanges: [],
    fields: [],
  },
)
const segment = { kind: 'segment', id: 'buyers', name: 'Buyers' } as const
const mobile = {
  kind: 'item',
  id: 'm',
  name: 'Mobile',
  dimension: 'device',
  item: 'Mobile',
} as const
const drop = (what: Parameters<typeof acceptDrop>[1], zone: string) =>
  acceptDrop(settings, what, zone)

/** Columns with how much stands above each. */
const columnsOf = (what: Parameters<typeof acceptDrop>[1], zone: string) =>
  listLeaves(drop(what, zone)?.columns ?? []).map(({ column, above }) => [column.id, above.length])

describe('what is dropped on a table', () => {
  it('becomes its rows, or one of them', () => {
    expect(drop({ kind: 'dimension', id: 'device', name: 'Device' }, 'rows')?.rows).toEqual({
      dimension: 'device',
    })
    const once = drop(mobile, 'rows')!
    expect(once.rows).toEqual({ dimension: 'device', items: ['Mobile'] })
    expect(acceptDrop(once, { ...mobile, item: 'Tablet' }, 'rows')?.rows).toEqual({
      dimension: 'device',
      items: ['Mobile', 'Tablet'],
    })
    expect(drop(segment, 'rows')?.rows).toEqual({ segments: ['buyers'] })
  })

  it('becomes a column, or stands above a copy of the first', () => {
    const metric = { kind: 'metric', id: 'events', name: 'Events' } as const
    expect(columnsOf(metric, 'columns').map(([id]) => id)).toEqual(['events', 'people', 'events-2'])
    expect(columnsOf(segment, 'columns')).toEqual([
      ['events', 0],
      ['people', 0],
      ['events-2', 1],
    ])
  })

  it('stands above all columns', () => {
    expect(columnsOf(mobile, 'above')).toEqual([
      ['events', 1],
      ['people', 1],
    ])
  })

  it('is refused where it makes no sense', () => {
    const device = { kind: 'dimension', id: 'device', name: 'Device' } as const
    expect(drop(device, 'columns')).toBeNull()
    expect(drop(device, 'above')).toBeNull()
    expect(drop(segment, 'elsewhere')).toBeNull()
    expect(freeformZones().map(({ say }) => say(segment))).toEqual([
      'Show Buyers in the rows',
      'Add Buyers as a column',
      'Put Buyers above all columns',
    ])
  })
})
