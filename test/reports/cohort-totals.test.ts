import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CohortRequestInput, CohortResult } from '../../src/query/reports/cohort/request.ts'
import { ask } from '../support/ask.ts'
import type { MemoryEvent } from '../support/memory-source.ts'

const DAYS = 4

interface Did {
  readonly person: string
  readonly minute: number
  readonly page: string
  readonly amount: number | null
  readonly tier: string
}

const eventsOf = (all: readonly Did[]): MemoryEvent[] =>
  [...all]
    .sort((a, b) => a.minute - b.minute)
    .map(({ person, minute, page, amount, tier }) => ({
      person,
      time: minute * 60_000,
      fields: { page, amount, tier },
    }))

const is = (value: string) => ({ dimension: 'page', op: 'equals' as const, value })
const request = {
  kind: 'cohort' as const,
  granularity: 'day' as const,
  dateRange: { start: '1970-01-01', end: '1970-01-05' },
}

type Criterion = CohortRequestInput['inclusion']
type Total = Exclude<Criterion['total'], undefined | readonly unknown[]>

const total = fc.record({
  metric: fc.constantFrom('amount', 'events', 'sessions'),
  op: fc.constantFrom('gte' as const, 'lt' as const, 'eq' as const),
  value: fc.constantFrom(0, 1, 2, 3, 5),
})
const criterion = fc.record({
  atLeast: fc.constantFrom(1, 1, 2),
  page: fc.constantFrom('A', 'B', null),
  total: fc.array(total, { minLength: 1, maxLength: 2 }),
})
interface Drawn {
  readonly atLeast: number
  readonly page: string | null
  readonly total: readonly Total[]
}
const asWritten = ({ page, total: totals, atLeast }: Drawn): Criterion => ({
  atLeast,
  ...(page === null ? {} : { where: is(page) }),
  total: totals.length === 1 ? totals[0]! : [...totals],
})

const compare = {
  gte: (a: number, b: number) => a >= b,
  lt: (a: number, b: number) => a < b,
  eq: (a: number, b: number) => a === b,
}

/** Sessions of one person begin after more than 30 minutes without an event, over midnight too. */
const sessionsOf = (own: readonly Did[]): Map<Did, number> => {
  const sorted = [...own].sort((a, b) => a.minute - b.minute)
  let session = 0
  return new Map(
    sorted.map((one, i) => {
      if (i > 0 && one.minute - sorted[i - 1]!.minute > 30) session++
      return [one, session]
    }),
  )
}

/** Whether a person meets a criterion on a day. */
function meets(own: readonly Did[], day: number, { page, atLeast, total: totals }: Drawn): boolean {
  const sessions = sessionsOf(own)
  const counted = own.filter(
    (one) => Math.floor(one.minute / 1440) === day && (page === null || one.page === page),
  )
  const figures = {
    amount: counted.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
    events: counted.length,
    sessions: new Set(counted.map((one) => sessions.get(one))).size,
  }
  return (
    counted.length >= atLeast &&
    totals.every(({ metric, op = 'gte', value }) =>
      compare[op as keyof typeof compare](figures[metric as keyof typeof figures], value),
    )
  )
}

const dids = fc.array(
  fc.record({
    person: fc.constantFrom('ann', 'ben', 'cid'),
    minute: fc.oneof(
      fc.integer({ min: 0, max: DAYS * 1440 - 1 }),
      fc.integer({ min: 1430, max: 1450 }),
    ),
    page: fc.constantFrom('A', 'B'),
    amount: fc.constantFrom(null, 1, 2, 3),
    tier: fc.constantFrom('gold', 'tin'),
  }),
  { maxLength: 24 },
)
/** Makes sure that all fields exist, on no day that counts. */
const last: Did = { person: 'zoe', minute: 9 * 1440, page: 'Z', amount: 1, tier: 'tin' }

describe('totals of a person and period', () => {
  it('include and bring back whose events of the period add up to them', async () => {
    const property = fc.asyncProperty(
      dids,
      criterion,
      criterion,
      async (all, included, returned) => {
        const { rows } = await ask<CohortResult>(
          { events: eventsOf([...all, last]) },
          { ...request, inclusion: asWritten(included), return: asWritten(returned) },
        )
        const people = ['ann', 'ben', 'cid'].map((name) =>
          all.filter(({ person }) => person === name),
        )
        const expected = Array.from({ length: DAYS }, (_, day) => {
          const members = people.filter((own) => meets(own, day, included))
          const cells = Array.from({ length: DAYS - 1 }, (__, k) => {
            const later = day + k + 1
            return later >= DAYS
              ? null
              : members.filter((own) => meets(own, later, returned)).length
          })
          return { included: members.length, cells }
        })
        expect(rows.map(({ included: count, cells }) => ({ included: count, cells }))).toEqual(
          expected,
        )
      },
    )
    await fc.assert(property, { numRuns: 200 })
  })

  it('have the people of a cell behind it', async () => {
    const property = fc.asyncProperty(
      dids,
      criterion,
      criterion,
      async (all, included, returned) => {
        const events = eventsOf([...all, last])
        const asked = { ...request, inclusion: asWritten(included), return: asWritten(returned) }
        const { rows } = await ask<CohortResult>({ events }, asked)
        const row = rows[1]!
        const behind = async (column: number) => {
          const explain = { row: '1970-01-02', column }
          return (await ask({ events }, { ...asked, explain })).meta.explanation!.people
        }
        expect(await behind(0)).toBe(row.included)
        expect(await behind(1)).toBe(row.cells[0])
      },
    )
    await fc.assert(property, { numRuns: 40 })
  })

  it('of a month in which an item was chosen are those of all its events', async () => {
    const did = (minute: number, tier: string, amount: number) => ({
      ...last,
      person: 'ann',
      minute,
      tier,
      amount,
    })
    const events = eventsOf([did(0, 'gold', 60), did(1, 'tin', 50), did(1500, 'tin', 99), last])
    const { rows } = await ask<CohortResult>(
      { events },
      {
        ...request,
        cohortDimension: 'tier',
        inclusion: { total: { metric: 'amount', value: 100 } },
        return: { where: is('Z') },
      },
    )
    expect(rows).toMatchObject([
      { cohort: 'gold', included: 1, cells: [1, 0, 0] },
      { cohort: 'tin', included: 1, cells: [1, 0, 0] },
    ])
  })

  it('are said in the plan, and refused where they mean nothing', async () => {
    const events = eventsOf([last])
    const asking = (inclusion: object) =>
      ask({ events }, { ...request, inclusion, return: { where: is('Z') }, explain: true })
    const { meta } = await asking({
      total: [
        { metric: 'amount', op: 'gte', value: 100 },
        { metric: 'events', value: 1 },
      ],
    })
    expect(meta.plan!.join(' ')).toContain(
      'the inclusion is met where amount is at least 100 and events is at least 1 over the person’s events of it',
    )
    await expect(asking({})).rejects.toMatchObject({
      code: 'request/invalid',
      path: ['inclusion', 'where'],
    })
    await expect(asking({ total: { metric: 'amout', value: 1 } })).rejects.toMatchObject({
      code: 'request/unknown-component',
      path: ['inclusion', 'total', 'metric'],
    })
    await expect(asking({ total: [{ metric: 'people', value: 1 }] })).rejects.toMatchObject({
      code: 'request/impossible',
      path: ['inclusion', 'total', 0, 'metric'],
    })
  })
})
