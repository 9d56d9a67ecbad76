import type { PersonProfile } from '../../profile/profile.ts'
import type { Destination } from '../../model/definitions/destination.ts'
import type { ProfileChangeDetail } from '../../profile/index.ts'
import type { Consent } from './plan.ts'

/** Where changes of profiles come from. */
export interface ChangeSource {
  /** What of the feed there is; numbers of another epoch say nothing. */
  feed(): Promise<{ readonly epoch: string; readonly number: number; readonly first: number }>
  /** Behind a number, in order. */
  changes(
    after: number,
    options: { readonly connection: string; readonly limit: number },
  ): Promise<readonly FeedChange[]>
  /** Why none may be sent: what a policy says. */
  denial(destination: Destination): Promise<string | undefined>
  consent(destination: Destination): Promise<Consent | undefined>
}

export interface FeedChange {
  readonly number: number
  readonly connection: string
  readonly person: string
  /** ISO 8601 in UTC. */
  readonly at: string
  /** JSON. */
  readonly document: string
}

type Told = NonNullable<Destination['profileChanges']>

/** Whether a destination is told of a change. Of somebody who is gone or merged it always is. */
export function isTold(
  { attributes, audiences, identities }: Told,
  namespaces: readonly string[],
  detail: ProfileChangeDetail,
): boolean {
  switch (detail.kind) {
    case 'attribute-changed':
      return attributes.includes(detail.attribute)
    case 'entered':
    case 'left':
      return audiences.includes(detail.audience)
    case 'identity-added':
    case 'identity-removed':
      return identities && (namespaces.length === 0 || namespaces.includes(detail.namespace))
    case 'merged':
    case 'removed':
      return true
    default:
      return detail satisfies never
  }
}

/** Who has refused is told nothing of, but that they are gone. */
export const isAgreedTo = (
  consent: Consent | undefined,
  { kind }: ProfileChangeDetail,
  profile: PersonProfile | undefined,
): boolean =>
  consent === undefined || kind === 'merged' || kind === 'removed' || consent.isGiven(profile)
