import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { column, type Row, table } from '../support/ask.ts'

const at = (minutes: number): string => new Date(minutes * 60_000).toISOString().slice(0, 16)
const settings = { dimensions: [{ id: 'page' }, { id: 'device' }] }

describe('time spent by a dimension (§3.13)', () => {
  it('is from the event that sets a value to the next that sets another', async () => {
    const rows: readonly Row[] = [
      [at(0), { page: 'A' }],
      [at(5), { page: 'A' }],
      [at(7), {}],
      [at(10), { page: 'B' }],
      [at(12), {}],
      [at(20), { page: 'A' }],
      [at(25), {}],
      [at(100), { page: 'C' }],
    ]
    const spent = await column({ rows, view: settings }, 'page', 'time-spent')
    expect(spent).toEqual({ A: 600, B: 600, Total: 1500 })
  })

  it('is by the event on rows of time and in total', async () => {
    const rows: readonly Row[] = [
      [at(0), { page: 'A' }],
      [at(5), { page: 'A' }],
      [at(10), {}],
    ]
    expect(await column({ rows, view: settings }, 'hour', 'time-spent')).toEqual({
      '1970-01-01T00': 600,
      Total: 600,
    })
    expect(await column({ rows, view: settings }, 'page', 'time-spent')).toEqual({ Total: 600 })
  })

  it('is where the value is set, also where it persists; of lists of each of its values', async () => {
    const persistence = { allocation: 'most-recent', expiration: { type: 'session' } }
    const rows: readonly Row[] = [
      [at(0), { page: 'A', tags: ['x', 'y'] }],
      [at(5), {}],
      [at(10), { page: 'B', tags: ['y'] }],
      [at(12), { page: 'C', tags: ['z'] }],
    ]
    const view = { dimensions: [{ id: 'page', persistence }, { id: 'tags' }] }
    expect(await column({ rows, view }, 'page', 'time-spent')).toMatchObject({ A: 600, B: 120 })
    expect(await column({ rows, view }, 'tags', 'time-spent')).toMatchObject({ x: 600, y: 720 })
  })

  it('of several dimensions lasts until any of them has another value', async () => {
    const rows: readonly Row[] = [
      [at(0), { page: 'A', device: 'web' }],
      [at(4), { page: 'A', device: 'app' }],
      [at(6), { page: 'B' }],
    ]
    const found = await table(
      { rows, view: settings },
      { rows: { dimensions: ['page', 'device'] }, columns: [{ metric: 'time-spent' }] },
    )
    expect(found).toEqual({ 'A | web': [240], 'A | app': [120], Total: [360] })
  })

  interface Event {
    readonly person: string
    readonly gap: number
    readonly page: string | null
  }

  /** Said slowly: every session by itself, every setting event by itself. */
  function slowly(events: readonly (Event & { time: number })[]): Record<string, number> {
    const spent: Record<string, number> = {}
    for (const person of ['ann', 'bob']) {
      const own = events.filter((event) => event.person === person)
      const sessions: (typeof own)[] = []
      for (const event of own) {
        const last = sessions.at(-1)?.at(-1)
        if (last && event.time - last.time <= 30) sessions.at(-1)!.push(event)
        else sessions.push([event])
      }
      for (const session of sessions) {
        const set = session.filter(({ page }) => page !== null)
        set.forEach(({ page, time }, index) => {
          if (page === set[index - 1]?.page) return
          const next = set.slice(index).find((other) => other.page !== page)
          if (next) spent[page!] = (spent[page!] ?? 0) + (next.time - time) * 60
        })
      }
    }
    return spent
  }

  it('agrees with slow reference code', async () => {
    const event = fc.record({
      person: fc.constantFrom('ann', 'bob'),
      gap: fc.constantFrom(0, 1, 7, 40),
      page: fc.constantFrom(null, 'A', 'B', 'C'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 25 }), async (drawn) => {
        let time = 0
        const events = drawn.map((one) => ({ ...one, time: (time += one.gap) }))
        const rows = events.map((one): Row => [at(one.time), { page: one.page, n: 1 }, one.person])
        const options = { types: { page: 'string' }, batchEvents: 4, runners: 2 } as const
        const { Total: _total, ...found } = await column(
          { rows, options, view: settings },
          'page',
          'time-spent',
        )
        const wanted = slowly(events)
        const spent = Object.entries({ ...found }).filter(([, seconds]) => seconds !== 0)
        expect(Object.fromEntries(spent)).toEqual(
          Object.fromEntries(Object.entries(wanted).filter(([, seconds]) => seconds !== 0)),
        )
      }),
      { numRuns: 100 },
    )
  })
})
