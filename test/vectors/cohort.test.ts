import { describe, expect, it } from 'vitest'
import type { CohortResult } from '../../src/query/reports/cohort/request.ts'
import { claimed } from './claims.ts'
import { ask } from '../support/ask.ts'
import { eventsOfSet, onlyPerson, type VectorCase, worldOf } from '../support/vectors.ts'

/** Cases whose source cuts time differently, and why. */
const different: Readonly<Record<string, string>> = {
  'rete.cohort.m2m': 'periods of two months; ours are calendar units',
  'rete.cohort.d30d': 'periods of 30 days; ours are calendar units',
  'rete.cohort.w4w': 'periods of four weeks; ours are calendar units',
  'rete.cohort.avg': 'periods of 21 days; ours are calendar units',
}

const DAY = 86_400_000
const dayAfter = (day: string) => new Date(Date.parse(day) + DAY).toISOString().slice(0, 10)

const any = { dimension: 'event', op: 'exists' }

describe.each(['clickhouse-behavioral', 'duckdb-behavioral'])('visits by day: %s', (file) => {
  const vectors = claimed('cohort', file)

  /** How many were there on the first day, and on each day after it. */
  const askCohort = async ({ set, question }: VectorCase, segments: object[] = []) => {
    const days = question['days'] as string[]
    const request = {
      kind: 'cohort',
      granularity: 'day',
      dateRange: { start: days[0], end: dayAfter(days.at(-1)!) },
      inclusion: { where: any },
      return: { where: any },
      segments,
    }
    const { rows } = await ask<CohortResult>({ source: worldOf(vectors, set!) }, request)
    const first = rows.find(({ cohort }) => cohort === days[0])
    const later = days.slice(1).map((day) => (Date.parse(day) - Date.parse(days[0]!)) / DAY)
    return [first?.included ?? 0, ...later.map((offset) => first?.cells[offset - 1] ?? 0)]
  }

  it.each(vectors.cases)('$id', async (test) => {
    const { people, flags_by_person: byPerson, flags = byPerson } = test.expected
    expect(people ?? flags).toBeDefined()
    if (people) expect(await askCohort(test)).toEqual(people)
    for (const [range, wanted] of Object.entries((flags ?? {}) as Record<string, unknown[]>)) {
      for (const person of personsOf(range)) {
        expect(await askCohort(test, [onlyPerson(person)]), person).toEqual(wanted.map(Number))
      }
    }
  })
})

/** `0..2` is short for three persons. */
function personsOf(range: string): string[] {
  const [first, last = first] = range.split('..').map(Number)
  return Array.from({ length: last! - first! + 1 }, (_, i) => String(first! + i))
}

describe('monthly cohorts', () => {
  const vectors = claimed('cohort', 'retentioneering-sessions-cohorts')
  const { cases } = vectors

  it('rete.cohort.mm', async () => {
    const test = cases.find(({ id }) => id === 'rete.cohort.mm')!
    const events = eventsOfSet(vectors, test.set!)
    const first = new Map<string, number>()
    for (const { person, time } of events) {
      first.set(person, Math.min(time, first.get(person) ?? Infinity))
    }
    const flagged = events.map((event) => ({
      ...event,
      fields: { ...event.fields, first: event.time === first.get(event.person) ? 'yes' : null },
    }))
    const request = {
      kind: 'cohort',
      granularity: 'month',
      dateRange: { start: '2021-12-01', end: '2022-05-01' },
      inclusion: { where: { dimension: 'first', op: 'equals', value: 'yes' } },
      return: { where: any },
    }
    const { rows } = await ask<CohortResult>({ events: flagged }, request)
    const wanted = test.expected['share_by_cohort'] as Record<string, (number | null)[]>
    for (const [month, shares] of Object.entries(wanted)) {
      const { included, cells } = rows.find(({ cohort }) => cohort === month)!
      for (const [k, share] of shares.entries()) {
        const active = k === 0 ? included : cells[k - 1]!
        expect(active / included).toBeCloseTo(share ?? 0, 2)
      }
    }
  })

  it('lists the cases that mean something else', () => {
    const ids = ['rete.cohort.mm', ...Object.keys(different)]
    expect(cases.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
  })
})
