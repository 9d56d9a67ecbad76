import { describe, expect, it } from 'vitest'
import type { JourneyResult } from '../../src/query/reports/journey/request.ts'
import { claimed } from './claims.ts'
import { ask } from '../support/ask.ts'
import { rowsByItem, worldOf } from '../support/vectors.ts'

const slug = (words: unknown) => String(words).toLowerCase().replaceAll(' ', '-')

describe('allocations (semantics §3.9)', () => {
  const vectors = claimed('persistence', 'adobe-cja-docs')

  it.each(vectors.cases)('$id', async ({ set, question, expected }) => {
    const persistence = {
      allocation: slug(question['allocation']),
      expiration: { type: slug(question['expiration']) },
    }
    const request = { kind: 'journey', person: 'p1' }
    const view = { dimensions: [{ id: 'dim', persistence }] }
    const { events } = await ask<JourneyResult>({ source: worldOf(vectors, set!), view }, request)
    expect(events.map(({ dimensions }) => dimensions['dim'])).toEqual(expected['by_hit'])
  })
})

describe('last values of a session', () => {
  const vectors = claimed('persistence', 'dbt-ga4')

  it.each(vectors.cases)('$id', async ({ set, expected }) => {
    const events = vectors.events
      .filter((event) => event.set === set)
      .map(({ person, ts, props }) => ({ person, time: microseconds(ts), fields: props }))
    const persistence = { allocation: 'last-known', expiration: { type: 'session' } }
    const dimensions = ['my_param', 'my_property'].map((id) => ({ id, persistence }))
    const ids = ['person-id', 'my_param', 'my_property']
    const world = { events, view: { dimensions } }
    const { rows } = await rowsByItem(world, ids, [{ metric: 'sessions' }])
    const wanted = Object.entries(expected).map(([session, values]) =>
      [session, ...(values as unknown[])].join(' | '),
    )
    expect(Object.keys(rows).sort()).toEqual(wanted.sort())
  })
})

/** UTC milliseconds of a time that this source gives in microseconds. */
const microseconds = (ts: string | number) => Math.floor(Number(ts) / 1000)
