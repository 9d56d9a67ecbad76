import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NextPreviousResult } from '../../src/query/reports/next-previous/request.ts'
import { ask } from '../support/ask.ts'
import { createMemorySource } from '../support/memory-source.ts'

const DAY_MS = 86_400_000
const skus = ['shoes', 'shirt', 'socks'] as const

type Found = readonly (readonly [item: unknown, count: number])[]
const shown = ({ rows }: NextPreviousResult): Found => rows.map(({ item, count }) => [item, count])

/** What stands beside an item in series of sets of items, `null` where a series ends. */
function beside(series: readonly (readonly string[])[][], item: string, step: 1 | -1): Found {
  const counts = new Map<string | null, number>()
  for (const sets of series) {
    sets.forEach((set, i) => {
      if (!set.includes(item)) return
      for (const other of sets[i + step] ?? [null]) counts.set(other, (counts.get(other) ?? 0) + 1)
    })
  }
  return [...counts]
}
const sorted = (found: Found) => [...found].sort((a, b) => String(a[0]).localeCompare(String(b[0])))

describe('next and previous items of a list', () => {
  it('are all items of the next event that has some', async () => {
    const journeys = fc.array(
      fc.array(fc.uniqueArray(fc.constantFrom(...skus)), { maxLength: 6 }),
      {
        maxLength: 3,
      },
    )
    const property = fc.asyncProperty(
      journeys,
      fc.constantFrom<1 | -1>(1, -1),
      fc.boolean(),
      async (people, step, repeats) => {
        const all = [...people, [['shoes']]]
        const source = createMemorySource(
          all.flatMap((baskets, person) =>
            baskets.map((basket, i) => ({
              person: `p${person}`,
              time: i * 60_000,
              fields: { products: basket.map((sku) => ({ sku })) },
            })),
          ),
        )
        const direction = step === 1 ? 'next' : 'previous'
        const asked = {
          kind: 'next-previous',
          dimension: 'products.sku',
          item: 'shoes',
          direction,
          repeats,
        }
        const series = all.map((baskets) => baskets.filter(({ length }) => length > 0))
        const found = shown(await ask<NextPreviousResult>({ source }, asked))
        expect(sorted(found)).toEqual(sorted(beside(series, 'shoes', step)))
        for (const [row, count] of found) {
          const { meta } = await ask({ source }, { ...asked, explain: { row } })
          expect(meta.explanation!.people).toBeGreaterThan(0)
          expect(meta.explanation!.people).toBeLessThanOrEqual(count)
        }
      },
    )
    await fc.assert(property, { numRuns: 100 })
  })
})

describe('next and previous parts of time', () => {
  const retail = { type: '4-5-4', firstDayOfYear: '2026-02-01' }
  const days = ['2026-02-27', '2026-03-01', '2026-03-02', '2026-04-05', '2026-05-04']
  const events = days.map((day) => ({
    person: 'ann',
    time: Date.parse(day) + DAY_MS / 2,
    fields: { page: 'A' },
  }))
  const following = async (view: object, dimension: string, item: string, direction = 'next') => {
    const asked = {
      kind: 'next-previous',
      dimension,
      item,
      direction,
      dateRange: { start: '2026-01-01', end: '2027-01-01' },
    }
    return shown(await ask<NextPreviousResult>({ events, view }, asked))
  }

  it('are those of the calendar of the data view', async () => {
    expect(await following({}, 'month', '2026-02')).toEqual([['2026-03', 1]])
    expect(await following({}, 'month', '2026-03')).toEqual([['2026-04', 1]])
    // Months of 4, 5 and 4 weeks from February 1: March begins on March 1, April on April 5, May on May 3.
    const view = { calendar: retail }
    expect(await following(view, 'month', '2026-02')).toEqual([['2026-03', 1]])
    expect(await following(view, 'month', '2026-04', 'previous')).toEqual([['2026-03', 1]])
    expect(await following(view, 'quarter', '2026-Q1')).toEqual([['2026-Q2', 1]])
    expect(await following(view, 'quarter', '2026-Q2')).toEqual([[null, 1]])
    expect(await following(view, 'week', '2026-03-01', 'previous')).toEqual([['2026-02-22', 1]])
  })

  it('collapse repeats, unless they are asked for', async () => {
    const asked = {
      kind: 'next-previous',
      dimension: 'month',
      item: '2026-03',
      dateRange: { start: '2026-01-01', end: '2027-01-01' },
    }
    const once = await ask<NextPreviousResult>({ events }, asked)
    expect([once.total, shown(once)]).toEqual([1, [['2026-04', 1]]])
    const twice = await ask<NextPreviousResult>({ events }, { ...asked, repeats: true })
    expect([twice.total, shown(twice)]).toEqual([
      2,
      [
        ['2026-03', 1],
        ['2026-04', 1],
      ],
    ])
  })
})
