import { describe, expect, it } from 'vitest'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'
import type { KeyMetricResult } from '../../src/query/reports/key-metric/request.ts'
import type { TrendsResult } from '../../src/query/reports/trends/request.ts'
import { ask } from '../support/ask.ts'

const START = Date.UTC(2026, 2, 1)
const DAY_MS = 86_400_000

type Values = readonly (number | null)[]

const worldOf = (amounts: readonly number[]) => ({
  events: amounts.map((amount, day) => ({
    person: 'ann',
    time: START + day * DAY_MS,
    fields: { amount },
  })),
})
const rangeOf = (days: number) => ({
  start: '2026-03-01',
  end: new Date(START + days * DAY_MS).toISOString().slice(0, 10),
})

/** The line that each kind of report draws through the same values, with its warnings. */
async function linesOf(amounts: readonly number[], trendLine: unknown) {
  const asked = { dateRange: rangeOf(amounts.length) }
  const metric = { metric: 'amount', trendLine }
  const world = worldOf(amounts)
  const table = await ask<FreeformResult>(world, {
    ...asked,
    kind: 'freeform',
    rows: { dimension: 'day' },
    columns: [{ metric: 'amount' }, metric],
  })
  const key = await ask<KeyMetricResult>(world, { ...asked, kind: 'key-metric', ...metric })
  const trends = await ask<TrendsResult>(world, {
    ...asked,
    kind: 'trends',
    metrics: ['amount'],
    trendLine,
  })
  expect(table.rows.map(({ trendLines }) => trendLines![0])).toEqual(amounts.map(() => null))
  const lines: Values[] = [
    table.rows.map(({ trendLines }) => trendLines![1]!),
    key.primary.trendLine!,
    trends.series[0]!.trendLine!,
  ]
  return { lines, warnings: [table, key, trends].map(({ meta }) => meta.warnings) }
}

/** The squares that are left, of the values or of their logarithms. */
const squares = (values: Values, line: Values, scale = (x: number) => x) =>
  values.reduce<number>((sum, value, i) => sum + (scale(value!) - scale(line[i]!)) ** 2, 0)

const amounts = [3, 8, 4, 9, 16, 12, 25, 20]
const xs = amounts.map((_, i) => i + 1)

type Curve = (x: number, a: number, b: number, c: number) => number
const curves: [string, Curve, ((x: number) => number)?][] = [
  ['linear', (x, a, b) => a + b * x],
  ['logarithmic', (x, a, b) => a + b * Math.log(x)],
  ['exponential', (x, a, b) => a * Math.exp(b * x), Math.log],
  ['power', (x, a, b) => a * x ** b, Math.log],
  ['quadratic', (x, a, b, c) => a + b * x + c * x * x],
]

describe('a trend line', () => {
  it.each(curves)('that is %s goes through values that lie on it', async (kind, curve) => {
    const on = xs.map((x) => curve(x, 2, 0.5, 0.25))
    const { lines, warnings } = await linesOf(on, kind)
    for (const line of lines) line.forEach((y, i) => expect(y).toBeCloseTo(on[i]!, 8))
    expect(warnings.flat()).toEqual([])
  })

  it.each(curves)('that is %s leaves the least squares', async (kind, curve, scale) => {
    const { lines } = await linesOf(amounts, kind)
    const own = squares(amounts, lines[0]!, scale)
    expect(lines[1]).toEqual(lines[0])
    expect(lines[2]).toEqual(lines[0])
    for (let a = 0.5; a < 8; a += 0.25) {
      for (let b = -1; b < 4; b += 0.125) {
        const others = kind === 'quadratic' ? [-0.1, 0, 0.1, 0.2, 0.3] : [0]
        for (const c of others) {
          const other = xs.map((x) => curve(x, a, b, c))
          if (scale && other.some((y) => y <= 0)) continue
          expect(squares(amounts, other, scale)).toBeGreaterThanOrEqual(own - 1e-9)
        }
      }
    }
  })

  it('of means is that of the last values: so many as are asked for, or a week of days', async () => {
    const pairs = await linesOf([2, 4, 8], { movingAverage: 2 })
    expect(pairs.lines).toEqual([1, 2, 3].map(() => [null, 3, 6]))
    const { lines } = await linesOf([...amounts], 'moving-average')
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length
    const expected = [
      null,
      null,
      null,
      null,
      null,
      null,
      mean(amounts.slice(0, 7)),
      mean(amounts.slice(1)),
    ]
    expect(lines[0]).toEqual(expected)
  })

  it.each(['exponential', 'power'])(
    'that is %s needs values above zero, and says so',
    async (kind) => {
      for (const bad of [
        [4, 0, 2],
        [4, -1, 2],
      ]) {
        const { lines, warnings } = await linesOf(bad, kind)
        expect(lines).toEqual([1, 2, 3].map(() => [null, null, null]))
        for (const said of warnings) {
          expect(said[0]).toContain(`has no ${kind} trend line: it has values at or below zero`)
        }
        expect(warnings[0]).toEqual([
          `c2 has no ${kind} trend line: it has values at or below zero`,
        ])
      }
    },
  )

  it('is refused for that series only', async () => {
    const { events } = worldOf([4, 0, 2])
    const table = await ask<FreeformResult>(
      { events },
      {
        kind: 'freeform',
        dateRange: rangeOf(3),
        rows: { dimension: 'day' },
        columns: ['amount', 'events'].map((metric) => ({ metric, trendLine: 'exponential' })),
      },
    )
    expect(table.rows.map(({ trendLines }) => trendLines)).toEqual([1, 2, 3].map(() => [null, 1]))
    expect(table.meta.warnings).toHaveLength(1)
  })

  it('needs the items of one time dimension as rows', async () => {
    const { events } = worldOf(amounts)
    const refused = (rows: object, column: object = {}) =>
      expect(
        ask(
          { events },
          {
            kind: 'freeform',
            rows,
            columns: [{ metric: 'amount', trendLine: 'linear', ...column }],
          },
        ),
      ).rejects
    await refused({ dimensions: ['day', 'month'] }).toMatchObject({
      path: ['columns', 0, 'trendLine'],
    })
    await refused({
      segments: [{ container: 'event', where: { metric: 'events', op: 'exists' } }],
    }).toMatchObject({
      code: 'request/impossible',
    })
    await refused({ dimension: 'day' }, { dateRange: rangeOf(3) }).toMatchObject({
      path: ['columns', 0, 'dateRange'],
    })
    await refused({ dimension: 'day' }, { trendLine: 'cubic' }).toMatchObject({
      code: 'request/invalid',
    })
  })
})
