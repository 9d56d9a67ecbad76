import type { Destination } from '../../model/definitions/destination.ts'
import type { PersonProfile, ProfileReader } from '../../profile/profile.ts'
import type { Confirmed, DeliveryStore, WaitingDelivery } from '../../store/deliveries/index.ts'
import type { DeliveredChange, DestinationType } from '../destination.ts'
import type { Clock } from './clock.ts'

/** An audience as its deliveries need it. */
export interface AudienceGround {
  readonly id: string
  readonly name: string
  /** Whose people it has; may not be known of one that is gone. */
  readonly connection: string | undefined
  /** Whether it was deleted: nobody is added any more. */
  readonly isGone: boolean
  /** Why nobody may be added: what a policy says. */
  readonly denial: string | undefined
  readonly consent: Consent | undefined
}

/** Who agreed to what the destination is for. */
export interface Consent {
  isGiven(profile: PersonProfile | undefined): boolean
  readonly refusal: string
}

/** What planning looks at. */
export interface PlanGround {
  readonly destination: Destination
  readonly type: DestinationType
  /** Of which identities can be sent; all where it is undefined. */
  readonly namespaces: readonly string[] | undefined
  readonly audience: AudienceGround
  readonly store: DeliveryStore
  readonly profiles: ProfileReader
  readonly clock: Clock
}

/** What becomes of a row. */
interface Next {
  readonly confirmed?: Confirmed
  readonly confirmedEpoch?: number
  /** What the destination has then. */
  readonly identities?: string
  readonly state: 'waiting' | 'done' | 'dead'
  readonly dueAt?: string
  readonly reason?: string | null
  readonly tries?: number
}

/** Nothing is to be sent. */
export interface Settling {
  readonly row: WaitingDelivery
  readonly next: Next
}

export interface Sending {
  readonly row: WaitingDelivery
  readonly change: DeliveredChange
  readonly accepted: Next
  /** What is known when nobody answers. */
  readonly unanswered: Pick<Next, 'confirmed' | 'identities'>
}

export type Plan = Settling | Sending

export const isSending = (plan: Plan): plan is Sending => 'change' in plan
