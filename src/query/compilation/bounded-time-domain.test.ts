import { describe, expect, it } from 'vitest'
import { buildBoundedTimeDomain } from './bounded-time-domain.ts'

const utc = {
  timeZone: 'UTC',
  calendar: { type: 'gregorian', firstMonth: 1, firstDayOfWeek: 'monday' },
} as const

const between = (start: string, end: string) => ({ start: Date.parse(start), end: Date.parse(end) })

describe('boundedTimeDomain', () => {
  it('refuses more than five million buckets, naming dimension and range', () => {
    expect(() =>
      buildBoundedTimeDomain('second', utc, between('2025-01-01', '2026-01-01')),
    ).toThrow(/"second" is too large: Jan 1, 2025 – Dec 31, 2025 has 31536000/)
    const minutes = buildBoundedTimeDomain('minute', utc, between('2021-01-01', '2026-01-01'))
    expect(minutes.size).toBe(1826 * 1440 + 1)
  })
})
