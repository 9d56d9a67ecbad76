import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addUnits, toWallTime, type TimeUnit } from '../../src/calendar/index.ts'
import { dataView } from '../../src/model/definitions/data-view.ts'
import { compileDerivedField } from '../../src/query/derived-fields/compile.ts'
import { compilationOf, itemPerRow, sourceOf, viewOf } from '../support/items-per-row.ts'

type Ends = readonly [from: number, to: number]

async function unitsBetween(ends: readonly Ends[], granularity: string, settings: object = {}) {
  const rows = ends.map(([from, to]) => ({ fields: { from, to } }))
  const types = { from: 'timestamp', to: 'timestamp' } as const
  const [from, to] = ['from', 'to'].map((field) => ({ input: { field } }))
  const rules = [{ function: 'date-math', from, to, granularity }]
  const view = viewOf({ derivedFields: [{ id: 'derived', rules }], ...settings })
  const c = await compilationOf(sourceOf(rows, { types, batchEvents: 3 }), view)
  return itemPerRow(c, await compileDerivedField(c, view.derivedFields[0]!), rows.length)
}

const at = (text: string): number => Date.parse(`${text.includes('T') ? text : `${text}T00:00`}Z`)

describe('date math (§4)', () => {
  it.each([
    ['2026-01-31', '2026-02-28', 'month', 1],
    ['2026-01-31', '2026-02-27', 'month', 0],
    ['2024-01-31', '2024-02-28', 'month', 0],
    ['2024-01-31', '2024-02-29', 'month', 1],
    ['2024-02-29', '2025-02-28', 'month', 12],
    ['2024-02-29', '2025-02-28', 'year', 1],
    ['2024-02-29', '2025-02-27', 'year', 0],
    ['2026-05-31', '2026-06-30', 'month', 1],
    ['2026-01-31T10:00', '2026-02-28T09:59', 'month', 0],
    ['2026-01-31T10:00', '2026-02-28T10:00', 'month', 1],
    ['2025-11-30', '2026-02-28', 'quarter', 1],
    ['2026-02-28', '2026-01-31', 'month', -1],
    ['1950-03-01', '2026-02-28', 'year', 75],
    ['2026-01-01', '9999-01-01', 'year', 7973],
    ['2026-01-01', '2026-01-15', 'week', 2],
    ['2026-01-01T12:00', '2026-01-03T11:00', 'day', 1],
    ['2026-01-01T12:00', '2026-01-01T13:59', 'hour', 1],
    ['2026-01-01T12:00', '2026-01-01T12:59', 'minute', 59],
    ['2026-01-01T12:00', '2026-01-01T11:59', 'second', -60],
  ])('from %s to %s in units of a %s', async (from, to, unit, expected) => {
    expect(await unitsBetween([[at(from), at(to)]], unit)).toEqual([expected])
  })

  const units = ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'] as const
  const calendars = [
    { type: 'gregorian' },
    { type: 'gregorian', firstMonth: 10 },
    { type: '4-5-4', firstDayOfYear: '2024-02-04' },
  ]
  const zones = ['UTC', 'America/Los_Angeles', 'Europe/Berlin', 'Australia/Lord_Howe']
  const HOUR = 3_600_000
  const instant = fc
    .integer({ min: at('2019-01-01') / HOUR, max: at('2029-01-01') / HOUR })
    .map((hours) => hours * HOUR)
  /** Days near the ends of months come often. */
  const end = fc.oneof(
    instant,
    fc
      .record({ month: fc.nat(119), day: fc.integer({ min: -3, max: 1 }) })
      .map(({ month, day }) => Date.UTC(2019, month, day)),
  )

  it('counts as many units as can be added, as segments count', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(end, end), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(...units),
        fc.constantFrom(...zones),
        fc.constantFrom(...calendars),
        async (ends, unit, timeZone, written) => {
          const { calendar } = dataView.parse({
            kind: 'data-view',
            id: 'v',
            connection: 'c',
            calendar: written,
          })
          const found = await unitsBetween(ends, unit, { timeZone, calendar: written })
          expect(found).toEqual(ends.map((pair) => slowUnits(pair, unit, timeZone, calendar)))
        },
      ),
      { numRuns: 80 },
    )
  })

  const lengths = { second: 1000, minute: 60_000, hour: HOUR, day: 24 * HOUR, week: 168 * HOUR }

  type Calendar = ReturnType<typeof dataView.parse>['calendar']

  /** Days and longer on clocks that never change, seconds to hours as they elapse. */
  function slowUnits([a, b]: Ends, unit: TimeUnit, timeZone: string, calendar: Calendar): number {
    if (b < a) return -slowUnits([b, a], unit, timeZone, calendar) + 0
    const isElapsed = unit === 'second' || unit === 'minute' || unit === 'hour'
    const [from, to] = isElapsed ? [a, b] : [toWallTime(a, timeZone), toWallTime(b, timeZone)]
    if (to < from) return 0
    const clock = { timeZone: 'UTC', calendar }
    if (unit in lengths) return Math.floor((to - from) / lengths[unit as keyof typeof lengths])
    let count = 0
    while (addUnits(from, unit, count + 1, clock) <= to) count++
    return count
  }
})
