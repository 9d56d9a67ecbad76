import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Clock } from './calendar.ts'
import { measureShifts, type Shifts } from './shifts.ts'
import { addUnits, type TimeUnit } from './units.ts'

const gregorian = { type: 'gregorian', firstMonth: 1, firstDayOfWeek: 'monday' } as const
const inZone = (timeZone: string): Clock => ({ timeZone, calendar: gregorian })

function shifted({ starts, targets, slopes }: Shifts, t: number): number {
  const p = starts.findLastIndex((start) => start <= t)
  return targets[p]! + (t - starts[p]!) * slopes[p]!
}

describe('instants some calendar units later', () => {
  it.each([
    ['the last day of a shorter month', '2024-01-31T10:00Z', 1, '2024-02-29T10:00Z'],
    ['the same day', '2024-02-29T10:00Z', 1, '2024-03-29T10:00Z'],
    ['earlier', '2024-03-31T10:00Z', -1, '2024-02-29T10:00Z'],
  ])('%s', (_, from, count, to) => {
    const at = Date.parse(from)
    const shifts = measureShifts('month', count, inZone('UTC'), [at, at])
    expect(new Date(shifted(shifts, at))).toEqual(new Date(to))
  })

  it('are those of addUnits on every instant, also where clocks change', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'UTC']
    const hour = fc.integer({ min: 0, max: 24 * 400 })
    const within = fc.integer({ min: 0, max: 3_599_999 })
    const begin = Date.UTC(2023, 0, 1)
    const known = new Map<string, Shifts>()
    const property = fc.property(
      fc.constantFrom(...zones),
      fc.constantFrom<TimeUnit>('month', 'quarter', 'year'),
      fc.constantFrom(-2, -1, 1, 2),
      hour,
      within,
      (zone, unit, count, hours, ms) => {
        const clock = inZone(zone)
        const key = `${zone} ${unit} ${count}`
        const range = [begin, begin + 401 * 86_400_000] as const
        const shifts = known.get(key) ?? measureShifts(unit, count, clock, range)
        known.set(key, shifts)
        const t = begin + hours * 3_600_000 + ms
        expect(shifted(shifts, t)).toBe(addUnits(t, unit, count, clock))
      },
    )
    fc.assert(property, { numRuns: 3000 })
  })
})
