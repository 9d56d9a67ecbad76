import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MemoryEvent } from '../support/memory-source.ts'
import type { RetentionResult } from '../../src/query/reports/retention/request.ts'
import { pathOf } from '../support/path.ts'
import { ask } from '../support/ask.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 0, 1)
const dateRange = { start: '2026-01-01', end: '2026-02-01' }
const did = (event: string) => ({ where: { dimension: 'event', op: 'equals', value: event } })

/** `ann: '0 start, 1.5 back'`: days since the start of the range. */
function worldOf(journeys: Readonly<Record<string, string>>): MemoryEvent[] {
  const filler = { person: 'zoe', time: START + 40 * DAY, fields: { event: 'other' } }
  const told = Object.entries(journeys).flatMap(([person, text]) =>
    text.split(', ').map((part) => {
      const [day, event] = part.split(' ')
      return { person, time: START + Math.round(Number(day) * DAY), fields: { event } }
    }),
  )
  return [...told, filler]
}

async function askRetention(events: readonly MemoryEvent[], request: object = {}) {
  const defaults = { kind: 'retention', start: did('start'), return: did('back'), dateRange }
  const world = { events, options: { batchEvents: 4, runners: 2 }, now: '2026-01-01' }
  return (await ask<RetentionResult>(world, { ...defaults, ...request })).series
}

const counts = (series: RetentionResult['series']) =>
  series.map(({ included, brackets }) => [included, ...brackets.map(({ count }) => count)])

describe('retention', () => {
  const journeys = {
    ann: '0 start, 0.5 back, 1 back, 6.9 back',
    ben: '0.99 start, 1.01 back, 3 start, 4 back',
    cid: '5 start, 9.5 back',
    dan: '28 start, 29 back',
    eve: '2 back',
  }

  it('counts elapsed days, not those of the calendar', async () => {
    const [series] = await askRetention(worldOf(journeys), {
      brackets: [
        [0, 0],
        [1, 1],
        [2, 6],
      ],
    })
    expect(series).toMatchObject({ segment: null, included: 3 })
    expect(series!.brackets).toEqual([
      { from: 0, to: 0, count: 2, rate: 2 / 3 },
      { from: 1, to: 1, count: 1, rate: 1 / 3 },
      { from: 2, to: 6, count: 3, rate: 1 },
    ])
  })

  it('leaves out starts from which not all brackets can be reached', async () => {
    expect(counts(await askRetention(worldOf(journeys), { brackets: [[1, 1]] }))).toEqual([[4, 2]])
    expect(counts(await askRetention(worldOf(journeys), { brackets: [[1, 2]] }))).toEqual([[4, 2]])
    expect(counts(await askRetention(worldOf(journeys), { brackets: [[1, 3]] }))).toEqual([[3, 2]])
  })

  it('has seven units by default, fewer where the range has no room for them', async () => {
    const [week] = await askRetention(worldOf(journeys), { unit: 'week' })
    expect(week!.brackets.map(({ from }) => from)).toEqual([1, 2, 3])
    expect((await askRetention(worldOf(journeys)))[0]!.brackets).toHaveLength(7)
  })

  it('knows every start as one of its own, and the first start ever', async () => {
    const brackets = [[1, 1]]
    expect(counts(await askRetention(worldOf(journeys), { brackets, entry: 'each' }))).toEqual([
      [5, 3],
    ])
    const earlier = { start: '2026-01-02', end: '2026-02-01' }
    const ever = { brackets, entry: 'first-ever', dateRange: earlier }
    expect(counts(await askRetention(worldOf(journeys), ever))).toEqual([[2, 1]])
    const inRange = { ...ever, entry: 'first-in-range' }
    expect(counts(await askRetention(worldOf(journeys), inRange))).toEqual([[3, 2]])
  })

  it('takes any of several return events, each as often as it asks', async () => {
    const journey = worldOf({ ann: '0 start, 1.1 back, 1.2 back', ben: '0 start, 1.3 call' })
    const twice = { ...did('back'), atLeast: 2 }
    const thrice = { ...did('back'), atLeast: 3 }
    const brackets = [[1, 1]]
    const any = { brackets, return: [twice, did('call')] }
    expect(counts(await askRetention(journey, any))).toEqual([[2, 2]])
    expect(counts(await askRetention(journey, { brackets, return: thrice }))).toEqual([[2, 0]])
    const start = { ...did('back'), atLeast: 2 }
    expect(counts(await askRetention(journey, { brackets, start }))).toEqual([[1, 0]])
  })

  it('compares segments', async () => {
    const compare = ['ann', 'cid'].map((value) => ({
      container: 'person',
      where: { dimension: 'person-id', op: 'equals', value },
    }))
    const series = await askRetention(worldOf(journeys), { brackets: [[1, 1]], compare })
    expect(series.map(({ segment }) => segment)).toEqual([null, 'segment 1', 'segment 2'])
    expect(counts(series.slice(1))).toEqual([
      [1, 1],
      [1, 0],
    ])
  })

  it.each([
    [[[3, 2]], 'brackets[0]'],
    [
      [
        [1, 1],
        [30, 31],
      ],
      'brackets[1]',
    ],
    [[], 'brackets'],
  ])('refuses the brackets %j', async (brackets, path) => {
    const asked = askRetention(worldOf(journeys), { brackets })
    await expect(asked).rejects.toMatchObject({ code: 'request/impossible', path: pathOf(path) })
  })
})

interface Event {
  readonly person: string
  readonly hour: number
  readonly event: string
}

const events = fc.array(
  fc.record({
    person: fc.constantFrom('ann', 'bob', 'cat'),
    hour: fc.integer({ min: -30, max: 300 }).map((third) => third / 3),
    event: fc.constantFrom('start', 'back', 'both', 'other'),
  }),
  { minLength: 1, maxLength: 30 },
)

const asked = fc.record({
  entry: fc.constantFrom('first-ever', 'first-in-range', 'each'),
  mode: fc.constantFrom('on', 'on-or-after'),
  startAtLeast: fc.integer({ min: 1, max: 2 }),
  backAtLeast: fc.integer({ min: 1, max: 2 }),
})

const HOURS = 96
const brackets = [
  [0, 0],
  [1, 1],
  [1, 2],
  [2, 2],
] as const
const isStart = ({ event }: Event) => event === 'start' || event === 'both'
const isBack = ({ event }: Event) => event === 'back' || event === 'both'

/** §8.12 as it is written, one start and one bracket after the other. */
function slow(
  all: readonly Event[],
  question: typeof asked extends fc.Arbitrary<infer Q> ? Q : never,
) {
  const passed = Math.min(HOURS, Math.max(...all.map(({ hour }) => hour)) + 0.001)
  const figures = [0, ...brackets.map(() => 0)]
  for (const person of new Set(all.map((e) => e.person))) {
    const own = all.filter((e) => e.person === person).toSorted((a, b) => a.hour - b.hour)
    const inRange = (e: Event) => e.hour >= 0 && e.hour < HOURS
    const ever = own.filter(isStart).slice(question.startAtLeast - 1)
    const within = own.filter((e) => isStart(e) && inRange(e)).slice(question.startAtLeast - 1)
    const candidates = {
      'first-ever': ever.slice(0, 1),
      'first-in-range': within.slice(0, 1),
      each: within,
    }
    for (const start of candidates[question.entry as 'each']) {
      if (!inRange(start) || start.hour + 3 * 24 > passed + 1e-9) continue
      figures[0]!++
      const back = own.slice(own.indexOf(start) + 1).filter((e) => isBack(e) && inRange(e))
      brackets.forEach(([from, to], b) => {
        const elapsed = back.map((e) => Math.floor((e.hour - start.hour) / 24 + 1e-9))
        const met = elapsed.filter((d) => d >= from && (question.mode === 'on-or-after' || d <= to))
        if (met.length >= question.backAtLeast) figures[b + 1]!++
      })
    }
  }
  return figures
}

describe('retention against slow code', () => {
  const memory = (all: readonly Event[]) =>
    all.map(({ person, hour, event }) => ({
      person,
      time: START + Math.round(hour * 3_600_000),
      fields: { event },
    }))
  const either = (event: string) => ({
    where: { or: [did(event).where, did('both').where] },
  })
  const request = (q: {
    entry: string
    mode: string
    startAtLeast: number
    backAtLeast: number
  }) => ({
    dateRange: { start: '2026-01-01', end: '2026-01-05' },
    start: { ...either('start'), atLeast: q.startAtLeast },
    return: { ...either('back'), atLeast: q.backAtLeast },
    entry: q.entry,
    mode: q.mode,
    brackets,
  })

  it('agrees on random worlds', async () => {
    await fc.assert(
      fc.asyncProperty(events, asked, async (all, question) => {
        const [found] = counts(await askRetention(memory(all), request(question)))
        expect(found).toEqual(slow(all, question))
      }),
      { numRuns: 60 },
    )
  })

  it('never rises on or after, and is never below on', async () => {
    await fc.assert(
      fc.asyncProperty(events, asked, async (all, question) => {
        const askMode = async (mode: string) =>
          (await askRetention(memory(all), request({ ...question, mode })))[0]!.brackets.map(
            (b) => b.count,
          )
        const [on, after] = [await askMode('on'), await askMode('on-or-after')]
        expect(after).toEqual(after.toSorted((a, b) => b - a))
        after.forEach((count, b) => expect(count).toBeGreaterThanOrEqual(on[b]!))
      }),
      { numRuns: 60 },
    )
  })
})
