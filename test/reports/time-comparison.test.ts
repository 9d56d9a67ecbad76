import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemorySource } from '../support/memory-source.ts'
import { ask } from '../support/ask.ts'

const HOUR_MS = 3_600_000
const START = Date.UTC(2025, 0, 1)
const pages = ['A', 'B', 'C'] as const

/** Events of fourteen months, few enough that most are near the ranges below. */
const worlds = fc.array(
  fc.record({
    person: fc.constantFrom('ann', 'bob', 'cem', 'dee'),
    time: fc.integer({ min: 0, max: 425 * 4 }).map((part) => START + part * 6 * HOUR_MS),
    fields: fc.record({ page: fc.constantFrom(...pages) }),
  }),
  { minLength: 1, maxLength: 60 },
)

const does = (page: string) => ({ where: { dimension: 'page', op: 'equals', value: page } })
const step = (item: string) => ({ any: [{ dimension: 'page', item }] })

const requests = [
  { kind: 'trends', events: [does('A')], breakdown: 'page', interval: 'week' },
  { kind: 'conversion-trends', steps: [step('A'), step('B')], interval: 'month' },
  { kind: 'growth', interval: 'week', compare: [{ container: 'event', ...does('B') }] },
  { kind: 'frequency', ...does('A'), interval: 'month' },
  { kind: 'engagement', features: [does('A'), does('B')] },
  { kind: 'retention', start: does('A'), return: does('B'), unit: 'day' },
  { kind: 'fallout', steps: [step('A'), step('B')] },
]

const dateRange = { start: '2026-01-05', end: '2026-03-02' }
const earlier: readonly (readonly [unknown, { start: string; end: string }])[] = [
  ['previous-period', { start: '2025-11-10', end: '2026-01-05' }],
  ['13-weeks', { start: '2025-10-06', end: '2025-12-01' }],
  ['52-weeks', { start: '2025-01-06', end: '2025-03-03' }],
  ['previous-year', { start: '2025-01-05', end: '2025-03-02' }],
  [
    { dateRange: { start: '2025-06-01', end: '2025-07-01' } },
    { start: '2025-06-01', end: '2025-07-01' },
  ],
]

const midnight = (day: string) => `${day}T00:00:00.000Z`

describe('a guided analysis beside an earlier range', () => {
  it.each(requests)('$kind is that of the range alone', async (request) => {
    await fc.assert(
      fc.asyncProperty(
        worlds,
        fc.constantFrom(...earlier),
        async (events, [compareTime, range]) => {
          const world = [
            ...pages.map((page) => ({ person: 'zoe', time: START, fields: { page } })),
            ...events,
          ]
          const answerOf = async (more: object) => {
            const { meta: _, ...result } = await ask(
              { events: world },
              {
                dateRange,
                ...request,
                ...more,
              },
            )
            return result
          }
          const { comparison, ...own } = (await answerOf({ compareTime })) as { comparison: object }
          expect(own).toEqual(await answerOf({}))
          expect(comparison).toEqual({
            dateRange: { start: midnight(range.start), end: midnight(range.end) },
            ...(await answerOf({ dateRange: range })),
          })
        },
      ),
      { numRuns: 25 },
    )
  })

  it('says so in words, and where its range is wrong', async () => {
    const source = createMemorySource([{ person: 'ann', time: START, fields: { page: 'A' } }])
    const request = { kind: 'growth', dateRange, compareTime: '52-weeks', explain: true }
    const { meta } = await ask({ source }, request)
    expect(meta.plan!.at(-1)).toBe('Compared with the same of Jan 6, 2025 – Mar 2, 2025.')
    const other = { ...request, compareTime: { dateRange: 'some-day' } }
    await expect(ask({ source }, other)).rejects.toMatchObject({
      path: ['compareTime', 'dateRange'],
    })
    await expect(ask({ source }, { ...request, compareTime: '12-weeks' })).rejects.toMatchObject({
      code: 'request/invalid',
      path: expect.arrayContaining(['compareTime']),
    })
  })
})
