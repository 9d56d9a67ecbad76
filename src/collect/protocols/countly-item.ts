import { getOwn } from '../../model/own.ts'
import { isObject, type Json, type JsonObject } from '../call.ts'
import { type CollectedEvent, type Item, reject } from '../event.ts'
import { readProfileChange } from '../profile/read-change.ts'
import { readId, readText } from '../read-id.ts'
import {
  isTold,
  keepTold,
  leaveOut,
  objectAt,
  readNested,
  readNumber,
  readSentTime,
} from '../read-object.ts'

type Part = Partial<CollectedEvent> & Pick<CollectedEvent, 'type'>

/** How each part of a request is read; one that gives nothing is no object. */
const readers: readonly (readonly [string, (sent: JsonObject) => Part | undefined])[] = [
  ['event', readEvent],
  ['old_device_id', readMerge],
  ['begin_session', () => ({ type: 'track', event: 'begin_session' })],
  ['end_session', (sent) => readDuration(sent, 'end_session')],
  ['session_duration', (sent) => readDuration(sent, 'session_duration')],
  ['user_details', readDetails],
  ['consent', (sent) => readNestedPart(sent, 'consent')],
  ['crash', (sent) => readNestedPart(sent, 'crash')],
  ['apm', (sent) => readNestedPart(sent, 'apm')],
  ['campaign_id', () => ({ type: 'track', event: 'campaign' })],
]

/** The type of an id that the site gave: whoever is signed in. */
const GIVEN = '0'

/**
 * One part of a request with what all parts share. `device_id` → user where the site gave it (`t` is 0), else →
 * anonymous; `old_device_id` is what that went by before. The sum of an event is its revenue where the
 * segmentation names a currency.
 */
export function readCountlyItem(sent: JsonObject): Item {
  const id = readId(getOwn(sent, 'device_id'))
  const [part, read] = readers.find(([name]) => isTold(getOwn(sent, name))) ?? []
  if (part === undefined || read === undefined) return reject('unknown-type', sent)
  if (id === undefined) return reject('no-id', sent)
  const told = read(sent)
  if (told === undefined) return reject('no-object', sent)
  if (told.type === 'track' && told.event === undefined) return reject('no-event', sent)
  const isGiven = String(getOwn(sent, 't')) === GIVEN
  const at = getOwn(sent, 'timestamp')
  return {
    ...(isGiven ? { userId: id } : { anonymousId: id }),
    time: readSentTime(at),
    messageId: at === undefined ? undefined : `${id}:${readId(at)}:${part}`,
    context: readContext(sent),
    ...told,
  }
}

function readEvent(sent: JsonObject): Part | undefined {
  const event = readNested(getOwn(sent, 'event'))
  if (!isObject(event)) return undefined
  const segmentation = objectAt(event, 'segmentation') ?? {}
  const key = readText(getOwn(event, 'key'))
  const isView = key === '[CLY]_view' && isTold(getOwn(segmentation, 'visit'))
  const sum = readNumber(getOwn(event, 'sum'))
  const properties = keepTold({
    ...(isTold(getOwn(segmentation, 'currency')) && { revenue: sum }),
    ...segmentation,
    sum,
    count: readNumber(getOwn(event, 'count')),
    duration: readNumber(getOwn(event, 'dur')),
  })
  const at = readSentTime(getOwn(event, 'timestamp'))
  const id = readId(getOwn(event, 'id'))
  return {
    type: isView ? 'page' : 'track',
    event: isView ? undefined : key,
    name: isView ? readText(getOwn(segmentation, 'name')) : undefined,
    properties,
    // Events of one request share its time: without an id they are not known again.
    messageId: id,
    ...(at !== undefined && { time: at }),
  }
}

function readMerge(sent: JsonObject): Part | undefined {
  const previousId = readId(getOwn(sent, 'old_device_id'))
  return previousId === undefined ? undefined : { type: 'alias', previousId }
}

function readDuration(sent: JsonObject, event: string): Part {
  const properties = keepTold({ duration: readNumber(getOwn(sent, 'session_duration')) })
  return { type: 'track', event, properties }
}

/** Details that a site adds itself are `custom`, where a value may be an operation: `{"$inc": 1}`. */
function readDetails(sent: JsonObject): Part | undefined {
  const details = readNested(getOwn(sent, 'user_details'))
  if (!isObject(details)) return undefined
  const custom = Object.entries(objectAt(details, 'custom') ?? {})
  const plain = custom.filter(([, value]) => !isOperation(value))
  const set = { ...Object.fromEntries(plain), ...leaveOut(details, ['custom']) }
  return { type: 'identify', ...readProfileChange(readOperations(custom), set) }
}

const isOperation = (value: Json): value is JsonObject =>
  isObject(value) && Object.keys(value).some((name) => name.startsWith('$'))

/** `{visits: {$inc: 1}}` → `{$inc: {visits: 1}}` */
function readOperations(custom: readonly (readonly [string, Json])[]): JsonObject {
  const found = new Map<string, [string, Json][]>()
  for (const [name, value] of custom) {
    if (!isOperation(value)) continue
    for (const [operation, by] of Object.entries(value)) {
      found.set(operation, [...(found.get(operation) ?? []), [name, by]])
    }
  }
  return Object.fromEntries([...found].map(([name, each]) => [name, Object.fromEntries(each)]))
}

function readNestedPart(sent: JsonObject, event: string): Part | undefined {
  const properties = readNested(getOwn(sent, event))
  if (Array.isArray(properties) || !isObject(properties)) return undefined
  return { type: 'track', event, properties }
}

function readContext(sent: JsonObject): JsonObject | undefined {
  const metrics = readNested(getOwn(sent, 'metrics'))
  const told = isObject(metrics) ? metrics : {}
  const metric = (name: string) => readText(getOwn(told, name))
  const text = (name: string) => readText(getOwn(sent, name))
  const [width, height] = (metric('_resolution') ?? '').split('x').map(readNumber)
  return keepTold({
    userAgent: metric('_ua'),
    locale: metric('_locale'),
    os: keepTold({ name: metric('_os'), version: metric('_os_version') }),
    device: keepTold({ model: metric('_device'), manufacturer: metric('_manufacturer') }),
    app: keepTold({ version: metric('_app_version') ?? text('av') }),
    screen: keepTold({ width, height, density: metric('_density') }),
    page: readPage(sent),
    campaign: readCampaign(sent),
    location: keepTold({ city: text('city'), country: text('country_code') }),
    library: keepTold({ name: text('sdk_name'), version: text('sdk_version') }),
    ip: text('ip_address'),
  })
}

/** What an event says of a view; other events say nothing of theirs. */
function viewOf(sent: JsonObject): JsonObject | undefined {
  const event = readNested(getOwn(sent, 'event'))
  const isView = isObject(event) && getOwn(event, 'key') === '[CLY]_view'
  return isView ? objectAt(event, 'segmentation') : undefined
}

/** A view names its host and the path behind it. */
function readPage(sent: JsonObject): JsonObject | undefined {
  const view = viewOf(sent) ?? {}
  const text = (name: string) => readText(getOwn(view, name))
  const [host, path] = [text('domain'), text('view')]
  const isWhole = host === undefined || path === undefined || URL.canParse(path)
  const url = isWhole ? path : `https://${host}${path}`
  return keepTold({ url, title: text('name'), referrer: text('referrer') })
}

function readCampaign(sent: JsonObject): JsonObject | undefined {
  const view = viewOf(sent) ?? {}
  const told = ['source', 'medium', 'term', 'content'].map(
    (name) => [name, readText(getOwn(view, `utm_${name}`))] as const,
  )
  const name = readText(getOwn(view, 'utm_campaign')) ?? readText(getOwn(sent, 'campaign_id'))
  return keepTold({ ...Object.fromEntries(told), name })
}
