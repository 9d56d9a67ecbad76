import { describe, expect, it } from 'vitest'
import type { MemoryEvent } from '../support/memory-source.ts'
import type { PathsResult } from '../../src/query/reports/paths/request.ts'
import { ask } from '../support/ask.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** One session a day; an order is worth ten. */
const journeys: readonly (readonly [string, string])[] = [
  ['ann', 'Ad Home Home Cart Order'],
  ['ann', 'Home Cart Order'],
  ['ben', 'Home Cart'],
  ['cid', 'Home Cart Help Cart Order Home'],
  ['dan', 'Ad Help'],
  ['dan', 'Ad Help'],
  ['eve', 'Order'],
]

const events: MemoryEvent[] = journeys.flatMap(([person, pages], day) =>
  pages.split(' ').map((page, i) => ({
    person,
    time: day * DAY_MS + i * MINUTE_MS,
    fields: { page, revenue: page === 'Order' ? 10 : null },
  })),
)

const to = { where: { dimension: 'page', op: 'equals', value: 'Order' } }

const askPaths = async (request: object = {}) =>
  await ask<PathsResult>(
    { events },
    {
      kind: 'paths',
      dimension: 'page',
      to,
      steps: 2,
      ...request,
    },
  )

describe('converting paths', () => {
  it('has the last steps before the conversion, or before the end', async () => {
    const { paths, abandoned, total, conversions, pathCount } = await askPaths({ value: 'revenue' })
    expect([total, conversions, pathCount]).toEqual([7, 4, 4])
    expect(paths).toEqual([
      {
        items: ['Home', 'Cart'],
        count: 3,
        people: 2,
        conversions: 2,
        rate: 2 / 3,
        value: 20,
        medianSeconds: 150,
      },
      {
        items: ['Help', 'Cart'],
        count: 1,
        people: 1,
        conversions: 1,
        rate: 1,
        value: 10,
        medianSeconds: 120,
      },
      { items: [], count: 1, people: 1, conversions: 1, rate: 1, value: 10, medianSeconds: null },
      {
        items: ['Ad', 'Help'],
        count: 2,
        people: 1,
        conversions: 0,
        rate: 0,
        value: 0,
        medianSeconds: null,
      },
    ])
    expect(abandoned.map(({ items }) => items)).toEqual([
      ['Ad', 'Help'],
      ['Home', 'Cart'],
    ])
  })

  it('compacts by the rules that are asked for and says them', async () => {
    const looped = await askPaths({ loops: 'drop' })
    expect(looped.paths[0]).toMatchObject({ items: ['Home', 'Cart'], conversions: 3 })
    expect(looped.rules).toContain('Going back to an earlier item forgets what came since.')
    const without = await askPaths({ excludeItems: ['Cart', 'Help'], steps: 1 })
    expect(without.paths[0]).toMatchObject({ items: ['Home'], conversions: 3, count: 4 })
    const repeated = await askPaths({ repeats: true, steps: 3 })
    expect(repeated.paths.map(({ items }) => items)).toContainEqual(['Home', 'Home', 'Cart'])
  })

  it('begins where it is told and converts when often enough', async () => {
    const from = { where: { dimension: 'page', op: 'equals', value: 'Ad' } }
    expect(await askPaths({ from })).toMatchObject({ total: 3, conversions: 1 })
    const twice = await askPaths({ container: 'person', to: { ...to, atLeast: 2 } })
    expect(twice).toMatchObject({ total: 5, conversions: 1 })
  })

  it('orders, limits and leaves out the rare', async () => {
    const bottom = await askPaths({ order: 'least-converting', minimum: 2 })
    expect(bottom.paths.map(({ items }) => items.join(' '))).toEqual(['Ad Help', 'Home Cart'])
    expect((await askPaths({ limit: 1 })).paths).toHaveLength(1)
  })

  it('refuses a value that events do not have', async () => {
    await expect(askPaths({ value: 'people' })).rejects.toMatchObject({
      code: 'request/impossible',
      path: ['value'],
    })
  })
})
