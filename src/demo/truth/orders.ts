import type { EventDataset } from '../world/events.ts'
import { dayMs } from '../world/period.ts'
import { scenario } from '../world/scenario.ts'
import { type CreditModel, creditModels, creditOf } from './credit.ts'
import type { Observer, SeenPerson } from './observer.ts'

/** Orders online and receipts, and how their credit should fall on how people came to the shop before. */
export interface OrdersTruth {
  readonly byDataset: Record<SellingDataset, { orders: number; revenue: number }>
  readonly lookbackDays: number
  /** Items by model; '' is what nothing was touched before. */
  readonly credit: Record<'channel' | 'campaign', CreditByModel>
  /** A line per order, with its own credit. */
  readonly file: string
  readonly assistingCampaign: string
}

type SellingDataset = Exclude<EventDataset, 'calls'>

type CreditByModel = Record<CreditModel, Record<string, { orders: number; revenue: number }>>

/** A line of the file of orders: who ordered, what led there, and what each item has of it. */
export interface OrderCredit {
  readonly order_id: string
  readonly ts: string
  readonly dataset: SellingDataset
  readonly person: string
  readonly revenue: number
  /** Within the lookback, from the first to the last. */
  readonly touches: readonly { channel: string; campaign: string | null; ageMs: number }[]
  readonly credit: Record<'channel' | 'campaign', Record<CreditModel, Record<string, number>>>
}

const lookbackDays = 30

/** `onOrder` has each order's credit, as it becomes known. */
export function observeOrders(
  file: string,
  onOrder: (order: OrderCredit) => void,
): Observer<OrdersTruth> {
  const none = () => ({ orders: 0, revenue: 0 })
  const byModel = () => Object.fromEntries(creditModels.map((model) => [model, {}]))
  const truth: OrdersTruth = {
    byDataset: { web: none(), app: none(), stores: none() },
    lookbackDays,
    credit: { channel: byModel() as CreditByModel, campaign: byModel() as CreditByModel },
    file,
    assistingCampaign: scenario.assistingCampaign,
  }
  return {
    see({ persons }) {
      for (const order of persons.flatMap(ordersOf)) {
        add(truth.byDataset[order.dataset], order.revenue, 1)
        for (const dimension of ['channel', 'campaign'] as const) {
          addCredit(truth.credit[dimension], order, order.credit[dimension])
        }
        onOrder(order)
      }
    },
    tell: () => truth,
  }
}

function addCredit(
  sums: CreditByModel,
  { revenue }: OrderCredit,
  credit: Record<CreditModel, Record<string, number>>,
): void {
  for (const model of creditModels) {
    for (const [item, share] of Object.entries(credit[model])) {
      add((sums[model][item] ??= { orders: 0, revenue: 0 }), revenue, share)
    }
  }
}

function add(sum: { orders: number; revenue: number }, revenue: number, share: number): void {
  sum.orders += share
  sum.revenue += share * revenue
}

function ordersOf({ id, events }: SeenPerson): readonly OrderCredit[] {
  return events.flatMap(({ ms, dataset, row }, place) => {
    if (row.order_id === undefined || dataset === 'calls') return []
    const touches = events.slice(0, place).flatMap((event) => {
      const ageMs = ms - event.ms
      return event.touch === null || ageMs > lookbackDays * dayMs ? [] : [{ ...event.touch, ageMs }]
    })
    const { order_id, ts, revenue = 0 } = row
    const credit = {
      channel: creditBy('channel', touches),
      campaign: creditBy('campaign', touches),
    }
    return [{ order_id, ts, dataset, person: id, revenue, touches, credit }]
  })
}

function creditBy(
  dimension: 'channel' | 'campaign',
  touches: OrderCredit['touches'],
): Record<CreditModel, Record<string, number>> {
  const valued = touches.flatMap(({ ageMs, [dimension]: item }) =>
    item === null ? [] : [{ item, ageMs }],
  )
  const entries = creditModels.map((model) => [model, creditOf(model, valued)])
  return Object.fromEntries(entries) as Record<CreditModel, Record<string, number>>
}
