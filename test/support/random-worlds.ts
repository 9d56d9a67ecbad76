import fc from 'fast-check'
import type { MemoryEvent } from './memory-source.ts'

const HOUR = 3_600_000
const START = Date.parse('2026-03-27T00:00:00Z')

/** One event of a small world around a change to summer time; colliding times, blanks and lists occur. */
const event = fc.record({
  person: fc.constantFrom('ann', 'bob', 'cem', 'dee'),
  time: fc.integer({ min: 0, max: 4 * 24 * 4 }).map((quarter) => START + (quarter * HOUR) / 4),
  dataset: fc.constantFrom('web', 'calls'),
  fields: fc.record({
    page: fc.constantFrom('home', 'search', 'cart', '', null),
    channel: fc.constantFrom('email', 'seo', null),
    amount: fc.constantFrom(1, 2.5, 0, -1, null),
    tags: fc.array(fc.constantFrom('new', 'sale', 'gift'), { maxLength: 3 }),
  }),
})

/** Random small worlds: up to four persons with up to thirty events in all. */
export const worlds: fc.Arbitrary<readonly MemoryEvent[]> = fc.array(event, { maxLength: 30 })

/** The same, no person having two events at one time, so that the order of rows cannot matter. */
export const worldsWithoutTies: fc.Arbitrary<readonly MemoryEvent[]> = fc.uniqueArray(event, {
  maxLength: 30,
  selector: ({ person, time }) => `${person} ${time}`,
})

export const view = {
  timeZone: 'Europe/Berlin',
  dimensions: [{ id: 'page' }, { id: 'channel' }, { id: 'tags' }],
  metrics: [{ id: 'amount' }],
}

/** Types of fields that may have no value at all in a small world. */
export const types = {
  page: 'string',
  channel: 'string',
  amount: 'number',
  tags: 'string',
} as const

export const wholeRange = { start: '2026-03-20', end: '2026-04-10' }
