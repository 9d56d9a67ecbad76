import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestLake, type TestLake } from '../../../test/support/lake.ts'
import { type Sql, sql, value } from '../../lake/sql.ts'
import { type TimeFormatName, timeFormats } from './index.ts'
import { parseTime, timeProblem } from './parse-time.ts'
import type { TimeFormat } from './time-format.ts'

let test: TestLake
beforeAll(async () => {
  test = await openTestLake()
})
afterAll(() => test.close())

async function read<T>(texts: readonly string[], expression: (text: Sql) => Sql): Promise<T[]> {
  const rows = await test.lake.query<{ result: T }>(sql`
    SELECT ${expression(sql`t::Nullable(String)`)} AS result
    FROM (SELECT arrayJoin(${value(texts, 'Array(String)')}) AS t) SETTINGS session_timezone = 'UTC'`)
  return rows.map(({ result }) => result)
}

const inFormats = (formats: readonly TimeFormatName[], zone = 'UTC', zones = ['Europe/Berlin']) => {
  return (text: Sql) =>
    sql`toFloat64(toUnixTimestamp64Milli(${parseTime(text, { spelling: { formats, zones }, zone })}))`
}

const names = Object.keys(timeFormats) as TimeFormatName[]

describe.each(names)('%s', (name) => {
  const { examples }: TimeFormat = timeFormats[name]
  it('reads its examples', async () => {
    const texts = examples.map(({ text }) => text)
    expect(await read(texts, inFormats([name]))).toEqual(
      examples.map(({ instant }) => Date.parse(instant)),
    )
  })
})

it.each([
  ['iso', 'Europe/Berlin', '2024-07-01 15:30', '2024-07-01T13:30:00Z'],
  ['iso', 'Europe/Berlin', '2024-07-01', '2024-06-30T22:00:00Z'],
  ['iso', 'Europe/Berlin', '2024-07-01T15:30Z', '2024-07-01T15:30:00Z'],
  ['month-name-first', 'America/New_York', 'Jan 2, 2024, 3:04:05 PM', '2024-01-02T20:04:05Z'],
  ['day-month-name', 'Europe/Berlin', 'Tue, 02 Jul 2024 03:04:05', '2024-07-02T01:04:05Z'],
  ['access-log', 'Europe/Berlin', '02/Jul/2024:03:04:05', '2024-07-02T01:04:05Z'],
  ['day-first', 'Asia/Kolkata', '13/07/2024 05:30', '2024-07-13T00:00:00Z'],
  ['compact', 'Europe/Berlin', '20240701153000', '2024-07-01T13:30:00Z'],
  ['epoch-seconds', 'Europe/Berlin', '1704164645', '2024-01-02T03:04:05Z'],
  ['iso', 'UTC', '1969-12-31T23:59:59.9999Z', '1969-12-31T23:59:59.999Z'],
  ['iso', 'UTC', '2024-01-02 03:04:05.6789999', '2024-01-02T03:04:05.678Z'],
  ['day-first', 'UTC', '02/01/2024 03:04:05.6789', '2024-01-02T03:04:05.678Z'],
  ['epoch-seconds', 'UTC', '1704164645.6789', '2024-01-02T03:04:05.678Z'],
  ['epoch-seconds', 'UTC', '1.704164645E9', '2024-01-02T03:04:05Z'],
  ['epoch-seconds', 'UTC', '-1', '1969-12-31T23:59:59Z'],
  ['epoch-milliseconds', 'UTC', '5000', '1970-01-01T00:00:05Z'],
  ['epoch-microseconds', 'UTC', '-1', '1969-12-31T23:59:59.999Z'],
  ['iso-named-zone', 'UTC', '2024-07-01 15:30 Europe/Berlin', '2024-07-01T13:30:00Z'],
  ['month-name-first', 'UTC', 'Jan 2, 2024, 3:04 PM PST', '2024-01-02T23:04:00Z'],
  ['iso', 'UTC', '2024-02-29', '2024-02-29T00:00:00Z'],
] as const)('%s in %s: %s is %s', async (name, zone, text, instant) => {
  expect(await read([text], inFormats([name], zone))).toEqual([Date.parse(instant)])
})

it.each([
  ['iso', '2026-03-00T10:00'],
  ['iso', '2026-00-01'],
  ['iso', '2026-13-01'],
  ['iso', '2026-02-30'],
  ['iso', '2025-02-29'],
  ['iso', '2026-04-31 10:00'],
  ['iso', '2026-03-01T10:60'],
  ['iso', '2026-03-01T10:00:61'],
  ['iso', '2026-03-01T25:00'],
  ['iso', '2026-03-01 10:00 CST'],
  ['iso', 'March 2026'],
  ['iso-named-zone', '2026-03-01 13:00 PM'],
  ['iso-named-zone', '2026-03-01 10:00 IST'],
  ['iso-named-zone', '2026-03-01 10:00 Mars/Base'],
  ['day-first', '30/02/2024'],
  ['day-first', '00/01/2024'],
  ['day-first', '01/00/2024'],
  ['day-first', '01/13/2024'],
  ['day-first', '01/01/2024 10:60'],
  ['month-first', '13/01/2024'],
  ['month-first', '02/30/2024'],
  ['month-first', '01.02.2024'],
  ['month-name-first', 'Feb 30, 2024'],
  ['month-name-first', 'Jan 2, 2024, 13:04 PM'],
  ['day-month-name', '31 Apr 2024'],
  ['access-log', '02/Jan/2024:24:04:05 +0000'],
  ['compact', '20240230'],
  ['compact', '20240228256000'],
  ['epoch-seconds', '1e400'],
  ['epoch-seconds', 'abc'],
  ['year-last', 'Tue Feb 30 03:04:05 2024'],
] as const)('%s: there is no %s', async (name, text) => {
  expect(
    await read([text], (t) => timeProblem(t, { spelling: { formats: [name] }, zone: 'UTC' })),
  ).toEqual(['unreadable-time'])
})

it.each([
  ['iso', '1850-01-01'],
  ['day-first', '01/01/1850'],
  ['month-name-first', 'Jan 2, 2400'],
  ['epoch-seconds', '99999999999'],
  ['epoch-seconds', '-9999999999'],
] as const)('%s: %s is out of range', async (name, text) => {
  expect(
    await read([text], (t) => timeProblem(t, { spelling: { formats: [name] }, zone: 'UTC' })),
  ).toEqual(['time-out-of-range'])
})
