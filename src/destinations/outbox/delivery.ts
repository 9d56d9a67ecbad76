import type { Claim, DeliveryStore } from '../../store/deliveries/index.ts'
import type { ProfileReader } from '../../profile/profile.ts'
import type { Destination } from '../../model/definitions/destination.ts'
import type { DestinationType, OpenDestination } from '../destination.ts'
import type { Clock } from './clock.ts'
import type { AudienceGround } from './plan.ts'

/** A destination that is being delivered to. */
export interface Delivery {
  readonly destination: Destination
  readonly type: DestinationType
  /** Of which identities can be sent; all where it is undefined. */
  readonly namespaces: readonly string[] | undefined
  readonly opened: OpenDestination
  readonly store: DeliveryStore
  readonly profiles: ProfileReader
  readonly clock: Clock
  readonly audience: (id: string) => Promise<AudienceGround>
  /** Of this server, for a while from now on. */
  readonly claim: () => Claim
  /** How often all were sent again by hand. */
  readonly resends: number
  /** In a row. */
  readonly failures: () => number
  /** Something was answered: what failed before does not any more. */
  readonly answered: () => Promise<void>
  /** Nothing new is begun. */
  readonly stop: AbortSignal
  /** What is under way ends. */
  readonly end: AbortSignal
}
