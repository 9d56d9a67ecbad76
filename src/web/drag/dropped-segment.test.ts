import { expect, it } from 'vitest'
import { segmentOfDropped } from './dropped-segment.ts'

it('what is dropped on a panel becomes a segment', () => {
  const item = {
    kind: 'item',
    id: 'i',
    name: 'Mobile',
    dimension: 'device',
    item: 'Mobile',
  } as const
  const dropped = [
    item,
    { kind: 'segment', id: 'buyers', name: 'Buyers' },
    { kind: 'metric', id: 'orders', name: 'Orders' },
    { kind: 'date-range', id: 'summer', name: 'Summer' },
    { kind: 'dimension', id: 'device', name: 'Device' },
  ] as const
  expect(dropped.map(segmentOfDropped)).toEqual([
    { container: 'event', where: { dimension: 'device', op: 'equals', value: 'Mobile' } },
    'buyers',
    { container: 'event', where: { metric: 'orders', op: 'exists' } },
    { container: 'event', where: { dateRange: 'summer' } },
    null,
  ])
})
