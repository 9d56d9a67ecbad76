export type { BatchItem, LoggedBatch, Receipt } from './batch-log.ts'
export { type DeliveryCounts, WITHOUT_IDENTITY } from './counts.ts'
export type { DeadDelivery } from './dead.ts'
export { type DeliveryStore, openDeliveryStore } from './delivery-store.ts'
export type { ForgottenAt } from './erase.ts'
export type { Outcome, SettledRow } from './settle.ts'
export { type Claim, ClaimLost } from './states.ts'
export type {
  Confirmed,
  KnownDelivery,
  PendingChange,
  Place,
  WaitingDelivery,
  Wanted,
} from './waiting.ts'
