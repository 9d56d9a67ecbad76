import { getOwn } from '../../model/own.ts'
import type { JsonObject } from '../call.ts'
import { type CollectedEvent, type Item, reject } from '../event.ts'
import { gatherContext } from '../gather-context.ts'
import { readInstant } from '../landing/time.ts'
import { readProfileChange } from '../profile/read-change.ts'
import { readId, readText } from '../read-id.ts'
import { keepTold, leaveOut, objectAt, readNumber, readSentTime } from '../read-object.ts'
import { posthogPlaces, titlePlace } from './posthog-places.ts'

type Part = Omit<CollectedEvent, 'time'>

/** What its events with a dollar are; others are tracks. */
const types: Readonly<Record<string, CollectedEvent['type']>> = {
  $pageview: 'page',
  $screen: 'screen',
  $identify: 'identify',
  $set: 'identify',
  $groupidentify: 'group',
  $create_alias: 'alias',
}

/** One event as in its batches, with the batch's `sent_at`. */
export function readPostHogItem(sent: JsonObject): Item {
  const properties = objectAt(sent, 'properties') ?? {}
  const event = readText(getOwn(sent, 'event'))
  if (event === undefined) return reject('no-event', sent)
  const part = readPart(event, sent, properties)
  const { type, userId, anonymousId, groupId, previousId } = part
  if (type === 'group' && groupId === undefined) return reject('no-group', sent)
  if (!(userId ?? anonymousId ?? groupId)) return reject('no-id', sent)
  if (type === 'alias' && previousId === undefined) return reject('no-previous-id', sent)
  return { ...part, ...readTimes(sent, properties) }
}

function readPart(event: string, sent: JsonObject, properties: JsonObject): Part {
  const type = getOwn(types, event) ?? 'track'
  const ids = readIds(type, sent, properties)
  const isGroup = type === 'group'
  return {
    type,
    event: type === 'track' ? event : undefined,
    name: readName(type, properties),
    ...(isGroup ? readGroup(ids, properties) : ids),
    ...(isGroup ? {} : { groupId: firstGroup(properties) }),
    previousId: type === 'alias' ? readId(getOwn(properties, 'alias')) : undefined,
    messageId: readId(getOwn(sent, 'uuid')) ?? readId(getOwn(properties, '$insert_id')),
    properties: keepTold(leaveOut(properties, [...moved, ...(getOwn(movedOf, type) ?? [])])),
    ...(isGroup ? { traits: objectAt(properties, '$group_set') } : readChange(sent, properties)),
    context: readContext(type, properties),
  }
}

function readName(type: string, properties: JsonObject): string | undefined {
  if (type === 'screen') return readText(getOwn(properties, '$screen_name'))
  return type === 'page' ? readText(getOwn(properties, 'title')) : undefined
}

/**
 * `distinct_id` is the person's own id once they are identified. Browsers say whether they are; what servers
 * send is of a known person unless it makes no person's profile.
 */
function readIds(type: string, sent: JsonObject, properties: JsonObject) {
  const id = readId(getOwn(sent, 'distinct_id')) ?? readId(getOwn(properties, 'distinct_id'))
  const before = readId(getOwn(properties, '$anon_distinct_id'))
  const names = type === 'identify' || type === 'alias'
  return (names && getOwn(sent, 'event') !== '$set') || !isAnonymous(id, properties)
    ? { userId: id, anonymousId: before }
    : { anonymousId: id }
}

function isAnonymous(id: string | undefined, properties: JsonObject): boolean {
  const isIdentified = getOwn(properties, '$is_identified')
  if (typeof isIdentified === 'boolean') return !isIdentified
  if (readId(getOwn(properties, '$user_id')) !== undefined) return false
  const device = readId(getOwn(properties, '$device_id'))
  return device !== undefined || getOwn(properties, '$process_person_profile') === false
}

/** Servers send groups in the name of nobody: their `distinct_id` is made of the group's. */
function readGroup(ids: Pick<Part, 'userId' | 'anonymousId'>, properties: JsonObject) {
  const groupId = readId(getOwn(properties, '$group_key'))
  const nobody = `$${readId(getOwn(properties, '$group_type'))}_${groupId}`
  return ids.userId === nobody ? { groupId } : { ...ids, groupId }
}

function firstGroup(properties: JsonObject): string | undefined {
  const groups = Object.values(objectAt(properties, '$groups') ?? {})
  return groups.map(readId).find((id) => id !== undefined)
}

/** `$set` stands beside the properties or among them. */
function readChange(sent: JsonObject, properties: JsonObject) {
  const find = (name: string) => objectAt(sent, name) ?? objectAt(properties, name)
  const unset = getOwn(properties, '$unset') ?? getOwn(sent, '$unset')
  return readProfileChange({ $set_once: find('$set_once'), $unset: unset }, find('$set'))
}

/** `offset` is how long before sending it happened, in milliseconds. */
function readTimes(sent: JsonObject, properties: JsonObject) {
  const sentAt = readSentTime(getOwn(sent, 'sent_at'))
  const time = readSentTime(getOwn(sent, 'timestamp')) ?? readSentTime(getOwn(properties, '$time'))
  const offset = readNumber(getOwn(sent, 'offset'))
  const at = sentAt === undefined ? undefined : readInstant(sentAt)
  if (time !== undefined || offset === undefined || at === undefined) return { time, sentAt }
  return { time: at - offset, sentAt }
}

/** What of an event's properties belongs to the context, the row or the person. */
const moved = [
  ...Object.keys(posthogPlaces),
  ...['token', 'distinct_id', '$insert_id', '$time', '$user_id', '$anon_distinct_id'],
  ...['$set', '$set_once', '$unset'],
]

/** What only some types have: others may call something of their own so. */
const movedOf: Readonly<Record<string, readonly string[]>> = {
  page: ['title'],
  screen: ['$screen_name'],
  group: ['$group_type', '$group_key', '$group_set'],
  alias: ['alias'],
}

function readContext(type: string, properties: JsonObject): JsonObject {
  const places = type === 'page' ? { ...posthogPlaces, ...titlePlace } : posthogPlaces
  return gatherContext(properties, places)
}
