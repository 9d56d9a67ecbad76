import { expect, it } from 'vitest'
import { findDataDays, reportRange } from './data-range.ts'

const times = { firstTime: Date.UTC(2026, 0, 1, 23, 30), lastTime: Date.UTC(2026, 0, 31, 12) }

it('takes all data from the first event to just after the last', () => {
  expect(reportRange('all', times)).toEqual({
    start: '2026-01-01T23:30:00.000Z',
    end: '2026-01-31T12:00:00.001Z',
  })
  expect(reportRange('last-week', times)).toBe('last-week')
})

it('names the days of the data in the zone of the data view', () => {
  expect(findDataDays(times, 'Europe/Berlin')).toEqual({ start: '2026-01-02', end: '2026-01-31' })
})
