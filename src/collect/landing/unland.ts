import type { JsonObject } from '../call.ts'
import type { CollectedEvent } from '../event.ts'
import type { CollectedRow } from '../row.ts'
import type { ToldOfProfile } from './tell-profile.ts'

/** An event, where it came from, and when (UTC milliseconds). */
export interface Unlanded extends CollectedEvent {
  readonly protocol: string
  readonly receivedAt: number
}

/** The event that lands as a row. */
export function unlandRow(given: CollectedRow | JsonObject): Unlanded {
  const row = given as CollectedRow
  const { type, event, name, category, message_id, properties, traits, context, consent } = row
  const receivedAt = Date.parse(row.received_at)
  return {
    type,
    event: type === 'track' ? event : undefined,
    name,
    category,
    userId: row.user_id,
    anonymousId: row.anonymous_id,
    deviceId: row.device_id,
    groupId: row.group_id,
    previousId: row.previous_id,
    messageId: message_id,
    time: timeOf(row, receivedAt),
    sentAt: row.sent_at,
    properties,
    traits,
    context: { ...context, ...(row.ip !== undefined && { ip: row.ip }) },
    consent,
    protocol: row.protocol,
    receivedAt,
  }
}

/** By the sender's clock, as `correctTime` expects it. */
function timeOf({ timestamp, sent_at }: CollectedRow, receivedAt: number): string {
  if (sent_at === undefined) return timestamp
  return new Date(Date.parse(sent_at) + Date.parse(timestamp) - receivedAt).toISOString()
}

/** An event that says the same of a person or group; its row is there. */
export function untellProfile({ of, key, was, id, at, changes }: ToldOfProfile): Unlanded {
  const ids = (each: ToldOfProfile['key'] | undefined, namespace: string) =>
    each?.namespace === namespace ? each.id : undefined
  return {
    type: of === 'group' ? 'group' : 'identify',
    userId: ids(key, 'user'),
    anonymousId: ids(key, 'anonymous') ?? was?.id,
    groupId: ids(key, 'group'),
    messageId: id,
    time: new Date(at).toISOString(),
    changes,
    protocol: 'segment',
    receivedAt: at,
  }
}
