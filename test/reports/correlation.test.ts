import { describe, expect, it } from 'vitest'
import type { MemoryEvent } from '../support/memory-source.ts'
import type { CorrelationResult } from '../../src/query/reports/correlation/request.ts'
import { associationPValue, correctFalseDiscovery, phi } from '../../src/statistics/contingency.ts'
import { ask } from '../support/ask.ts'

const journeys: Readonly<Record<string, string>> = {
  ann: 'Home Reviews Thanks',
  ben: 'Home Reviews Thanks',
  cid: 'Home Help',
  dan: 'Home Help Help',
  eve: 'Home Thanks Thanks',
}

const events: MemoryEvent[] = Object.entries(journeys).flatMap(([person, pages]) =>
  pages.split(' ').map((page, i) => ({ person, time: i * 60_000, fields: { page } })),
)

const askCorrelation = async (request: object = {}) =>
  await ask<CorrelationResult>(
    { events },
    {
      kind: 'correlation',
      goal: { where: { dimension: 'page', op: 'equals', value: 'Thanks' } },
      dimensions: ['page'],
      ...request,
    },
  )

describe('correlation', () => {
  it('compares people with and without an item', async () => {
    const { rows, total, conversions } = await askCorrelation()
    expect([total, conversions]).toEqual([5, 3])
    expect(rows.map(({ item, count }) => [item, count])).toEqual([
      ['Thanks', 3],
      ['Help', 2],
      ['Reviews', 2],
      ['Home', 5],
    ])
    expect(rows[2]).toMatchObject({ item: 'Reviews', conversions: 2, rate: 1, lift: 3 })
    expect(rows[2]!.correlation).toBeCloseTo(2 / 3, 9)
    expect(rows[1]!.correlation).toBeCloseTo(-1, 9)
    expect(rows[3]).toMatchObject({ item: 'Home', rate: 0.6, lift: null, correlation: null })
  })

  it('knows goals of several events, a minimum and a limit', async () => {
    const twice = { where: { dimension: 'page', op: 'equals', value: 'Thanks' }, atLeast: 2 }
    expect((await askCorrelation({ goal: twice })).conversions).toBe(1)
    expect((await askCorrelation({ minimum: 3 })).rows.map(({ item }) => item)).toEqual([
      'Thanks',
      'Home',
    ])
    expect((await askCorrelation({ limit: 1 })).rows.length).toBe(1)
  })
})

describe('two facts', () => {
  const tea = { withFact: 4, withBoth: 3, withoutFact: 4, onlyOther: 1 }
  const large = { withFact: 100, withBoth: 60, withoutFact: 100, onlyOther: 40 }

  it('are tested exactly when they are few: the lady tasting tea', () => {
    expect(associationPValue(tea)).toBeCloseTo(34 / 70, 9)
    expect(phi(tea)).toBeCloseTo(0.5, 12)
  })

  it('are tested by chi-square when they are many', () => {
    expect(associationPValue(large)).toBeCloseTo(0.004677734981047266, 9)
    expect(associationPValue({ ...large, withoutFact: 0, onlyOther: 0 })).toBe(1)
  })

  it('are corrected for the number of tests', () => {
    expect(correctFalseDiscovery([0.01, 0.04, 0.03])).toEqual([0.03, 0.04, 0.04])
    expect(correctFalseDiscovery([])).toEqual([])
  })
})
