import { describe, expect, it } from 'vitest'
import { joinSegments, segmentOfMark } from './mark-segment.ts'

const items = [
  { dimension: 'channel', item: 'Paid search' },
  { dimension: 'visit', item: 3 },
  { dimension: 'device', item: null },
]

describe('the events of a mark', () => {
  it('have all of its items, or not all of them', () => {
    const and = [
      { dimension: 'channel', op: 'equals', value: 'Paid search' },
      { dimension: 'visit', op: 'eq', value: 3 },
      { dimension: 'device', op: 'not-exists' },
    ]
    expect(segmentOfMark({ items }, false)).toEqual({ container: 'event', where: { and } })
    expect(segmentOfMark({ items }, true)).toEqual({ container: 'event', where: { not: { and } } })
    expect(segmentOfMark({}, false)).toBeNull()
  })
})

describe('several segments', () => {
  const where = { dimension: 'page', op: 'equals', value: 'Home' } as const

  it('become one of the people for whom all hold', () => {
    expect(joinSegments(['buyers', { container: 'session', where, window: 'all' }])).toEqual({
      container: 'person',
      where: { and: [{ segment: 'buyers' }, { container: 'session', where }] },
    })
  })

  it('stay what they are where it is one', () => {
    expect(joinSegments([{ container: 'event', where }])).toEqual({ container: 'event', where })
    expect(joinSegments([])).toBeNull()
  })
})
