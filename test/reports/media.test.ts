import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MemoryEvent } from '../support/memory-source.ts'
import type { MediaResult } from '../../src/query/reports/parts/media-request.ts'
import { ask } from '../support/ask.ts'

const START = Date.UTC(2026, 0, 1, 20)
const tenMinutes = { start: '2026-01-01T20:00', end: '2026-01-01T20:10' }

type Told = readonly [person: string, minute: number, event: string, video?: string, more?: object]

const memory = (told: readonly Told[]): MemoryEvent[] =>
  told.map(([person, minute, event, video, more]) => ({
    person,
    time: START + Math.round(minute * 60_000),
    fields: { event, video, ...more },
  }))

const askMedia = async (told: readonly Told[], request: object) => {
  const asked = { dateRange: tenMinutes, ...request }
  return ask<MediaResult>({ events: memory(told), options: { batchEvents: 4, runners: 2 } }, asked)
}
const values = ({ series }: MediaResult) => series.map(({ points }) => points.map((p) => p.value))

const told: readonly Told[] = [
  ['ann', -2, 'play', 'A'],
  ['ann', 1.5, 'ping', 'A'],
  ['ann', 2.5, 'play', 'B'],
  ['ann', 4, 'stop', 'B'],
  ['ben', 2.2, 'play', 'A'],
  ['ben', 2.9, 'ping', 'A'],
  ['ben', 8, 'stop', 'A'],
  ['cid', 3, 'play', 'B'],
]
const viewing = { where: { dimension: 'event', op: 'not-equals', value: 'stop' } }

describe('concurrent viewers', () => {
  it('counts people once in each minute in which they view', async () => {
    const result = await askMedia(told, { kind: 'concurrent-viewers', ...viewing })
    expect(result.granularity).toBe('minute')
    expect(values(result)).toEqual([[1, 1, 2, 3, 1, 1, 1, 1, 0, 0]])
    const [{ points, max, min, sum, item }] = result.series as [MediaResult['series'][number]]
    expect(points[2]).toEqual({ item: '2026-01-01T20:02', value: 2 })
    expect([max, min, sum, item]).toEqual([3, 0, 11, undefined])
  })

  it('breaks down by what they view', async () => {
    const asked = { kind: 'concurrent-viewers', ...viewing, breakdown: 'video' }
    const result = await askMedia(told, asked)
    expect(result.series.map(({ item, sum }) => [item, sum])).toEqual([
      ['A', 9],
      ['B', 3],
    ])
    expect(values(result)).toEqual([
      [1, 1, 2, 1, 1, 1, 1, 1, 0, 0],
      [0, 0, 1, 2, 0, 0, 0, 0, 0, 0],
    ])
    expect((await askMedia(told, { ...asked, limit: 1 })).series).toHaveLength(1)
  })

  it('adds up the minutes of coarser points, and takes these for long ranges', async () => {
    const asked = { kind: 'concurrent-viewers', ...viewing }
    expect(values(await askMedia(told, { ...asked, granularity: '5-minutes' }))).toEqual([[8, 3]])
    const day = { start: '2026-01-01', end: '2026-01-02' }
    expect((await askMedia(told, { ...asked, dateRange: day })).granularity).toBe('minute')
    const week = { start: '2026-01-01', end: '2026-01-08' }
    const long = await askMedia(told, { ...asked, dateRange: week })
    expect([long.granularity, long.series[0]!.points.length]).toEqual(['15-minutes', 672])
    expect(long.series[0]!.sum).toBe(13)
    const year = { start: '2026-01-01', end: '2027-01-01' }
    expect((await askMedia(told, { ...asked, dateRange: year })).granularity).toBe('day')
  })

  it('counts a repeated hour of the clock as one point', async () => {
    const night = [
      ['ann', 0, 'play'],
      ['ann', 0.5, 'stop'],
      ['ann', 60, 'play'],
      ['ann', 60.5, 'stop'],
    ] as const
    const shift = Date.parse('2026-10-25T00:10:00Z') - START
    const events = memory(night).map((event) => ({ ...event, time: event.time + shift }))
    const request = {
      kind: 'concurrent-viewers',
      dateRange: { start: '2026-10-25', end: '2026-10-26' },
      granularity: 'hour',
    }
    const answer = await ask(
      {
        events,
        view: {
          timeZone: 'Europe/Berlin',
        },
      },
      request,
    )
    const [series] = (answer as MediaResult).series
    expect(series!.points.filter(({ value }) => value !== 0)).toEqual([
      { item: '2026-10-25T02', value: 2 },
    ])
    expect(series!.points).toHaveLength(24)
  })

  it('agrees with slow code on random worlds', async () => {
    const event = fc.tuple(
      fc.constantFrom('ann', 'bob'),
      fc.integer({ min: -40, max: 60 }),
      fc.constantFrom('play', 'stop'),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 15 }), async (all) => {
        const some = all.map(([person, quarter, name]): Told => [person, quarter / 4, name])
        const found = values(await askMedia(some, { kind: 'concurrent-viewers', ...viewing }))
        const minutes = Array.from({ length: 10 }, (_, minute) => {
          const isViewing = (person: string) => {
            const own = some.filter((e) => e[0] === person).toSorted((a, b) => a[1] - b[1])
            return own.some(([, from, name], i) => {
              const until = Math.max(own[i + 1]?.[1] ?? from, from + 1e-6)
              return name === 'play' && from < minute + 1 && until > minute
            })
          }
          return ['ann', 'bob'].filter(isViewing).length
        })
        expect(found).toEqual([minutes])
      }),
      { numRuns: 80 },
    )
  })
})

describe('playback time', () => {
  const playback: readonly Told[] = [
    ['ann', 0, 'play', 'A', { played: 30, paused: 5 }],
    ['ann', 1.5, 'ping', 'B', { played: 60 }],
    ['ben', 1.7, 'ping', 'A', { paused: 7 }],
  ]

  it('adds up seconds of several metrics', async () => {
    const asked = { kind: 'playback-time', metrics: ['played', 'paused'] }
    const result = await askMedia(playback, asked)
    expect(values(result)).toEqual([[35, 67, 0, 0, 0, 0, 0, 0, 0, 0]])
    expect(result.series[0]).toMatchObject({ max: 67, min: 0, sum: 102 })
    const broken = await askMedia(playback, { ...asked, breakdown: 'video' })
    expect(broken.series.map(({ item, sum }) => [item, sum])).toEqual([
      ['B', 60],
      ['A', 42],
    ])
    await expect(askMedia(playback, { ...asked, metrics: ['played', 'x'] })).rejects.toMatchObject({
      path: ['metrics', 1],
    })
  })

  it('is the time until the next event by default', async () => {
    const [series] = (await askMedia(playback, { kind: 'playback-time' })).series
    expect(series!.sum).toBe(90)
  })

  it('is an audience over the minutes, or over the length of a video', async () => {
    const asked = { kind: 'average-minute-audience', timeSpent: 'played' }
    const result = await askMedia(playback, { ...asked, granularity: '5-minutes' })
    expect(values(result)).toEqual([[0.3, 0]])
    expect(result.series[0]!.average).toBe(0.15)
    const short = { ...asked, dateRange: { start: '2026-01-01T20:00', end: '2026-01-01T20:01:40' } }
    expect(values(await askMedia(playback, short))).toEqual([[0.5, 1.5]])
    const video = await askMedia(playback, { ...asked, videoLengthSeconds: 45, breakdown: 'video' })
    expect(video.series.map(({ item, average }) => [item, average])).toEqual([
      ['B', 4 / 3],
      ['A', 2 / 3],
    ])
  })
})
