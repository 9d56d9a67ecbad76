import type { RowAccount } from '../files/event-files.ts'
import type { EventDataset } from '../world/events.ts'
import type { FunnelsTruth } from './funnels.ts'
import type { IdentitiesTruth } from './identities.ts'
import type { OrdersTruth } from './orders.ts'
import type { OrderTrackerTruth } from './order-tracker.ts'
import type { PaymentErrorTruth } from './payment-error.ts'
import type { PeopleTruth } from './people.ts'

/** What is true of a demo company, for whoever looks for it in reports: the file `truth.json`. */
export interface Truth {
  readonly people: PeopleTruth
  readonly identities: IdentitiesTruth
  readonly funnels: FunnelsTruth
  readonly orders: OrdersTruth
  readonly paymentError: PaymentErrorTruth
  readonly orderTracker: OrderTrackerTruth
  readonly rows: Readonly<Record<EventDataset, RowAccount>>
  /** The whole of the data: calendar days, the end excluded. */
  readonly dateRange: { readonly start: string; readonly end: string }
  readonly madeFrom: { readonly people: number; readonly seed: number; readonly day: string }
}
