import type { CreditModel } from '../../src/demo/truth/credit.ts'
import type { FunnelTruth } from '../../src/demo/truth/funnels.ts'
import type { Truth } from '../../src/demo/truth/truth.ts'
import type { AttributionResult } from '../../src/query/reports/attribution/request.ts'
import type { FalloutResult } from '../../src/query/reports/fallout/request.ts'
import type { FreeformResult } from '../../src/query/reports/freeform/request.ts'

/** Asks a report about all of the demo's time; data view and date range are filled in. */
export type Ask = <R>(request: object) => Promise<R>

/** What a report says, and what is true. */
interface Finding {
  readonly found: unknown
  readonly expected: unknown
}

type Find = (ask: Ask, truth: Truth) => Promise<Finding>

const metrics = (...ids: readonly string[]) => ids.map((metric) => ({ metric }))
const where = (dimension: string, op: string, value: unknown) => ({ dimension, op, value })
const segment = (container: string, condition: object) => ({ container, where: condition })
const onWeb = segment('event', where('dataset-id', 'equals', 'web'))

const table = async (ask: Ask, rows: object, columns: readonly string[], more: object = {}) => {
  const request = { kind: 'freeform', rows, columns: metrics(...columns), limit: 1000, ...more }
  const { rows: found } = await ask<FreeformResult>(request)
  return Object.fromEntries(found.map(({ item, values }) => [String(item ?? ''), values]))
}

const totals = async (ask: Ask, columns: readonly string[]) => {
  const request = { kind: 'freeform', rows: { dimension: 'year' }, columns: metrics(...columns) }
  return (await ask<FreeformResult>(request)).totals
}

const counts = async (ask: Ask, request: object) => {
  const { series } = await ask<FalloutResult>({ kind: 'fallout', ...request })
  return series[0]!.steps.map(({ count }) => count)
}

/** Rows that arrive twice count once. Needs stitching: apart, calls that only name a phone are nobody's. */
export const findEvents: Find = async (ask, { people }) => {
  const found = await table(ask, { dimension: 'dataset-id' }, ['events'])
  const expected = Object.entries(people.events).map(([dataset, count]) => [dataset, [count]])
  return { found, expected: Object.fromEntries(expected) }
}

/** People by what each dataset knows of them by itself: needs them apart. */
export const findIds: Find = async (ask, { identities }) => {
  const found = await table(ask, { dimension: 'dataset-id' }, ['people'])
  const expected = Object.entries(identities.ids).map(([dataset, count]) => [dataset, [count]])
  return { found, expected: Object.fromEntries(expected) }
}

/** People and their sessions over all datasets: needs stitching. */
export const findPeople: Find = async (ask, { people }) => ({
  found: await totals(ask, ['people', 'sessions']),
  expected: [people.seen, people.sessions],
})

/** Whose the events on the shared browsers are: needs stitching. */
export const findSharedBrowsers: Find = async (ask, { identities }) => {
  const browsers = identities.sharedBrowsers.map(async ({ cookie }) => {
    const there = { segments: [segment('event', where('cookie', 'equals', cookie))] }
    return table(ask, { dimension: 'person-id' }, ['events'], there)
  })
  const expected = identities.sharedBrowsers.map(({ people }) =>
    Object.fromEntries(people.map(({ customer_id, events }) => [customer_id, [events]])),
  )
  return { found: await Promise.all(browsers), expected }
}

/** Visits of the web shop that reach each step. */
export const findSessionFunnels: Find = findFunnels('session', ({ sessions }) => sessions)

/** People who reach each step on the web: needs stitching. */
export const findPersonFunnels: Find = findFunnels('person', ({ people }) => people)

function findFunnels(container: string, expect: (funnel: FunnelTruth) => readonly number[]): Find {
  return async (ask, { funnels }) => {
    const all = Object.values(funnels)
    const found = await Promise.all(
      all.map(({ dimension, steps }) => {
        const touches = steps.map((item) => ({ any: [{ dimension, item }] }))
        return counts(ask, { container, steps: touches, segments: [onWeb] })
      }),
    )
    return { found, expected: all.map(expect) }
  }
}

/** Orders and revenue by dataset. */
export const findOrders: Find = async (ask, { orders }) => {
  const found = await table(ask, { dimension: 'dataset-id' }, ['orders', 'revenue'])
  const known = Object.entries(orders.byDataset)
  const expected = known.map(([dataset, sum]) => [dataset, [sum.orders, sum.revenue]])
  return { found, expected: Object.fromEntries(expected) }
}

/** What each channel and campaign has of all orders and of revenue, by model: needs stitching. */
export const findCredit: Find = async (ask, { orders }) => {
  const dimensions = { channel: 'channel-touch', campaign: 'campaign' } as const
  const found = { orders: {}, revenue: {} } as Record<'orders' | 'revenue', Record<string, object>>
  const expected = structuredClone(found)
  for (const metric of ['orders', 'revenue'] as const) {
    for (const dimension of ['channel', 'campaign'] as const) {
      const known = orders.credit[dimension]
      const models = Object.keys(known) as CreditModel[]
      const { rows } = await ask<AttributionResult>({
        kind: 'attribution',
        metric,
        dimension: dimensions[dimension],
        models,
        lookback: { days: orders.lookbackDays },
      })
      const items = new Set(models.flatMap((model) => Object.keys(known[model])))
      const touched = rows.filter(({ values }) => values.some((value) => value !== 0))
      found[metric][dimension] = Object.fromEntries(
        touched.map(({ item, values }) => [String(item ?? ''), values.map(rounded)]),
      )
      expected[metric][dimension] = Object.fromEntries(
        [...items].map((item) => [
          item,
          models.map((model) => rounded(known[model][item]?.[metric] ?? 0)),
        ]),
      )
    }
  }
  return { found, expected }
}

/** A campaign that takes part in many orders and is the last touch of none: needs stitching. */
export const findAssistingCampaign: Find = async (ask, { orders }) => {
  const item = orders.assistingCampaign
  const models = ['last-touch', 'participation'] as const
  const { rows } = await ask<AttributionResult>({
    kind: 'attribution',
    metric: 'orders',
    dimension: 'campaign',
    models,
    lookback: { days: orders.lookbackDays },
  })
  const credit = orders.credit.campaign
  return {
    found: rows.find((row) => row.item === item)?.values.map(rounded),
    expected: models.map((model) => rounded(credit[model][item]?.orders ?? 0)),
  }
}

/** On which days the error is, and that there is none before and after. */
export const findErrorDays: Find = async (ask, { paymentError }) => {
  const byDay = await table(ask, { dimension: 'day' }, ['payment-errors'])
  const days = Object.keys(byDay).filter((day) => byDay[day]![0]! > 0)
  const { introduced, fixed, errors } = paymentError
  const sum = days.reduce((total, day) => total + byDay[day]![0]!, 0)
  const outside = days.filter((day) => day < introduced || day >= fixed)
  return { found: { sum, outside }, expected: { sum: errors, outside: [] } }
}

/** People with the error, and those who call within the minutes: needs stitching. */
export const findErrorCalls: Find = async (ask, { paymentError }) => {
  const within = { minutes: paymentError.withinMinutes }
  const steps = [
    { any: [{ dimension: 'error', item: paymentError.error }] },
    { any: [{ metric: 'calls' }], within },
  ]
  return {
    found: await counts(ask, { container: 'person', steps }),
    expected: [paymentError.people, paymentError.peopleWhoCalled],
  }
}

/** Buyers online by whether they use the tool, their orders and their calls about them: needs stitching. */
export const findOrderTracker: Find = async (ask, { orderTracker }) => {
  const { tool, users, others } = orderTracker
  const buys = { metric: 'online-orders', op: 'gte', value: 1 }
  const uses = segment('person', where('tool', 'equals', tool))
  const segments = [
    segment('person', { and: [buys, uses] }),
    segment('person', { and: [buys, { not: uses }] }),
  ]
  const columns = metrics('people', 'online-orders', 'order-calls')
  const { rows } = await ask<FreeformResult>({ kind: 'freeform', rows: { segments }, columns })
  return {
    found: rows.map(({ values }) => values),
    expected: [users, others].map(({ people, orders, calls }) => [people, orders, calls]),
  }
}

const rounded = (value: number | null): number => Math.round((value ?? 0) * 1e6) / 1e6
