import { getOwn } from '../../model/own.ts'
import type { JsonObject } from '../call.ts'
import { type CollectedEvent, type Item, reject } from '../event.ts'
import { gatherContext, type Places } from '../gather-context.ts'
import { readProfileChange } from '../profile/read-change.ts'
import { readId, readText } from '../read-id.ts'
import { keepTold, leaveOut, listAt, objectAt, readSentTime } from '../read-object.ts'

type Ids = Pick<CollectedEvent, 'userId' | 'anonymousId' | 'previousId'>

/** What its events with a dollar are; others are tracks. */
const types: Readonly<Record<string, CollectedEvent['type']>> = {
  $mp_web_page_view: 'page',
  $identify: 'identify',
  $create_alias: 'alias',
  $merge: 'alias',
}

/** An event, or what is told of a person (`$distinct_id`) or group (`$group_id`). */
export function readMixpanelItem(sent: JsonObject): Item {
  if (getOwn(sent, '$group_key') !== undefined) return readGroup(sent)
  if (getOwn(sent, '$distinct_id') !== undefined) return readPerson(sent)
  const event = readText(getOwn(sent, 'event'))
  if (event === undefined) return reject('no-event', sent)
  const properties = objectAt(sent, 'properties') ?? {}
  const type = getOwn(types, event) ?? 'track'
  const ids = readIds(event, properties)
  if (!(ids.userId ?? ids.anonymousId)) return reject('no-id', sent)
  if (type === 'alias' && ids.previousId === undefined) return reject('no-previous-id', sent)
  const name = type === 'page' ? readText(getOwn(properties, 'current_page_title')) : undefined
  return {
    type,
    event: type === 'track' ? event : undefined,
    name,
    ...ids,
    messageId: readId(getOwn(properties, '$insert_id')),
    time: readSentTime(getOwn(properties, 'time')),
    sentAt: readSentTime(getOwn(sent, 'sent_at')),
    properties: keepTold(leaveOut(properties, moved)),
    context: gatherContext(properties, places),
  }
}

/** `$device:…` and a `distinct_id` that is the device's are of somebody who is not known yet. */
function readIds(event: string, properties: JsonObject): Ids {
  const id = (name: string) => readId(getOwn(properties, name))
  const distinct = id('distinct_id')
  const device = id('$device_id')
  const isAnonymous = distinct === undefined || distinct === device || isDevice(distinct)
  const known = id('$user_id') ?? (isAnonymous ? undefined : distinct)
  if (event === '$create_alias') return { userId: id('alias'), previousId: withoutPrefix(distinct) }
  if (event === '$merge') return readMerged(properties)
  if (event !== '$identify') {
    return {
      userId: known,
      anonymousId: device ?? (isAnonymous ? withoutPrefix(distinct) : undefined),
    }
  }
  const before = id('$anon_id') ?? id('$anon_distinct_id') ?? device
  return { userId: id('$identified_id') ?? known, anonymousId: withoutPrefix(before) }
}

const isDevice = (id: string): boolean => id.startsWith('$device:')

const withoutPrefix = (id: string | undefined): string | undefined => id?.replace(/^\$device:/, '')

/** Two ids of one person: the one that is no device's is the person's. */
function readMerged(properties: JsonObject): Ids {
  const ids = (listAt(properties, '$distinct_ids') ?? []).flatMap((each) => readId(each) ?? [])
  const user = ids.find((id) => !isDevice(id))
  return { userId: user, previousId: withoutPrefix(ids.find((id) => id !== user)) }
}

/** Operations on a profile: `$set`, `$set_once`, `$add`, `$append`, `$union`, `$unset`, `$delete` … */
const readChange = (sent: JsonObject) => {
  const operations = Object.entries(sent).filter(([name]) => !aboutProfiles.includes(name))
  return readProfileChange(Object.fromEntries(operations), objectAt(sent, '$set'))
}

/** What stands beside the operations. */
const aboutProfiles = [
  ...['$token', '$distinct_id', '$device_id', '$user_id', '$group_key', '$group_id', '$set'],
  ...['$time', '$ip', '$ignore_time', '$ignore_alias', 'sent_at'],
]

function readPerson(sent: JsonObject): Item {
  const distinct = readId(getOwn(sent, '$distinct_id'))
  const ids = readIds('', {
    ...keepTold({
      distinct_id: distinct,
      $device_id: getOwn(sent, '$device_id'),
      $user_id: getOwn(sent, '$user_id'),
    }),
  })
  if (!(ids.userId ?? ids.anonymousId)) return reject('no-id', sent)
  return { type: 'identify', ...ids, ...readWhen(sent), ...readChange(sent) }
}

/** A group of its kind: `$group_key` is what its kind is called. */
function readGroup(sent: JsonObject): Item {
  const groupId = readId(getOwn(sent, '$group_id'))
  if (groupId === undefined) return reject('no-group', sent)
  const kind = readText(getOwn(sent, '$group_key'))
  const context = kind === undefined ? {} : { groups: { [kind]: groupId } }
  return { type: 'group', groupId, ...readWhen(sent, context), ...readChange(sent) }
}

function readWhen(sent: JsonObject, context: JsonObject = {}) {
  const ip = readText(getOwn(sent, '$ip'))
  return {
    time: readSentTime(getOwn(sent, '$time')),
    sentAt: readSentTime(getOwn(sent, 'sent_at')),
    context: { ...context, ...(ip === undefined ? {} : { ip }) },
  }
}

/** Names of properties → where they stand in a context. */
const places: Places = {
  $current_url: ['page', 'url'],
  $referrer: ['page', 'referrer'],
  current_url_path: ['page', 'path'],
  current_page_title: ['page', 'title'],
  $user_agent: ['userAgent'],
  ip: ['ip'],
  $ip: ['ip'],
  mp_lib: ['library', 'name'],
  $lib_version: ['library', 'version'],
  $os: ['os', 'name'],
  $os_version: ['os', 'version'],
  $browser_language: ['locale'],
  $screen_width: ['screen', 'width'],
  $screen_height: ['screen', 'height'],
  $device: ['device', 'name'],
  $model: ['device', 'model'],
  $manufacturer: ['device', 'manufacturer'],
  $brand: ['device', 'brand'],
  $app_version_string: ['app', 'version'],
  $app_build_number: ['app', 'build'],
  $carrier: ['network', 'carrier'],
  $wifi: ['network', 'wifi'],
  $city: ['location', 'city'],
  $region: ['location', 'region'],
  mp_country_code: ['location', 'country'],
  $session_id: ['sessionId'],
  utm_source: ['campaign', 'source'],
  utm_medium: ['campaign', 'medium'],
  utm_campaign: ['campaign', 'name'],
  utm_term: ['campaign', 'term'],
  utm_content: ['campaign', 'content'],
}

const moved = [
  ...Object.keys(places),
  ...['token', 'distinct_id', '$device_id', '$user_id', '$insert_id', 'time'],
  ...['$identified_id', '$anon_id', '$anon_distinct_id', 'alias', '$distinct_ids'],
]
