import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS, fromWallTime, findStretches, toWallTime } from './zone.ts'

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

describe('wallOf', () => {
  it('agrees with Intl at any instant of many zones', () => {
    const instants = fc.integer({ min: at('1950-01-01'), max: at('2045-01-01') })
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instants, (zone, ms) => {
        const wall = new Date(toWallTime(ms, zone)).toISOString().slice(0, 19)
        expect(wall).toBe(shown(ms, zone))
      }),
      { numRuns: 500 },
    )
  })

  it.each(ZONES)('misses no change in %s from 1990 to 2030', (zone) => {
    const stretches = findStretches(at('1990-01-01'), at('2030-01-01'), zone)
    for (const { start, end, offset } of stretches) {
      for (let ms = start; ms < end; ms += 2 * DAY_MS) {
        expect(new Date(ms + offset).toISOString().slice(0, 19)).toBe(shown(ms, zone))
      }
      expect(new Date(end - 1000 + offset).toISOString().slice(0, 19)).toBe(shown(end - 1000, zone))
    }
  })

  it('refuses a zone that does not exist, by name', () => {
    expect(() => toWallTime(0, 'Mars/Olympus')).toThrow(/Mars\/Olympus/)
  })
})

describe('instantOfWall', () => {
  it('is the inverse of wallOf, and the first of a repeated time', () => {
    const instants = fc.integer({ min: at('1990-01-01'), max: at('2035-01-01') })
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instants, (zone, ms) => {
        const back = fromWallTime(toWallTime(ms, zone), zone)
        expect(back).toBeLessThanOrEqual(ms)
        expect(toWallTime(back, zone)).toBe(toWallTime(ms, zone))
      }),
    )
  })

  it.each([
    // missing: the first instant after the gap
    ['Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:00'],
    ['America/New_York', '2026-03-08T02:00', '2026-03-08T07:00'],
    ['Australia/Lord_Howe', '2026-10-04T02:10', '2026-10-03T15:30'],
    ['Pacific/Apia', '2011-12-30T12:00', '2011-12-30T10:00'],
    // repeated: the first
    ['Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30'],
    ['America/New_York', '2026-11-01T01:00', '2026-11-01T05:00'],
    ['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45'],
    ['Asia/Kolkata', '2026-01-01T00:00', '2025-12-31T18:30'],
  ])('%s %s', (zone, wall, utc) => {
    expect(iso(fromWallTime(at(`${wall}Z`), zone)).slice(0, 16)).toBe(utc)
  })
})
