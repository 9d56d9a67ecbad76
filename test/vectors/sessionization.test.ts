import { describe, expect, it } from 'vitest'
import { createMemorySource } from '../support/memory-source.ts'
import type { JourneyResult } from '../../src/query/reports/journey/request.ts'
import { claimed } from './claims.ts'
import { anyTime, ask } from '../support/ask.ts'
import { type Different, eventsOfSet, type VectorCase } from '../support/vectors.ts'

/** Cases whose source cuts sessions differently, and why. */
const different: Readonly<Record<string, Different>> = {
  'rete.sess.separator_events_before_first_separator_have_no_session': {
    because:
      'events before the first separator have no session in the source; here they have their own',
    ours: { events: ['event_1', 'event_2'], session_index: [1, 2] },
  },
}

/** A time without events, or an event that begins a session. The end of one needs no rule. */
function viewOf({
  timeout_seconds: seconds,
  separator,
  start_event: start,
}: VectorCase['question']) {
  if (seconds) return { session: { timeout: { seconds } } }
  const include = { rules: [{ op: 'equals', value: separator ?? start }] }
  const metrics = [{ id: 'starts', field: 'event', include }]
  return { session: { timeoutMinutes: 30, startMetrics: ['starts'] }, metrics }
}

/** The source drops the events that bound a session. */
const boundsOf = ({ separator, start_event: start, end_event: end }: VectorCase['question']) =>
  [separator, start, end] as readonly unknown[]

describe.each(['duckdb-behavioral', 'retentioneering-sessions-cohorts'])('%s', (file) => {
  const vectors = claimed('sessionization', file)

  const askJourney = async ({ set, question }: VectorCase, person: string) => {
    const source = createMemorySource(eventsOfSet(vectors, set!))
    const view = { ...viewOf(question), dimensions: [{ id: 'event' }] }
    const request = { kind: 'journey', person, dateRange: anyTime }
    const result = await ask<JourneyResult>({ source, view }, request)
    const bounds = boundsOf(question)
    const events = result.events.filter(({ dimensions }) => !bounds.includes(dimensions['event']))
    return { events, sessions: result.sessionCount }
  }

  const judge = async (test: VectorCase) => {
    const { expected } = test
    const [first] = vectors.events.filter(({ set }) => set === test.set)
    const { events, sessions } = await askJourney(test, first!.person)
    const names = events.map(({ dimensions }) => dimensions['event'])
    const indices = events.map(({ session }) => session)
    if (expected['events']) expect(names).toEqual(expected['events'])
    if (expected['session_index']) expect(indices).toEqual(expected['session_index'])
    if (expected['sessions']) expect(sessions).toBe(expected['sessions'])
    const byPerson = Object.entries((expected['session_index_by_person'] ?? {}) as object)
    for (const [person, wanted] of byPerson) {
      const own = await askJourney(test, person)
      expect(own.events.map(({ session }) => session)).toEqual(wanted)
    }
    const known = ['session_index', 'sessions', 'session_index_by_person']
    expect(known.filter((key) => key in expected)).toHaveLength(1)
  }

  it.each(vectors.cases.filter(({ id }) => !(id in different)))('$id', judge)

  it.each(vectors.cases.filter(({ id }) => id in different))('$id (different)', async (test) => {
    const { ours } = different[test.id]!
    expect(ours).not.toEqual(test.expected)
    await judge({ ...test, expected: ours })
  })
})
