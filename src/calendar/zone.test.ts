import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS, instantOf, localOf, offsetAt, startOfDay, stretchesBetween } from './zone.ts'

const iso = (ms: number): string => new Date(ms).toISOString()
const at = (text: string): number => Date.parse(text)

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Pacific/Apia',
  'Africa/Casablanca',
  'Asia/Gaza',
]

/** The clocks of a zone as Intl shows them. */
const shown = (ms: number, timeZone: string): string => {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  })
  return format.format(ms).replace(' ', 'T')
}

describe('offsetAt', () => {
  it('agrees with Intl at any instant of many zones', () => {
    const instants = fc.integer({ min: at('1950-01-01'), max: at('2045-01-01') })
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instants, (zone, ms) => {
        const wall = new Date(ms + offsetAt(ms, zone)).toISOString().slice(0, 19)
        expect(wall).toBe(shown(ms, zone))
      }),
      { numRuns: 500 },
    )
  })

  it.each(ZONES)('misses no change in %s from 1990 to 2030', (zone) => {
    const stretches = stretchesBetween(at('1990-01-01'), at('2030-01-01'), zone)
    for (const { start, end, offset } of stretches) {
      for (let ms = start; ms < end; ms += 2 * DAY_MS) {
        expect(new Date(ms + offset).toISOString().slice(0, 19)).toBe(shown(ms, zone))
      }
      expect(new Date(end - 1000 + offset).toISOString().slice(0, 19)).toBe(shown(end - 1000, zone))
    }
  })

  it('refuses a zone that does not exist, by name', () => {
    expect(() => offsetAt(0, 'Mars/Olympus')).toThrow(/"Mars\/Olympus"/)
  })
})

describe('instantOf', () => {
  it('is the inverse of localOf, and the first of a repeated time', () => {
    const instants = fc.integer({ min: at('1990-01-01'), max: at('2035-01-01') })
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instants, (zone, ms) => {
        const back = instantOf(localOf(ms, zone), zone)
        expect(back).toBeLessThanOrEqual(ms)
        expect({ ...localOf(back, zone) }).toEqual({ ...localOf(ms, zone) })
      }),
    )
  })

  it.each([
    // missing: the first instant after the gap
    ['Europe/Berlin', { year: 2026, month: 3, day: 29, hour: 2, minute: 30 }, '2026-03-29T01:00'],
    ['America/New_York', { year: 2026, month: 3, day: 8, hour: 2 }, '2026-03-08T07:00'],
    [
      'Australia/Lord_Howe',
      { year: 2026, month: 10, day: 4, hour: 2, minute: 10 },
      '2026-10-03T15:30',
    ],
    ['Pacific/Apia', { year: 2011, month: 12, day: 30, hour: 12 }, '2011-12-30T10:00'],
    // repeated: the first
    ['Europe/Berlin', { year: 2026, month: 10, day: 25, hour: 2, minute: 30 }, '2026-10-25T00:30'],
    ['America/New_York', { year: 2026, month: 11, day: 1, hour: 1 }, '2026-11-01T05:00'],
    [
      'Australia/Lord_Howe',
      { year: 2026, month: 4, day: 5, hour: 1, minute: 45 },
      '2026-04-04T14:45',
    ],
    ['Asia/Kolkata', { year: 2026, month: 1, day: 1 }, '2025-12-31T18:30'],
  ])('%s %o', (zone, local, utc) => {
    expect(iso(instantOf(local, zone)).slice(0, 16)).toBe(utc)
  })
})

describe('startOfDay', () => {
  it('is one o’clock on a day without midnight', () => {
    const start = startOfDay(at('2018-11-04T12:00Z'), 'America/Sao_Paulo')
    expect(iso(start)).toBe('2018-11-04T03:00:00.000Z')
    expect(localOf(start, 'America/Sao_Paulo')).toMatchObject({
      day: 4,
      hour: 1,
      weekday: 'sunday',
    })
  })
})
