import { describe, expect, it } from 'vitest'
import { type AnomalyOptions, findAnomalies } from './anomalies.ts'

/** Normal noise, repeatable by its seed. Box & Muller over mulberry32 */
function noiseOf(seed: number): () => number {
  let state = seed * 7919
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
}

const week = [0, 4, 6, 5, 3, -8, -10]
const isWeekend = (hour: number): boolean => Math.floor(hour / 24) % 7 >= 5

interface Noisy {
  readonly granularity: AnomalyOptions['granularity']
  readonly length: number
  readonly valueAt: (t: number, noise: number) => number
}

const judge = ({ granularity, length, valueAt }: Noisy, seed: number, changed = valueAt) => {
  const noise = noiseOf(seed)
  const values = Array.from({ length }, (_, t) => changed(t, noise()))
  const weekends = granularity === 'hour' ? { isWeekend: values.map((_, t) => isWeekend(t)) } : {}
  return findAnomalies(values, { granularity, ...weekends }).map((one) => one!.anomaly)
}

const days = (level: number, season: number, noise: number, slope = 0): Noisy => ({
  granularity: 'day',
  length: 60,
  valueAt: (t, z) => level + slope * t + season * week[t % 7]! + noise * z,
})
const dayCurve = (hour: number) => 50 * Math.cos((hour / 24) * 2 * Math.PI)

const seeds = Array.from({ length: 16 }, (_, k) => k + 1)

describe('of values that only scatter, the band leaves out one in twenty', () => {
  it.each<[string, Noisy]>([
    ['days with a season', days(100, 2, 5)],
    ['days with more noise', days(100, 2, 10)],
    ['days judged by their season alone', days(60, 2, 20)],
    ['days with a trend', days(100, 2, 5, 2)],
    ['hours', { granularity: 'hour', length: 504, valueAt: (t, z) => 200 + dayCurve(t) + 10 * z }],
    [
      'hours with a trend',
      { granularity: 'hour', length: 384, valueAt: (t, z) => 200 + 0.3 * t + dayCurve(t) + 10 * z },
    ],
    ['minutes', { granularity: 'minute', length: 300, valueAt: (_, z) => 200 + 10 * z }],
  ])('%s', (_, noisy) => {
    const judged = seeds.flatMap((seed) => judge(noisy, seed))
    const share = judged.filter(Boolean).length / judged.length
    expect(share).toBeGreaterThan(0.03)
    expect(share).toBeLessThan(0.07)
  })

  it('weeks have an outlier in at most one series of twenty: the test is of the whole series', () => {
    const weeks: Noisy = { granularity: 'week', length: 30, valueAt: (_, z) => 100 + 5 * z }
    const many = Array.from({ length: 200 }, (__, k) => k + 1)
    const alarmed = many.filter((seed) => judge(weeks, seed).includes(true))
    expect(alarmed.length / many.length).toBeLessThan(0.07)
  })
})

it('values far off are found, several of them too, and bend nothing', () => {
  const noisy = days(100, 2, 5)
  const far = new Map([
    [20, 45],
    [33, -60],
    [34, -60],
    [47, 50],
    [58, 40],
  ])
  for (const seed of seeds.slice(0, 6)) {
    const judged = judge(noisy, seed, (t, z) => noisy.valueAt(t, z) + (far.get(t) ?? 0))
    expect([...far.keys()].filter((t) => !judged[t])).toEqual([])
    expect(judged.filter(Boolean).length - far.size).toBeLessThanOrEqual(8)
  }
})
