import { getOwn } from '../../model/own.ts'
import type { Json, JsonObject } from '../call.ts'
import { type CollectedEvent, type Item, reject } from '../event.ts'
import { gatherContext, type Places } from '../gather-context.ts'
import { readProfileChange } from '../profile/read-change.ts'
import { readId, readText } from '../read-id.ts'
import { keepTold, leaveOut, objectAt, readNumber, readSentTime } from '../read-object.ts'

/** What its own events are; others are tracks. */
const types: Readonly<Record<string, CollectedEvent['type']>> = {
  $identify: 'identify',
  $groupidentify: 'group',
  '[Amplitude] Page Viewed': 'page',
  '[Amplitude] Screen Viewed': 'screen',
}

/** One event of its API, with `client_upload_time` of its call. A device is somebody who is not known yet. */
export function readAmplitudeItem(sent: JsonObject): Item {
  const event = readText(getOwn(sent, 'event_type'))
  if (event === undefined) return reject('no-event', sent)
  const type = getOwn(types, event) ?? 'track'
  const userId = readId(getOwn(sent, 'user_id'))
  const deviceId = readId(getOwn(sent, 'device_id'))
  const groups = readGroups(sent)
  const groupId = firstGroup(groups)
  if (type === 'group' && groupId === undefined) return reject('no-group', sent)
  if (!(userId ?? deviceId) && type !== 'group') return reject('no-id', sent)
  const own = objectAt(sent, 'event_properties') ?? {}
  return {
    type,
    event: type === 'track' ? event : undefined,
    name: readName(type, own),
    userId,
    anonymousId: deviceId,
    deviceId,
    groupId,
    messageId: readId(getOwn(sent, 'insert_id')),
    time: readSentTime(getOwn(sent, 'time')),
    sentAt: readSentTime(getOwn(sent, 'client_upload_time')),
    properties: keepTold({ ...leaveOut(own, Object.keys(pagePlaces)), ...readRevenue(sent, own) }),
    ...readChange(objectAt(sent, type === 'group' ? 'group_properties' : 'user_properties')),
    context: { ...readContext(sent, own), ...keepTold({ groups }) },
  }
}

/** `groups` is `{type: id}`; where a group alone is told of, its type and id stand beside each other. */
function readGroups(sent: JsonObject): JsonObject | undefined {
  const kind = readText(getOwn(sent, 'group_type'))
  const id = getOwn(sent, 'group_value')
  const alone = kind === undefined || id === undefined ? undefined : { [kind]: id }
  return objectAt(sent, 'groups') ?? alone
}

function firstGroup(groups: JsonObject | undefined): string | undefined {
  const ids = Object.values(groups ?? {}).flatMap((value) =>
    Array.isArray(value) ? value : [value],
  )
  return ids.map(readId).find((id) => id !== undefined)
}

function readName(type: string, own: JsonObject): string | undefined {
  const names = type === 'page' ? '[Amplitude] Page Title' : '[Amplitude] Screen Name'
  return type === 'page' || type === 'screen' ? readText(getOwn(own, names)) : undefined
}

/** Either values by name, or operations: `$set`, `$setOnce`, `$add`, `$append`, `$unset` … */
function readChange(told: JsonObject | undefined): ReturnType<typeof readProfileChange> {
  if (told === undefined) return {}
  const isOperation = ([name]: readonly [string, unknown]): boolean => name.startsWith('$')
  const entries = Object.entries(told)
  const operations = Object.fromEntries(entries.filter(isOperation))
  const plain = Object.fromEntries(entries.filter((entry) => !isOperation(entry)))
  return readProfileChange(leaveOut(operations, ['$set']), {
    ...objectAt(operations, '$set'),
    ...plain,
  })
}

/** Of the event or among its properties; what one costs, times how many, where it is not told. */
function readRevenue(
  sent: JsonObject,
  own: JsonObject,
): Readonly<Record<string, Json | undefined>> {
  const price = readNumber(getOwn(sent, 'price')) ?? readNumber(getOwn(own, '$price'))
  const quantity = readNumber(getOwn(sent, 'quantity')) ?? readNumber(getOwn(own, '$quantity'))
  const told = readNumber(getOwn(sent, 'revenue')) ?? readNumber(getOwn(own, '$revenue'))
  const revenue = told ?? (price === undefined ? undefined : price * (quantity ?? 1))
  const currency = getOwn(sent, 'currency') ?? getOwn(own, '$currency')
  const product = getOwn(sent, 'productId') ?? getOwn(own, '$productId')
  const kind = getOwn(sent, 'revenueType') ?? getOwn(own, '$revenueType')
  return (
    keepTold({
      revenue,
      price,
      quantity,
      currency: readText(currency),
      product_id: readId(product),
      revenue_type: readText(kind),
    }) ?? {}
  )
}

/** `$remote` is the address that the call comes from. */
function readContext(sent: JsonObject, own: JsonObject): JsonObject {
  const isRemote = getOwn(sent, 'ip') === '$remote'
  const library = /^([^/]+)\/(.+)$/.exec(readText(getOwn(sent, 'library')) ?? '')
  return {
    ...gatherContext(own, pagePlaces),
    ...gatherContext(isRemote ? leaveOut(sent, ['ip']) : sent, places),
    ...(library && { library: { name: library[1]!, version: library[2]! } }),
  }
}

/** Fields of an event → where they stand in a context. */
const places: Places = {
  ip: ['ip'],
  user_agent: ['userAgent'],
  language: ['locale'],
  platform: ['platform'],
  session_id: ['sessionId'],
  app_version: ['app', 'version'],
  version_name: ['app', 'version'],
  os_name: ['os', 'name'],
  os_version: ['os', 'version'],
  device_brand: ['device', 'brand'],
  device_manufacturer: ['device', 'manufacturer'],
  device_model: ['device', 'model'],
  idfv: ['device', 'idfv'],
  android_id: ['device', 'androidId'],
  idfa: ['device', 'advertisingId'],
  adid: ['device', 'advertisingId'],
  carrier: ['network', 'carrier'],
  country: ['location', 'country'],
  region: ['location', 'region'],
  city: ['location', 'city'],
  location_lat: ['location', 'latitude'],
  location_lng: ['location', 'longitude'],
}

/** What its browser SDK says of a page among the properties. */
const pagePlaces: Places = {
  '[Amplitude] Page Location': ['page', 'url'],
  '[Amplitude] Page URL': ['page', 'url'],
  '[Amplitude] Page Path': ['page', 'path'],
  '[Amplitude] Page Title': ['page', 'title'],
  '[Amplitude] Page Domain': ['page', 'domain'],
}
