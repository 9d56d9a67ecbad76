import { describe, expect, it } from 'vitest'
import type { CohortResult } from '../../src/model/requests/cohort.ts'
import { createMemorySource } from '../../src/hosts/memory/source.ts'
import { askWorld, eventsOfSet, loadVectors, type VectorCase } from './world.ts'

/** Cases whose source cuts time differently, and why. */
const different: Readonly<Record<string, string>> = {
  'rete.cohort.m2m': 'periods of two months; ours are calendar units',
  'rete.cohort.d30d': 'periods of 30 days; ours are calendar units',
  'rete.cohort.w4w': 'periods of four weeks; ours are calendar units',
  'rete.cohort.avg': 'periods of 21 days; ours are calendar units',
}

const any = { dimension: 'event', op: 'exists' }

describe('retention of visits by day', () => {
  const ask = async (file: string, set: string, days: readonly string[]) => {
    const source = createMemorySource(eventsOfSet(loadVectors(file), set))
    const end = new Date(Date.parse(days.at(-1)!) + 86_400_000).toISOString().slice(0, 10)
    const request = {
      kind: 'cohort',
      granularity: 'day',
      dateRange: { start: days[0], end },
      inclusion: { where: any },
      return: { where: any },
    }
    return (await askWorld(source, request)) as CohortResult
  }
  const { cases } = loadVectors('clickhouse-behavioral')
  const retained = cases.filter(
    ({ feature, expected }) => feature === 'cohort table' && 'people' in expected,
  )

  it.each(retained)('$id', async ({ set, question, expected }: VectorCase) => {
    const days = question['days'] as string[]
    const [row] = (await ask('clickhouse-behavioral', set!, days)).rows
    const offsets = days
      .slice(1)
      .map((day) => (Date.parse(day) - Date.parse(days[0]!)) / 86_400_000)
    const cells = offsets.map((offset) => row!.cells[offset - 1])
    expect([row!.included, ...cells]).toEqual(expected['people'])
  })

  it('duck.ret.flags', async () => {
    const days = ['2024-01-01', '2024-01-02', '2024-01-03']
    const [row] = (await ask('duckdb-behavioral', 'ret', days)).rows
    expect(row).toMatchObject({ cohort: days[0], included: 3, cells: [1, 2] })
  })
})

describe('monthly cohorts', () => {
  const vectors = loadVectors('retentioneering-sessions-cohorts')
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
    const { rows } = (await askWorld(createMemorySource(flagged), request)) as CohortResult
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
    const own = cases.filter(({ feature }) => feature === 'cohort table').map(({ id }) => id)
    expect(own.filter((id) => id in different)).toHaveLength(Object.keys(different).length)
    expect(own.filter((id) => !(id in different))).toEqual(['rete.cohort.mm'])
  })
})
