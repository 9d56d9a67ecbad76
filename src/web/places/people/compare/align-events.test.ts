import { describe, expect, it } from 'vitest'
import { alignByDay, alignByOrder, findBehind, stackDays } from './align-events.ts'

const whole = (...times: string[]) => ({ times, isWhole: true })
const begun = (...times: string[]) => ({ times, isWhole: false })
const events = (first: number | null, second: number | null) => ({
  kind: 'events',
  at: [first, second],
})
const day = (name: string, first: number, second: number) => ({
  kind: 'day',
  day: name,
  counts: [first, second],
})

describe('two journeys beside each other', () => {
  const ann = whole('2026-01-01T10', '2026-01-01T11', '2026-01-04T10')
  const bob = whole('2026-01-01T09', '2026-01-02T10')

  it('have the events of a day beside each other', () => {
    expect(alignByDay([ann, bob])).toEqual([
      day('2026-01-01', 2, 1),
      events(0, 0),
      events(1, null),
      day('2026-01-02', 0, 1),
      events(null, 1),
      day('2026-01-04', 1, 0),
      events(2, null),
    ])
  })

  it('or the first event beside the first', () => {
    expect(alignByOrder([ann, bob])).toEqual([events(0, 0), events(1, 1), events(2, null)])
  })

  it('have one below the other on each day where there is no room', () => {
    expect(stackDays(alignByDay([ann, bob])).slice(0, 4)).toEqual([
      day('2026-01-01', 2, 1),
      events(0, null),
      events(1, null),
      events(null, 0),
    ])
  })

  it('end where the events of one are not loaded yet', () => {
    const loading = begun('2026-01-01T09', '2026-01-02T10')
    expect(alignByDay([ann, loading]).map((row) => row.kind)).toEqual(['day', 'events', 'events'])
    expect(alignByOrder([ann, loading])).toHaveLength(2)
  })

  it('say whose events are to be loaded next', () => {
    expect(findBehind([ann, bob])).toBe(null)
    expect(findBehind([begun('2026-01-03T10'), begun('2026-01-02T10')])).toBe(1)
    expect(findBehind([begun(), bob])).toBe(0)
  })
})
