import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AllocationName, allocations } from '../../src/engine/index.ts'
import type { MemoryEvent } from '../support/memory-source.ts'
import { groupWorld } from '../support/compile-world.ts'

const MINUTE = 60_000
const TIMEOUT = 30 * MINUTE
const MONTH = Date.UTC(2026, 1, 1)

interface Event {
  readonly person: number
  readonly time: number
  readonly values: readonly string[]
  readonly ends: boolean
}

const eventArbitrary = fc.record({
  person: fc.integer({ min: 0, max: 2 }),
  time: fc.integer({ min: -40, max: 60 }).map((step) => MONTH + step * 10 * MINUTE),
  values: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 3, arbitrary: fc.constantFrom(['A'], ['B'], ['C']) },
    { weight: 1, arbitrary: fc.constantFrom(['A', 'B'], ['C', '']) },
  ),
  ends: fc.boolean(),
})

type Expiration =
  | { type: 'session' }
  | { type: 'person' }
  | { type: 'time'; time: { minutes: number } }
  | { type: 'metric'; metric: string }

const expirationArbitrary = fc.constantFrom<Expiration>(
  { type: 'session' },
  { type: 'person' },
  { type: 'time', time: { minutes: 40 } },
  { type: 'metric', metric: 'ends' },
)

interface Range {
  readonly start: number
  readonly end: number
}

/** A person's events cut where values end, slowly and obviously. */
function scopesOf(events: readonly Event[], { type }: Expiration, range: Range): Event[][] {
  const scopes: Event[][] = []
  const part = (event: Event) => (event.time < MONTH ? 0 : event.time < range.end ? 1 : 2)
  events.forEach((event, i) => {
    const before = events[i - 1]
    const isCut =
      before === undefined ||
      (type === 'session' && event.time - before.time > TIMEOUT) ||
      (type === 'person' && part(event) !== part(before)) ||
      (type === 'metric' && before.ends)
    if (isCut) scopes.push([event])
    else scopes.at(-1)!.push(event)
  })
  return scopes
}

const isSet = (event: Event) => event.values.some(Boolean)

/** What the event at `i` of a scope has, straight from the rules of §3.9. */
function valuesAt(
  scope: readonly Event[],
  i: number,
  allocation: string,
  expiration: Expiration,
): readonly string[] {
  const duration = expiration.type === 'time' ? expiration.time.minutes * MINUTE : Infinity
  const now = scope[i]!.time
  const past = scope.slice(0, i + 1).filter(isSet)
  const around = scope.filter((e) => isSet(e) && Math.abs(e.time - now) <= duration)
  if (allocation === 'most-recent') {
    const last = past.at(-1)
    return last && now - last.time <= duration ? last.values : []
  }
  if (allocation === 'original') {
    let held: Event | undefined
    for (const event of past) if (!held || event.time - held.time > duration) held = event
    return held && now - held.time <= duration ? held.values : []
  }
  if (allocation === 'first-known') return around[0]?.values ?? []
  if (allocation === 'last-known') return around.at(-1)?.values ?? []
  return past.filter((e) => now - e.time <= duration).flatMap((e) => e.values)
}

function reference(
  events: readonly Event[],
  allocation: string,
  expiration: Expiration,
  range: Range,
): Map<string, number> {
  const rows = new Map<string, number>()
  for (const person of [0, 1, 2]) {
    const own = events.filter((e) => e.person === person).toSorted((a, b) => a.time - b.time)
    for (const scope of scopesOf(own, expiration, range)) {
      scope.forEach((event, i) => {
        if (event.time < range.start || event.time >= range.end) return
        const values = new Set(valuesAt(scope, i, allocation, expiration).filter(Boolean))
        for (const value of values.size > 0 ? values : ['']) {
          rows.set(value, (rows.get(value) ?? 0) + 1)
        }
      })
    }
  }
  return rows
}

function toMemory({ person, time, values, ends }: Event, asList: boolean): MemoryEvent {
  const value = asList ? values : (values[0] ?? '')
  return { person: `p${person}`, time, fields: { value, n: 'x', ends: ends ? 1 : '' } }
}

describe('persistence against slow reference code', () => {
  for (const asList of [false, true]) {
    it(`gives every event its values (${asList ? 'lists' : 'one value'})`, async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(eventArbitrary, { minLength: 1, maxLength: 30 }),
          fc.constantFrom(...(Object.keys(allocations) as AllocationName[])),
          expirationArbitrary,
          async (drawn, allocation, expiration) => {
            const { endsByMetric } = allocations[allocation]
            fc.pre(endsByMetric || expiration.type !== 'metric')
            const events = asList
              ? [...drawn, { person: 2, time: MONTH - 1e9, values: ['A', 'C'], ends: true }]
              : drawn.map((e) => ({ ...e, values: e.values.slice(0, 1) }))
            const range = { start: MONTH + 20 * MINUTE, end: MONTH + 400 * MINUTE }
            const persistence = { allocation, expiration }
            const rows = await groupWorld(
              {
                events: events.map((event) => toMemory(event, asList)),
                view: {
                  dimensions: [{ id: 'value', persistence }],
                  metrics: [{ id: 'ends' }],
                },
                options: { batchEvents: 4, runners: 2, types: { ends: 'number', value: 'string' } },
                range: [range.start, range.end],
              },
              ['value'],
              ['events'],
            )
            const found = new Map([...rows].map(([item, [count]]) => [item, count]))
            const wanted = reference(events, allocation, expiration, range)
            expect(Object.fromEntries(found)).toEqual(Object.fromEntries(wanted))
          },
        ),
        { numRuns: 120 },
      )
    })
  }
})

describe('allocations', () => {
  for (const [name, { label, examples }] of Object.entries(allocations)) {
    it(`${label}: its examples`, async () => {
      for (const { set, has } of examples) {
        const rows = await groupWorld(
          {
            events: set.map((value, n) => ({ person: 'p', time: n, fields: { value, n: `${n}` } })),
            view: {
              dimensions: [{ id: 'n' }, { id: 'value', persistence: { allocation: name } }],
            },
          },
          ['n', 'value'],
          ['events'],
        )
        const wanted = has.flatMap((values, n) =>
          [values].flat().map((value) => `${n} | ${value ?? ''}`),
        )
        expect([...rows.keys()].toSorted()).toEqual(wanted.toSorted())
      }
    })
  }
})
