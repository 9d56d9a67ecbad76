import { describe, expect, it } from 'vitest'
import { dateRangePresets } from './date-range-presets.ts'
import { toMilliseconds, readUnitAndCount } from './duration.ts'
import { errors, ThroughlineError } from './errors.ts'
import { printPath } from './path.ts'
import { touchCondition } from './criterion.ts'
import { pathOf } from '../../test/support/path.ts'

describe('durations', () => {
  it.each([
    [{ minutes: 30 }, 'minutes', 30, 1_800_000],
    ['7d', 'days', 7, 604_800_000],
    ['3mo', 'months', 3, 7_776_000_000],
  ] as const)('reads %j', (value, unit, count, ms) => {
    expect(readUnitAndCount(value)).toEqual({ unit, count })
    expect(toMilliseconds(value)).toBe(ms)
  })
})

describe('date range presets', () => {
  it('are rolling ranges', () => {
    expect(dateRangePresets['last-7-days']).toMatchObject({
      start: { startOf: 'day', offset: { days: -6 } },
      end: { endOf: 'day' },
    })
    expect(dateRangePresets['2-weeks-ago']).toMatchObject({
      start: { startOf: 'week', offset: { weeks: -2 } },
      end: { startOf: 'week', offset: { weeks: -1 } },
    })
  })
})

describe('errors', () => {
  it('have codes of the form area/what and a message', () => {
    for (const [code, entry] of Object.entries(errors)) {
      expect(code).toMatch(/^[a-z-]+\/[a-z-]+$/)
      const message = entry.message as (params: object) => string
      expect(message({ conflict: [], cycle: [], usedBy: [], readings: [], source: 'a' })).not.toBe(
        '',
      )
    }
  })

  it('name the bad value and the allowed ones', () => {
    const error = new ThroughlineError('dataset/unknown', { id: 'wep', allowed: ['web', 'app'] }, [
      'x',
    ])
    expect(error.message).toBe('there is no dataset "wep"; allowed: web, app')
    expect({ status: error.status, path: error.path }).toEqual({ status: 404, path: pathOf('x') })
  })

  it('write paths as the reader does', () => {
    expect(printPath([2, 'columns', 1, 'metric'])).toBe('[2].columns[1].metric')
  })
})

describe('touches', () => {
  it('are conditions', () => {
    expect(touchCondition({ dimension: 'page', item: 'Home' })).toEqual({
      dimension: 'page',
      op: 'equals',
      value: 'Home',
    })
    expect(touchCondition({ dimension: 'page', item: null })).toEqual({
      dimension: 'page',
      op: 'not-exists',
    })
    expect(touchCondition({ metric: 'orders' })).toEqual({ metric: 'orders', op: 'exists' })
  })
})
