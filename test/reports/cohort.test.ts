import { describe, expect, it } from 'vitest'
import type { MemoryEvent } from '../support/memory-source.ts'
import type { CohortResult } from '../../src/query/reports/cohort/request.ts'
import { ask } from '../support/ask.ts'

const DAY_MS = 86_400_000
const did = (event: string) => ({ where: { dimension: 'event', op: 'equals', value: event } })

/** Days on which people visit; they buy on day 3. */
const visits: Readonly<Record<string, readonly number[]>> = {
  ann: [0, 1, 2, 4, 5],
  ben: [0, 2, 3, 5],
  cid: [1, 4],
  dan: [],
}

const events: MemoryEvent[] = Object.entries(visits).flatMap(([person, days]) => [
  { person, time: 3 * DAY_MS, fields: { event: 'buy' } },
  ...days.map((day) => ({ person, time: day * DAY_MS + 1000, fields: { event: 'visit' } })),
])

const request = {
  kind: 'cohort',
  granularity: 'day',
  dateRange: { start: '1970-01-01', end: '1970-01-07' },
  inclusion: did('buy'),
  return: did('visit'),
}

const askCohort = (more: object) => ask<CohortResult>({ events }, { ...request, ...more })
const onDay3 = ({ rows }: CohortResult) => rows.find(({ cohort }) => cohort === '1970-01-04')!

describe('a latency table', () => {
  it('has the periods before and after the inclusion', async () => {
    const result = await askCohort({ latency: true })
    expect(result.firstColumn).toBe(-5)
    expect(onDay3(result)).toMatchObject({
      included: 4,
      cells: [null, null, 2, 2, 2, 1, 2, 2, null, null, null],
    })
  })

  it('rolls away from the inclusion on both sides', async () => {
    const both = onDay3(await askCohort({ latency: true, rolling: true }))
    // Ann was there on all days before; ben missed day 1, cid day 2.
    expect(both.cells).toEqual([null, null, 1, 1, 2, 1, 2, 1, null, null, null])
    const after = onDay3(await askCohort({ rolling: true }))
    expect(after.cells).toEqual(both.cells.slice(6))
  })

  it('rolls as churn, too', async () => {
    const churned = onDay3(await askCohort({ latency: true, rolling: true, type: 'churn' }))
    expect(churned.cells.slice(2, 8)).toEqual([3, 3, 2, 3, 2, 3])
  })

  it('explains a cell before the inclusion', async () => {
    const rolled = { latency: true, rolling: true }
    const at = async (column: number, more: object = {}) => {
      const explain = { row: '1970-01-04', column }
      return (await askCohort({ ...rolled, ...more, explain })).meta.explanation!
    }
    expect(await at(-1)).toMatchObject({ samplePeople: ['ann', 'ben'] })
    expect(await at(-2)).toMatchObject({
      definition: 'People included in 1970-01-04, who were there 2 days earlier',
      samplePeople: ['ann'],
    })
    expect((await at(-2, { rolling: false })).samplePeople).toEqual(['ann', 'cid'])
    expect((await at(2)).samplePeople).toEqual(['ann'])
  })
})
