import type { z } from 'zod'
import type { Action } from '../model/definitions/destination.ts'
import type { LakeClient } from '../lake/client.ts'
import type { Outgoing } from '../outgoing/index.ts'
import type { Notice } from './notice.ts'

/** A type of destination: what it is called, what it needs, and how people get there. */
export interface DestinationType<S extends object = object> {
  readonly label: string
  readonly description: string
  readonly settings: z.ZodType<S>
  readonly secrets: readonly DestinationSecret[]
  /**
   * The most changes of one batch, and the most bytes where the other side has a limit; how many batches, of
   * different people, may be under way at once: one unless told.
   */
  readonly batch: { readonly items: number; readonly bytes?: number; readonly atOnce?: number }
  /** Whether it takes changes of profiles, too. */
  readonly takesProfileChanges?: boolean
  /** Whether it takes notices of alerts and schedules, too. */
  readonly takesNotices?: boolean
  /** Namespaces whose ids it can take, by what they must be made into; all as they are when left out. */
  readonly takes?: readonly TakenIdentity[]
  /** What it always does with people, for policies, whatever the definition says; beside activating them. */
  readonly does?: readonly Action[]
  /** Whether it was run against the vendor's own service, or only against what its documents say. */
  readonly isRunAgainstVendor: boolean
  /** Settings that the reference shows and tests read. */
  readonly example: { readonly settings: S; readonly secrets: Readonly<Record<string, string>> }
  /** What would be sent for a batch, word for word, but for what proves who we are; nothing is asked or sent. */
  show(batch: DeliveryBatch, settings: S): ShownBatch
  open(context: DestinationContext<S>): Promise<OpenDestination> | OpenDestination
}

export interface ShownBatch {
  readonly messages: readonly ShownMessage[]
  /** Who cannot be sent, as `deliver` would say. */
  readonly rejected?: readonly RejectedChange[]
}

export interface ShownMessage {
  /** Where it goes: an address with its method, a topic, a file, a table. */
  readonly to: string
  readonly body: string
}

export interface DestinationSecret {
  readonly name: string
  readonly description: string
  readonly isRequired: boolean
  /** Whether it has several lines, as headers do. */
  readonly hasLines?: boolean
}

/** A kind of identity that the other side knows, such as an e-mail address hashed its way. */
export interface TakenIdentity {
  /** Its own word, such as `email`. */
  readonly as: string
  /** Namespaces that are taken for it unless the settings name others. */
  readonly namespaces: readonly string[]
}

export interface DestinationContext<S extends object = object> {
  readonly id: string
  readonly settings: S
  /** In clear, of this process only; never to be logged. */
  readonly secrets: Readonly<Record<string, string>>
  /** The only way to other machines by HTTP; gives the address to connect to for other protocols. */
  readonly outgoing: Outgoing
  /** Writes files of all formats, to S3, and speaks to ClickHouse. */
  readonly lake: LakeClient
  /** `exports` in the data folder, for what others take away from there; made by who writes to it. */
  readonly folder: string
}

/** Ready to be sent to. */
export interface OpenDestination {
  /**
   * Sends one batch: of one audience, one change per person. What is in neither list was not answered for, and
   * is sent again.
   *
   * @throws DestinationError when all of the batch failed
   */
  deliver(batch: DeliveryBatch, signal: AbortSignal): Promise<DeliveryOutcome>
  /**
   * Sends changes of profiles, in their order; what is in neither list was not answered for, and is sent again.
   *
   * @throws DestinationError when all of the batch failed
   */
  deliverChanges?(batch: ProfileChangeBatch, signal: AbortSignal): Promise<DeliveryOutcome>
  /** Sends a notice; only where it takes them. @throws DestinationError */
  notify?(notice: Notice, signal: AbortSignal): Promise<void>
  /** Whether it is there and lets us in, without any person. @throws DestinationError */
  check?(signal: AbortSignal): Promise<void>
  close(): Promise<void>
}

export interface DeliveryBatch {
  readonly audience: { readonly id: string; readonly name: string }
  readonly run: string
  /** The same for the same batch when it is tried again. */
  readonly idempotencyKey: string
  readonly changes: readonly DeliveredChange[]
}

export interface ProfileChangeBatch {
  /** Whose people. */
  readonly connection: string
  /** The same for the same batch when it is tried again. */
  readonly idempotencyKey: string
  readonly changes: readonly DeliveredProfileChange[]
}

/** What became of a profile: a change of the feed, or that some were missed. */
export interface DeliveredProfileChange {
  /** The same for the same change for ever, and that of `GET /profiles/changes`; null where some were missed. */
  readonly id: string | null
  /** ISO 8601 in UTC. */
  readonly at: string
  readonly kind: string
  readonly [detail: string]: unknown
}

/** What a destination is told of a person. */
export interface DeliveredChange {
  readonly person: string
  /** As they were sent when they entered, of those who leave. */
  readonly identities: readonly DeliveredIdentity[]
  readonly status: 'entered' | 'left'
  /** ISO 8601 in UTC. */
  readonly at: string
  /** Grows by one with each entry or exit of the person in the audience. */
  readonly epoch: number
  readonly attributes: Readonly<Record<string, unknown>>
}

export interface DeliveredIdentity {
  readonly namespace: string
  readonly id: string
}

/** Indexes of the batch's changes. */
export interface DeliveryOutcome {
  readonly accepted: readonly number[]
  readonly rejected: readonly RejectedChange[]
}

export interface RejectedChange {
  readonly index: number
  readonly reason: string
}

export const acceptAll = ({
  changes,
}: {
  readonly changes: readonly unknown[]
}): DeliveryOutcome => ({
  accepted: changes.map((_, index) => index),
  rejected: [],
})
