import { describe, expect, it } from 'vitest'
import type { FrequencyResult } from '../../src/query/reports/frequency/request.ts'
import type { GrowthResult } from '../../src/query/reports/growth/request.ts'
import { claimed } from './claims.ts'
import { ask } from '../support/ask.ts'
import { type VectorCase, worldOf } from '../support/vectors.ts'

const vectors = claimed('lifecycle', 'posthog-lifecycle-stickiness')

/** Cases that our reports do not ask, and why. */
const different: Readonly<Record<string, string>> = {
  'ph.lifecycle.account': 'accounts, which we do not have as a container',
  'ph.sticky.2day': 'intervals of two days; ours are calendar units',
  'ph.sticky.2day_b': 'intervals of two days; ours are calendar units',
  'ph.sticky.criteria': 'days with at least two events each; ours counts days with any',
}

const dayAfter = (day: unknown) =>
  new Date(Date.parse(String(day)) + 86_400_000).toISOString().slice(0, 10)

/** Hours end with the first hour of the last day, as in the source. */
const rangeOf = ({ from, to, interval }: VectorCase['question']) => ({
  start: from,
  end: interval === 'hour' ? `${to}T01:00` : dayAfter(to),
})

it('ph.lifecycle.full', async () => {
  const { set, question, expected } = vectors.cases.find(({ id }) => id === 'ph.lifecycle.full')!
  const request = { kind: 'growth', interval: 'day', dateRange: rangeOf(question) }
  const { rows } = await ask<GrowthResult>({ source: worldOf(vectors, set!) }, request)
  expect(rows.map((row) => row.new)).toEqual(expected['new'])
  expect(rows.map((row) => row.repeat)).toEqual(expected['returning'])
  expect(rows.map((row) => row.return)).toEqual(expected['resurrecting'])
  expect(rows.map((row) => -row.dormant || 0)).toEqual(expected['dormant'])
})

describe('stickiness', () => {
  const cases = vectors.cases.filter(
    ({ feature, id }) => feature === 'stickiness' && !(id in different),
  )
  it.each(cases)('$id', async ({ set, question, expected }) => {
    const wanted = expected['people_by_n'] as number[]
    const filter = Object.entries((question['filter'] ?? {}) as object)
    const conditions = filter.map(([dimension, value]) => ({ dimension, op: 'equals', value }))
    const request = {
      kind: 'frequency',
      where: conditions[0] ?? { dimension: 'event', op: 'exists' },
      distinct: question['interval'],
      buckets: { from: 1, to: wanted.length },
      dateRange: rangeOf(question),
    }
    const view = { calendar: { type: 'gregorian', firstDayOfWeek: 'sunday' } }
    const { buckets } = await ask<FrequencyResult>(
      { source: worldOf(vectors, set!), view },
      request,
    )
    expect(buckets.map(({ count }) => count)).toEqual(wanted)
  })

  it('asks every case that does not mean something else', () => {
    const asked = ['ph.lifecycle.full', ...cases.map(({ id }) => id), ...Object.keys(different)]
    expect(asked.toSorted()).toEqual(vectors.cases.map(({ id }) => id).toSorted())
  })
})
