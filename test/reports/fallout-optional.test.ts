import { describe, expect, it } from 'vitest'
import type { FalloutResult } from '../../src/query/reports/fallout/request.ts'
import { ask } from '../support/ask.ts'
import type { MemoryEvent } from '../support/memory-source.ts'

const MINUTE_MS = 60_000

const eventsOf = (journeys: readonly string[]): MemoryEvent[] =>
  journeys.flatMap((pages, person) =>
    pages.split(' ').map((page, i) => ({
      person: `p${person}`,
      time: i * MINUTE_MS,
      fields: { page },
    })),
  )

/** `A?` may be left out. */
const stepsOf = (text: string) =>
  text.split(' ').map((name) => ({
    any: [{ dimension: 'page', item: name.replace('?', '') }],
    optional: name.endsWith('?'),
  }))

const askSteps = async (journeys: readonly string[], steps: string, request: object = {}) => {
  const asked = { kind: 'fallout', steps: stepsOf(steps), ...request }
  return ask<FalloutResult>({ events: eventsOf(journeys) }, asked)
}

const countsOf = ({ series }: FalloutResult) => series[0]!.steps.map(({ count }) => count)

describe('an optional step counts where a way to the last required step that is reached takes it', () => {
  it.each([
    ['B A', 'A? B', [0, 1]],
    ['S B A', 'S A? B', [1, 0, 1]],
    ['S A', 'S A? B', [1, 1, 0]],
    ['S B A B', 'S A? B', [1, 1, 1]],
    ['H H', 'H? H', [1, 1]],
    ['H', 'H? H', [0, 1]],
    ['A', 'A? B', [1, 0]],
    ['S A', 'S A?', [1, 1]],
    ['A C', 'A? B? C', [1, 0, 1]],
    ['B A C', 'A? B? C', [1, 1, 1]],
  ])('%s along %s', async (journey, steps, counts) => {
    expect(countsOf(await askSteps([journey], steps))).toEqual(counts)
  })

  it.each([
    ['a window', 'S A S B', { window: { minutes: 1 } }, [1, 0, 1]],
    ['a window that fits', 'S A S B', { window: { minutes: 3 } }, [1, 1, 1]],
    ['the next event', 'S A X B', { between: ['eventual', 'next'] }, [1, 1, 0]],
    [
      'an exclusion',
      'S X A B',
      { exclude: [{ any: [{ dimension: 'page', item: 'X' }], between: [1, 2] }] },
      [1, 0, 0],
    ],
    ['the first beginning', 'S B S A B', { entry: 'first', window: { minutes: 2 } }, [1, 0, 1]],
    ['attempts', 'S A S B', { count: 'attempts' }, [2, 1, 2]],
  ])('under %s', async (_, journey, request, counts) => {
    expect(countsOf(await askSteps([journey], 'S A? B', request))).toEqual(counts)
  })

  it('in sessions', async () => {
    const events = [0, 1, 90, 91].map((minute, i) => ({
      person: 'ann',
      time: minute * MINUTE_MS,
      fields: { page: ['S', 'A', 'S', 'B'][i] },
    }))
    const request = { kind: 'fallout', steps: stepsOf('S A? B'), container: 'session' }
    expect(countsOf(await ask<FalloutResult>({ events }, request))).toEqual([2, 1, 1])
  })
})

describe('rates', () => {
  const people = [...Array(1).fill('A B'), ...Array(2).fill('A B C'), ...Array(4).fill('A C'), 'X']

  it('are of the last required step', async () => {
    const { series } = await askSteps(people, 'A B? C', { baseline: true })
    expect(series[0]!.steps).toMatchObject([
      { count: 8, ofTotal: 1 },
      { count: 7, ofTotal: 7 / 8, ofPrevious: 7 / 8, fallout: 1 },
      { count: 3, ofTotal: 3 / 8, ofPrevious: 3 / 7, fallout: 4 },
      { count: 6, ofTotal: 6 / 8, ofPrevious: 6 / 7, fallout: 1 },
    ])
  })

  it('are of the first required step where no baseline is shown', async () => {
    const { series } = await askSteps(people, 'A B? C')
    expect(series[0]!.steps.map(({ ofTotal }) => ofTotal)).toEqual([1, 3 / 7, 6 / 7])
    const optionalFirst = await askSteps(people, 'B? C')
    expect(optionalFirst.series[0]!.steps).toMatchObject([
      { count: 3, ofTotal: 3 / 6, ofPrevious: 1, fallout: 0 },
      { count: 6, ofTotal: 1, ofPrevious: 1, fallout: 0 },
    ])
  })

  it('are said in the rule', async () => {
    const { rule } = await askSteps(people, 'A B? C')
    expect(rule).toContain('step 2 may be left out')
    expect(rule).toContain('of the last step before that must be done')
  })
})

describe('in any order', () => {
  const exclude = [{ any: [{ dimension: 'page', item: 'X' }], between: [1, 2] }]

  it('nothing excluded lies between the first and the last of the events', async () => {
    const any = { order: 'any', exclude }
    expect(countsOf(await askSteps(['A X B', 'B A X'], 'A B', any))).toEqual([2, 1])
  })

  it('not even one of the events themselves', async () => {
    const steps = ['A', 'X', 'B'].map((item) => ({ any: [{ dimension: 'page', item }] }))
    const request = { kind: 'fallout', steps, order: 'any', exclude }
    const { series } = await ask<FalloutResult>({ events: eventsOf(['A X B']) }, request)
    expect(series[0]!.steps.map(({ count }) => count)).toEqual([1, 1, 0])
  })

  it('no step is optional, and attempts begin with a step that must be done', async () => {
    await expect(askSteps(['A'], 'A B?', { order: 'any' })).rejects.toMatchObject({
      code: 'request/impossible',
      path: ['steps', 1, 'optional'],
    })
    await expect(askSteps(['A'], 'A? B', { count: 'attempts' })).rejects.toMatchObject({
      code: 'request/impossible',
      path: ['steps', 0, 'optional'],
    })
  })
})

describe('held lists', () => {
  const baskets = (person: string, events: readonly (readonly [string, string[]])[]) =>
    events.map(([page, skus], i) => ({
      person,
      time: i * MINUTE_MS,
      fields: { page, products: skus.map((sku) => ({ sku })) },
    }))
  const events = [
    ...baskets('ann', [
      ['View', ['shoe', 'hat']],
      ['Buy', ['hat']],
    ]),
    ...baskets('ben', [
      ['View', ['shoe']],
      ['View', ['hat']],
      ['Buy', ['coat']],
    ]),
    ...baskets('cid', [
      ['View', []],
      ['Buy', []],
    ]),
  ]
  const held = async (request: object) => {
    const steps = stepsOf('View Buy')
    const asked = { kind: 'fallout', steps, hold: ['products.sku'], ...request }
    return countsOf(await ask<FalloutResult>({ events }, asked))
  }

  it('have an item in common on all steps', async () => {
    expect(await held({})).toEqual([2, 1])
    expect(await held({ hold: [] })).toEqual([3, 3])
  })

  it('count an attempt once, whatever its items', async () => {
    expect(await held({ count: 'attempts' })).toEqual([3, 1])
  })

  it('hold in any order', async () => {
    expect(await held({ order: 'any' })).toEqual([2, 1])
  })
})
