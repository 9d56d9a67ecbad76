import fc from 'fast-check'
import { expect, it } from 'vitest'
import { previewSessions } from '../../src/query/previews/sessions.ts'
import { contextOf } from '../support/ask.ts'
import type { MemoryEvent } from '../support/memory-source.ts'
import { types, view, wholeRange, worlds } from '../support/random-worlds.ts'

/** Seconds from each event of a person to the next; the events of a person one after the other. */
function listGaps(events: readonly MemoryEvent[]): number[] {
  return listPersons(events).flatMap((times) =>
    times.slice(1).map((time, index) => (time - times[index]!) / 1000),
  )
}

const listPersons = (events: readonly MemoryEvent[]): readonly (readonly number[])[] =>
  [...new Set(events.map(({ person }) => person))].map((person) =>
    events
      .filter((event) => event.person === person)
      .map(({ time }) => time)
      .toSorted((one, other) => one - other),
  )

const timeouts = fc.constantFrom(0.5, 15, 30, 45, 60, 75, 24 * 60)

it('gaps fall into buckets, and those longer than the timeout begin sessions', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, timeouts, timeouts, async (events, timeout, other) => {
      const asked = { ...view, session: { timeoutMinutes: timeout } }
      const context = contextOf({ events, options: { types }, view: asked })
      const { dataView } = contextOf({
        events,
        options: { types },
        view: { ...view, session: { timeoutMinutes: other } },
      })
      const preview = await previewSessions(context, dataView, wholeRange)
      const gaps = listGaps(events)
      const persons = listPersons(events)
      const sessionsOf = (minutes: number) =>
        persons.length + gaps.filter((gap) => gap > minutes * 60).length
      for (const { from, to, gaps: found, longer } of preview.gaps) {
        const inside = gaps.filter(
          (gap) => (gap > from || (from === 0 && gap === 0)) && (to === null || gap <= to),
        )
        expect(found).toBe(inside.length)
        expect(longer).toBe(inside.filter((gap) => gap > timeout * 60).length)
      }
      const counted = { people: persons.length, events: events.length }
      expect(preview.after).toEqual({
        ...counted,
        sessions: sessionsOf(timeout),
        timeoutSeconds: timeout * 60,
      })
      expect(preview.before?.sessions).toBe(sessionsOf(other))
    }),
    { numRuns: 60 },
  )
})

it('a metric may begin sessions, too; a segment of the data view leaves gaps alone', async () => {
  const minute = (n: number) => Date.parse('2026-03-27T00:00:00Z') + n * 60_000
  const events = [
    { person: 'ann', time: minute(0), dataset: 'web', fields: { page: 'home' } },
    { person: 'ann', time: minute(10), dataset: 'web', fields: { page: 'cart', amount: 1 } },
    { person: 'ann', time: minute(41), dataset: 'web', fields: { page: 'home' } },
  ]
  const session = { timeoutMinutes: 30, startMetrics: ['amount'] }
  const segment = {
    container: 'event',
    where: { dimension: 'page', op: 'equals', value: 'home' },
  }
  const context = contextOf({ events, options: { types }, view: { ...view, session, segment } })
  const preview = await previewSessions(context, undefined, wholeRange)
  expect(preview.after).toEqual({ people: 1, sessions: 2, events: 2, timeoutSeconds: 1800 })
  expect(preview.before).toBeUndefined()
  const counted = preview.gaps.filter(({ gaps }) => gaps > 0)
  expect(counted).toEqual([
    { from: 300, to: 600, gaps: 1, longer: 0 },
    { from: 1800, to: 2700, gaps: 1, longer: 1 },
  ])
})
