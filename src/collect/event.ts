import type { JsonObject } from './call.ts'
import type { AttributeChange } from './profile/change.ts'

export const callTypes = ['track', 'page', 'screen', 'identify', 'group', 'alias'] as const

export type CallType = (typeof callTypes)[number]

/**
 * One thing that somebody did, as a protocol reads it: in the words of the Segment API, whatever SDK sent it.
 * Ids are as they were sent; what is no text, no number or empty is left out by the protocol's `readId`.
 */
export interface CollectedEvent {
  readonly type: CallType
  /** What a track is called; that of a page or screen is its type. */
  readonly event?: string | undefined
  readonly name?: string | undefined
  readonly category?: string | undefined
  readonly userId?: string | undefined
  readonly anonymousId?: string | undefined
  readonly deviceId?: string | undefined
  readonly groupId?: string | undefined
  /** Of an alias: the id that the person went by before. */
  readonly previousId?: string | undefined
  /** By which the same event is known again. */
  readonly messageId?: string | undefined
  /** When it happened by the sender's clock, as it was sent: ISO, or milliseconds. */
  readonly time?: string | number | undefined
  /** When it was sent by the same clock; the difference to the server's is taken off `time`. */
  readonly sentAt?: string | number | undefined
  readonly properties?: JsonObject | undefined
  readonly traits?: JsonObject | undefined
  /** What becomes of the attributes of the person (of a group: the group); those of an identify or group call are its traits where left out. */
  readonly changes?: readonly AttributeChange[] | undefined
  /** `page.url`, `page.referrer`, `page.title`, `campaign`, `userAgent`, `ip`, `library` and others. collect §1 */
  readonly context?: JsonObject | undefined
  readonly consent?: 'granted' | 'denied' | undefined
}

/** A call's items, in the order sent: events, and what is none, with the reason. */
export type Item = CollectedEvent | Unreadable

/** An item that is kept aside. */
export interface Unreadable {
  readonly reason: RejectReason
  /** What is wrong with it, for people. */
  readonly detail: string
  /** The item as it was sent, as JSON. */
  readonly body: string
  /** Whether `body` is what `readTranslated` reads, whatever the protocol was. */
  readonly isTranslated?: boolean
}

export const rejectReasons = {
  'no-object': 'it is no JSON object',
  'unknown-type': 'its type is none that the protocol has',
  'no-id': 'it names nobody: neither a user id nor an anonymous id',
  'no-event': 'a track has no name of an event',
  'no-group': 'a group call has no group id',
  'no-previous-id': 'an alias does not say what it is an alias of',
  'unreadable-time': 'its time cannot be read',
  'time-out-of-range': 'its time is before 2000 or more than a day ahead',
  'too-large': 'it is larger than one event may be',
  'other-key': 'its write key is another than that of the call',
  'too-many': 'the call has more items than its protocol allows',
  unwritable: 'its dataset cannot take it',
  'too-deep': 'its properties are nested too deeply',
} as const satisfies Readonly<Record<string, string>>

export type RejectReason = keyof typeof rejectReasons

export const isUnreadable = (item: Item): item is Unreadable => 'reason' in item

/** An item that a protocol cannot read, with what was sent. */
export const reject = (
  reason: RejectReason,
  sent: unknown,
  detail: string = rejectReasons[reason],
) => ({ reason, detail, body: JSON.stringify(sent) ?? 'null' }) satisfies Unreadable

/** In whose words events are kept aside that were read well, whatever SDK sent them. */
export const TRANSLATED = 'throughline'

/** An event that was read well, but cannot be kept: a call of the Segment API, with what such a call cannot say. */
export function rejectEvent(
  reason: RejectReason,
  { time, ...event }: CollectedEvent,
  protocol: string,
  detail?: string,
): Unreadable {
  const body = { ...event, originalTimestamp: time, protocol }
  return { ...reject(reason, body, detail), isTranslated: true }
}
