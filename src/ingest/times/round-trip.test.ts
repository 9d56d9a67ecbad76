import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestLake, type TestLake } from '../../../test/support/lake.ts'
import { sql, value } from '../../lake/sql.ts'
import { judgeTimes } from './judge-times.ts'
import { parseTime } from './parse-time.ts'

let test: TestLake
beforeAll(async () => {
  test = await openTestLake()
})
afterAll(() => test.close())

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const two = (number: number) => String(number).padStart(2, '0')

/** Ways to print an instant of whole seconds in UTC. */
const printers: Readonly<Record<string, (at: Date) => string>> = {
  iso: (at) => at.toISOString(),
  'iso with an offset': (at) =>
    `${new Date(at.getTime() + 5_400_000).toISOString().slice(0, 19)}+01:30`,
  'iso with a comma': (at) => `${at.toISOString().slice(0, 19).replace('T', ' ')},000`,
  'rfc 2822': (at) => at.toUTCString(),
  'access log': (at) =>
    `${two(at.getUTCDate())}/${months[at.getUTCMonth()]}/${at.getUTCFullYear()}:${clock(at)} +0000`,
  english: (at) =>
    `${months[at.getUTCMonth()]} ${at.getUTCDate()}, ${at.getUTCFullYear()}, ${half(at)}`,
  'day first': (at) =>
    `${two(at.getUTCDate())}/${two(at.getUTCMonth() + 1)}/${at.getUTCFullYear()} ${clock(at)}`,
  'month first': (at) =>
    `${at.getUTCMonth() + 1}/${at.getUTCDate()}/${at.getUTCFullYear()} ${half(at)}`,
  dots: (at) => `${at.getUTCDate()}.${at.getUTCMonth() + 1}.${at.getUTCFullYear()} ${clock(at)}`,
  digits: (at) => at.toISOString().slice(0, 19).replaceAll(/\D/g, ''),
  seconds: (at) => String(at.getTime() / 1000),
  milliseconds: (at) => String(at.getTime()),
  microseconds: (at) => `${at.getTime()}999`,
  nanoseconds: (at) => `${at.getTime()}999999`,
}

const clock = (at: Date) => at.toISOString().slice(11, 19)

function half(at: Date): string {
  const hour = at.getUTCHours()
  return `${hour % 12 || 12}${clock(at).slice(2)} ${hour < 12 ? 'AM' : 'PM'}`
}

const instants = fc.array(
  fc
    .integer({ min: Date.UTC(2001, 8, 10) / 1000, max: Date.UTC(2038, 0) / 1000 })
    .map((seconds) => seconds * 1000),
  { minLength: 1, maxLength: 6 },
)

it('reads back any column that it does not ask about', async () => {
  const run = fc.asyncProperty(
    fc.constantFrom(...Object.keys(printers)),
    instants,
    async (name, times) => {
      const texts = times.map((time) => printers[name]!(new Date(time)))
      const from = sql`(SELECT arrayJoin(${value(texts, 'Array(String)')}) AS x)`
      const column = { texts: sql`[x]`, from, settings: sql`max_threads = 1` }
      const spelling = await judgeTimes(test.lake, column, 'UTC', [])
      if (spelling?.open !== undefined) {
        expect(name).toMatch(/first/)
        expect(times.every((time) => new Date(time).getUTCDate() <= 12)).toBe(true)
        return
      }
      const rows = await test.lake.query<{ ms: number }>(sql`
        SELECT toFloat64(toUnixTimestamp64Milli(${parseTime(sql`x`, { spelling: spelling!, zone: 'UTC' })})) AS ms
        FROM ${from}`)
      expect(rows.map(({ ms }) => ms)).toEqual(times)
    },
  )
  await fc.assert(run, { numRuns: 60 })
})
