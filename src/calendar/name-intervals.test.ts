import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Calendar } from './calendar.ts'
import { nameIntervals } from './name-intervals.ts'
import { buildTimeDomain, type TimeDimensionId } from './time-dimensions.ts'

const calendars: readonly Calendar[] = [
  { type: 'gregorian', firstMonth: 1, firstDayOfWeek: 'monday' },
  { type: 'gregorian', firstMonth: 4, firstDayOfWeek: 'sunday' },
  { type: '4-5-4', firstDayOfYear: '2026-02-01' },
]

it('names the intervals of an instant', () => {
  const clock = { timeZone: 'Europe/Berlin', calendar: calendars[0]! }
  expect(nameIntervals(Date.parse('2026-01-31T23:30:05Z'), clock)).toEqual({
    second: '2026-02-01T00:30:05',
    minute: '2026-02-01T00:30',
    '5-minutes': '2026-02-01T00:30',
    '10-minutes': '2026-02-01T00:30',
    '15-minutes': '2026-02-01T00:30',
    '30-minutes': '2026-02-01T00:30',
    hour: '2026-02-01T00',
    day: '2026-02-01',
    week: '2026-01-26',
    month: '2026-02',
    quarter: '2026-Q1',
    year: '2026',
  })
})

it('names them as tables do', () => {
  const first = Date.parse('2025-01-01T00:00Z')
  const days = fc.integer({ min: 0, max: 800 * 24 * 60 })
  const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/Sao_Paulo')
  const property = fc.property(
    days,
    zones,
    fc.constantFrom(...calendars),
    (minutes, timeZone, calendar) => {
      const ms = first + minutes * 60_000
      const clock = { timeZone, calendar }
      for (const [id, name] of Object.entries(nameIntervals(ms, clock))) {
        const range = { start: ms, end: ms + 1 }
        const domain = buildTimeDomain(id as TimeDimensionId, clock, range)
        expect([id, name]).toEqual([id, domain.item(domain.codes[1]!)])
      }
    },
  )
  fc.assert(property, { numRuns: 200 })
})
