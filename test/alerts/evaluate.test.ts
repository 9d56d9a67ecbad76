import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateAlert } from '../../src/alerts/evaluate.ts'
import { previewAlert } from '../../src/alerts/index.ts'
import { findBegin, listDuePeriods, listLastPeriods } from '../../src/alerts/periods.ts'
import type { Alert } from '../../src/model/definitions/alert.ts'
import { parseDefinitionAs } from '../../src/model/definitions/index.ts'
import { findAnomalies } from '../../src/statistics/anomalies.ts'
import { contextOf } from '../support/ask.ts'
import type { MemoryEvent } from '../support/memory-source.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const berlin = 'Europe/Berlin'

const alertOf = (more: object): Alert =>
  parseDefinitionAs('alert', { kind: 'alert', id: 'a', dataView: 'v', ...more })

const eventsAt = (times: readonly number[], page = 'p0'): MemoryEvent[] =>
  times.map((time, index) => ({ person: `p${index % 3}`, time, fields: { page } }))

const clocks = new Map<string, Intl.DateTimeFormat>()

/** To make one takes much longer than to read it. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('sv', {
      ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit' },
      ...{ hour: '2-digit', hourCycle: 'h23' },
    })
  clocks.set(timeZone, clock)
  return clock
}

/** The wall clock of a zone, as the browser tells it. */
const wallOf = (time: number, timeZone: string): string =>
  clockOf(timeZone).format(time).replace(' ', 'T')

/** What a period is called, by the wall clock alone. */
const nameOf = {
  hour: (time: number, zone: string) => wallOf(time, zone).slice(0, 13),
  day: (time: number, zone: string) => wallOf(time, zone).slice(0, 10),
  week(time: number, zone: string) {
    const day = Date.parse(wallOf(time, zone).slice(0, 10))
    return new Date(day - ((new Date(day).getUTCDay() + 6) % 7) * DAY).toISOString().slice(0, 10)
  },
  month: (time: number, zone: string) => wallOf(time, zone).slice(0, 7),
}

/** The last whole periods before a moment, found by walking back in quarters of an hour. */
function walkBack(unit: keyof typeof nameOf, now: number, count: number, zone: string): string[] {
  const found: string[] = []
  const running = nameOf[unit](now, zone)
  for (let time = now; found.length < count; time -= HOUR / 4) {
    const name = nameOf[unit](time, zone)
    if (name !== running && name !== found[0]) found.unshift(name)
  }
  return found
}

describe('what an alert says of periods', () => {
  const moments = fc.integer({ min: -40 * 24, max: 2 * 24 }).map((hours) => hours * HOUR)
  const aroundClockChanges = fc.constantFrom(
    Date.parse('2026-03-30T12:20:00Z'),
    Date.parse('2026-10-26T12:20:00Z'),
  )

  it.each(['hour', 'day', 'week', 'month'] as const)(
    'is what counting %ss by the wall clock says, across changes of clocks',
    async (granularity) => {
      const property = fc.asyncProperty(
        aroundClockChanges,
        fc.array(moments, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 0, max: 6 }),
        async (now, offsets, most) => {
          const times = offsets.map((offset) => now + offset).filter((time) => time < now)
          fc.pre(times.length > 0)
          const context = contextOf({
            ...{ events: eventsAt(times), view: { timeZone: berlin } },
            now: new Date(now).toISOString(),
          })
          const alert = alertOf({
            granularity,
            metrics: [
              { metric: 'events', when: { kind: 'at-most', value: most } },
              { metric: 'events', when: { kind: 'change', percent: 50, direction: 'up' } },
            ],
          })
          const periods = listLastPeriods(granularity, 5, now, context.dataView)
          const found = await evaluateAlert(context, alert, periods)
          const names = walkBack(granularity, now, 6, berlin)
          const counts = names.map(
            (name) => times.filter((time) => nameOf[granularity](time, berlin) === name).length,
          )
          const first = nameOf[granularity](Math.min(...times), berlin)
          const known = names.map((name, index) => (name < first ? null : counts[index]!))
          expect(found.periods.map(({ findings }) => findings.map(({ value }) => value))).toEqual(
            known.slice(1).map((count) => [count, count]),
          )
          expect(found.periods.map(({ findings }) => findings.map(({ fired }) => fired))).toEqual(
            known.slice(1).map((count, index) => {
              const before = known[index]!
              const isUp = count !== null && before !== null && before > 0 && count >= 1.5 * before
              return [count !== null && count <= most, isUp]
            }),
          )
        },
      )
      await fc.assert(property, { numRuns: 25 })
    },
  )

  it('has the bands of the anomaly detection by what came before, at the confidence asked for', async () => {
    const start = Date.parse('2026-02-02T00:00:00Z')
    const usual = [20, 22, 21, 23, 25, 14, 12]
    const counts = Array.from({ length: 50 }, (_, day) => usual[day % 7]! + (day % 4))
    counts[49] = 17
    const times = counts.flatMap((count, day) =>
      Array.from({ length: count }, (_, index) => start + day * DAY + index * 60_000),
    )
    const now = new Date(start + 50 * DAY + HOUR).toISOString()
    const context = contextOf({ events: eventsAt(times), now })
    for (const confidence of [90, 95, 99, 99.75, 99.9] as const) {
      const when = { kind: 'anomaly', direction: 'above', confidence }
      const alert = alertOf({ metrics: [{ metric: 'events', when }] })
      const { periods } = await previewAlert(context, alert)
      expect(periods).toHaveLength(30)
      for (const [index, { findings }] of periods.entries()) {
        const day = 20 + index
        const series = counts.slice(Math.max(0, day - 35), day + 1)
        const expected = findAnomalies(series, {
          granularity: 'day',
          confidence: confidence / 100,
        }).at(-1)!
        const { value, fired, lower, upper, expected: own } = findings[0]!
        expect([value, own, lower, upper]).toEqual([
          counts[day],
          expected.expected,
          expected.lower,
          expected.upper,
        ])
        expect(fired).toBe(counts[day]! > expected.upper)
      }
    }
  })

  it('looks at weeks of a retail calendar, of which one has the hour twice', async () => {
    const calendar = { type: '4-4-5', firstDayOfYear: '2026-02-01' } as const
    const now = '2026-10-27T09:00:00Z'
    // From Sunday the 18th to Saturday the 24th, and none of the week that begins with the change of clocks.
    const times = ['2026-10-17T21:59:00Z', '2026-10-17T22:00:00Z', '2026-10-24T21:59:00Z']
    const view = { timeZone: berlin, calendar }
    const context = contextOf({
      events: eventsAt(times.map((each) => Date.parse(each))),
      view,
      now,
    })
    const metrics = [{ metric: 'events', when: { kind: 'at-least', value: 2 } }]
    const weekly = alertOf({ granularity: 'week', metrics })
    const { periods } = await previewAlert(context, weekly)
    expect(periods.slice(-2).map(({ start, findings }) => [start, findings[0]!.value])).toEqual([
      ['2026-10-10T22:00:00.000Z', 1],
      ['2026-10-17T22:00:00.000Z', 2],
    ])
    const monthly = previewAlert(context, alertOf({ granularity: 'month', metrics }))
    await expect(monthly).rejects.toMatchObject({
      code: 'definition/invalid',
      path: ['granularity'],
    })
  })

  it('says once how many periods there is no data of, and keeps what else is to be known', async () => {
    const first = Date.parse('2026-03-01T10:00:00Z')
    const context = contextOf({ events: eventsAt([first, first + DAY]), now: '2026-03-11' })
    const metrics = [{ metric: 'events', when: { kind: 'at-least', value: 1 } }]
    const where = { dimension: 'page', op: 'equals', value: 'nowhere' }
    const segments = [{ container: 'event', where }]
    const { warnings } = await previewAlert(context, alertOf({ metrics, segments }))
    const told = warnings.filter((warning) => warning.includes('empty'))
    expect(told).toEqual([
      '28 of the periods that are looked at are empty: there is data from Mar 1, 2026, 10:00 to Mar 2, 2026, 10:00 (UTC)',
    ])
    expect(warnings.length).toBeGreaterThan(1)
  })

  it('is of events that all or any of its segments and items keep', async () => {
    const day = Date.parse('2026-03-03T10:00:00Z')
    const events = [
      { person: 'ann', time: day, fields: { page: 'p0', channel: 'mail' } },
      { person: 'ann', time: day + 1000, fields: { page: 'p1', channel: 'mail' } },
      { person: 'bob', time: day + 2000, fields: { page: 'p0' } },
      { person: 'cid', time: day + 3000, fields: { page: 'p2', channel: 'search' } },
    ]
    const context = contextOf({ events, now: '2026-03-04T10:00:00Z' })
    const where = { dimension: 'page', op: 'equals', value: 'p0' }
    const count = async (filters: object) => {
      const metrics = [{ metric: 'events', when: { kind: 'at-least', value: 0 } }]
      const { periods } = await previewAlert(context, alertOf({ metrics, ...filters }))
      return periods.at(-1)!.findings[0]!.value
    }
    const segments = [{ container: 'event', where }]
    const items = [{ dimension: 'channel', items: ['search', null] }]
    expect(await count({})).toBe(4)
    expect(await count({ segments })).toBe(2)
    expect(await count({ items })).toBe(2)
    expect(await count({ segments, items })).toBe(1)
    expect(await count({ segments, items, match: 'any' })).toBe(3)
  })

  it('says where a component is that is not there', async () => {
    const context = contextOf({ events: eventsAt([0]), now: '2026-03-04T10:00:00Z' })
    const when = { kind: 'at-least', value: 1 }
    const preview = (more: object) =>
      previewAlert(context, alertOf({ metrics: [{ metric: 'events', when }], ...more }))
    await expect(preview({ metrics: [{ metric: 'none', when }] })).rejects.toMatchObject({
      path: ['metrics', 0, 'metric'],
    })
    const items = [{ dimension: 'none', items: ['x'] }]
    for (const match of ['all', 'any']) {
      await expect(preview({ items, match })).rejects.toMatchObject({ path: ['items', 0] })
    }
  })
})

describe('periods that are due', () => {
  const clock = {
    timeZone: berlin,
    calendar: { type: 'gregorian', firstMonth: 1, firstDayOfWeek: 'monday' },
  } as const
  const daily = { granularity: 'day', delayMinutes: 540 } as const
  const at = (iso: string) => Date.parse(iso)

  it('begin with the one whose delay has not passed', () => {
    expect(findBegin(daily, at('2026-03-10T07:59:00Z'), clock)).toBe(at('2026-03-08T23:00:00Z'))
    expect(findBegin(daily, at('2026-03-10T08:00:00Z'), clock)).toBe(at('2026-03-09T23:00:00Z'))
  })

  it('are each one once, the latest thirty of more', () => {
    const now = at('2026-03-10T08:00:00Z')
    const { periods, skipped } = listDuePeriods(daily, at('2026-01-31T23:00:00Z'), now, clock)
    expect([periods.length, skipped]).toEqual([30, 7])
    expect(periods.at(-1)).toEqual({
      start: at('2026-03-08T23:00:00Z'),
      end: at('2026-03-09T23:00:00Z'),
    })
    expect(
      periods.every(({ start }, index) => index === 0 || start === periods[index - 1]!.end),
    ).toBe(true)
  })

  it('are of 23 and 25 hours where clocks change', () => {
    const lengths = (from: string, to: string) =>
      listDuePeriods(daily, at(from), at(to), clock).periods.map(
        ({ start, end }) => (end - start) / HOUR,
      )
    expect(lengths('2026-03-27T23:00:00Z', '2026-03-31T08:00:00Z')).toEqual([24, 23, 24])
    expect(lengths('2026-10-23T22:00:00Z', '2026-10-27T09:00:00Z')).toEqual([24, 25, 24])
  })
})
