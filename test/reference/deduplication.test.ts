import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupWorld } from '../support/compile-world.ts'

const HOUR = 3_600_000
const MONTH = Date.UTC(2026, 1, 1)

interface Order {
  readonly person: string
  readonly time: number
  readonly id: string
  readonly amount: number
}

const orders = fc.array(
  fc.record({
    person: fc.constantFrom('ann', 'bob'),
    time: fc.integer({ min: -30, max: 30 }).map((step) => MONTH + step * 20 * 60_000),
    id: fc.constantFrom('', 'o1', 'o2'),
    amount: fc.constantFrom(1, 2, 4, 8),
  }),
  { minLength: 1, maxLength: 20 },
)

interface Dedup {
  readonly scope: 'session' | 'person'
  readonly keep: 'first' | 'last'
  readonly by?: string
}

/** What is kept, straight from the rules of §3.10. */
function kept(all: readonly Order[], dedup: Dedup): Order[] {
  return ['ann', 'bob'].flatMap((person) => {
    const own = all.filter((o) => o.person === person).toSorted((a, b) => a.time - b.time)
    let session = 0
    const scopes = own.map(({ time }, i) => {
      if (i > 0 && time - own[i - 1]!.time > HOUR / 2) session++
      return dedup.scope === 'session' ? session : Number(time >= MONTH)
    })
    const isDuplicate = (i: number) => (j: number) =>
      scopes[i] === scopes[j] &&
      (dedup.by === undefined || (own[i]!.id !== '' && own[i]!.id === own[j]!.id))
    return own.filter((_, i) => {
      const others = own.map((_o, j) => j).filter((j) => (dedup.keep === 'first' ? j < i : j > i))
      return !others.some(isDuplicate(i))
    })
  })
}

const dedups = fc.record(
  {
    scope: fc.constantFrom('session', 'person'),
    keep: fc.constantFrom('first', 'last'),
    by: fc.constant('id'),
  },
  { requiredKeys: ['scope', 'keep'] },
)

describe('deduplication against slow reference code', () => {
  it('keeps one occurrence per scope and id, over whole months before the date filter', async () => {
    await fc.assert(
      fc.asyncProperty(orders, dedups, async (drawn, dedup) => {
        const range = [MONTH + HOUR, MONTH + 6 * HOUR] as const
        const rows = await groupWorld(
          {
            events: drawn.map(({ person, time, id, amount }) => ({
              person,
              time,
              fields: { id, amount },
            })),
            view: { dimensions: [{ id: 'id' }], metrics: [{ id: 'amount', dedup }] },
            options: { types: { id: 'string' }, batchEvents: 3 },
            range,
          },
          [],
          ['amount'],
        )
        const wanted = kept(drawn, dedup as Dedup)
          .filter(({ time }) => time >= range[0] && time < range[1])
          .reduce((sum, { amount }) => sum + amount, 0)
        expect(rows.get('')?.[0] ?? 0).toBe(wanted)
      }),
      { numRuns: 120 },
    )
  })

  it('keeps one element per id within a list', async () => {
    const lines = [
      { order: 'o1', price: 5 },
      { order: 'o1', price: 5 },
      { order: 'o2', price: 7 },
    ]
    const dedup = { scope: 'person', by: 'line-order' }
    const rows = await groupWorld(
      {
        events: [
          { person: 'ann', time: 0, fields: { lines } },
          { person: 'ann', time: 1, fields: { lines } },
        ],
        view: {
          dimensions: [{ id: 'line-order', field: 'lines.order' }],
          metrics: [
            { id: 'price', field: 'lines.price', dedup },
            { id: 'orders', field: 'lines.order', dedup },
          ],
        },
      },
      [],
      ['price', 'orders'],
    )
    expect(rows.get('')).toEqual([12, 2])
  })
})
