import { scenario } from '../world/scenario.ts'
import type { Observer } from './observer.ts'

/** The tool that halves calls: people with an order online, by whether they ever used it. */
export interface OrderTrackerTruth {
  readonly tool: string
  readonly reason: string
  readonly users: OnlineBuyers
  readonly others: OnlineBuyers
  /** Calls per order of the users, as a share of those of the others. */
  readonly plannedRatio: number
}

interface OnlineBuyers {
  people: number
  orders: number
  /** For the reason that the tool answers. */
  calls: number
}

export function observeOrderTracker(): Observer<OrderTrackerTruth> {
  const { name, reason, callRate, callRateOfUsers } = scenario.orderTracker
  const truth: OrderTrackerTruth = {
    tool: name,
    reason,
    users: { people: 0, orders: 0, calls: 0 },
    others: { people: 0, orders: 0, calls: 0 },
    plannedRatio: callRateOfUsers / callRate,
  }
  return {
    see({ persons }) {
      for (const { events } of persons) {
        const orders = events.filter(({ row }) => row.event === 'order').length
        if (orders === 0) continue
        const isUser = events.some(({ row }) => row.tool === name)
        const group = isUser ? truth.users : truth.others
        group.people++
        group.orders += orders
        group.calls += events.filter((event) => event.row.reason === reason).length
      }
    },
    tell: () => truth,
  }
}
