import { getOwn } from '../../model/own.ts'
import { isObject, type Json, type JsonObject } from '../call.ts'
import { type CallType, type Item, reject } from '../event.ts'
import { readProfileChange } from '../profile/read-change.ts'
import { readId, readText } from '../read-id.ts'
import { keepTold, leaveOut, listAt, objectAt, readNumber, readSentTime } from '../read-object.ts'

const pages: Readonly<Record<string, CallType>> = { page_view: 'page', screen_view: 'screen' }

/** Parameters that are the page's, not the event's. */
const pageParameters = [
  'page_location',
  'page_referrer',
  'page_title',
  'language',
  'screen_resolution',
]

const products: Readonly<Record<string, string>> = {
  item_id: 'product_id',
  item_name: 'name',
  item_brand: 'brand',
  item_category: 'category',
  item_variant: 'variant',
}

/**
 * An event with what its call shares: `client_id` or `app_instance_id` → anonymous, `user_id` → user. The value
 * of a purchase is revenue; of other events it stays a value. A denied `analytics_storage` forgets the person;
 * consent to advertising says nothing of that, and is kept in the context.
 */
export function readGa4Item(sent: JsonObject): Item {
  const event = objectAt(sent, 'event') ?? {}
  const name = readText(getOwn(event, 'name'))
  const ids = {
    userId: readId(getOwn(sent, 'user_id')),
    anonymousId: readId(getOwn(sent, 'client_id')) ?? readId(getOwn(sent, 'app_instance_id')),
  }
  if (name === undefined) return reject('no-event', sent, 'an event has no name')
  if (!(ids.userId ?? ids.anonymousId)) return reject('no-id', sent)
  const params = objectAt(event, 'params') ?? {}
  const type = getOwn(pages, name) ?? 'track'
  const consent = objectAt(event, 'consent') ?? objectAt(sent, 'consent')
  const isDenied = /^denied$/i.test(String(consent && getOwn(consent, 'analytics_storage')))
  return {
    type,
    event: type === 'track' ? name : undefined,
    name: type === 'track' ? undefined : readText(getOwn(params, namesOf(type))),
    ...ids,
    messageId: readId(getOwn(event, 'id')),
    time: readMicros(event) ?? readMicros(sent),
    properties: readProperties(name, params),
    ...readTraits(sent, event),
    context: readContext(sent, params, consent),
    consent: isDenied ? 'denied' : undefined,
  }
}

const namesOf = (type: CallType): string => (type === 'page' ? 'page_title' : 'screen_name')

/** Microseconds since 1970, whatever their size. */
function readMicros(object: JsonObject): string | number | undefined {
  const told = getOwn(object, 'timestamp_micros')
  const micros = readNumber(told)
  return micros === undefined ? readSentTime(told) : micros / 1000
}

function readProperties(name: string, params: JsonObject): JsonObject | undefined {
  const value = readNumber(getOwn(params, 'value'))
  const transaction = readId(getOwn(params, 'transaction_id'))
  return keepTold({
    ...leaveOut(params, [...pageParameters, 'items']),
    value,
    ...(name === 'purchase' && { revenue: value }),
    order_id: transaction,
    products: readProducts(listAt(params, 'items')),
  })
}

function readProducts(items: readonly Json[] | undefined): Json | undefined {
  return items?.flatMap((item) => {
    if (!isObject(item)) return []
    const named = Object.entries(item).map(([name, value]) => [
      getOwn(products, name) ?? name,
      value,
    ])
    return [Object.fromEntries(named) as JsonObject]
  })
}

/** `{plan: {value: "pro"}}`, of the call and of the event. */
function readTraits(sent: JsonObject, event: JsonObject) {
  const told = { ...objectAt(sent, 'user_properties'), ...objectAt(event, 'user_properties') }
  const values = Object.entries(told).map(([name, property]) => [
    name,
    isObject(property) ? (getOwn(property, 'value') ?? null) : property,
  ])
  return readProfileChange({}, Object.fromEntries(values) as JsonObject)
}

function readContext(sent: JsonObject, params: JsonObject, consent: JsonObject | undefined) {
  const text = (name: string) => readText(getOwn(params, name))
  const [width, height] = (text('screen_resolution') ?? '').split('x').map(readNumber)
  return keepTold({
    page: keepTold({
      url: text('page_location'),
      referrer: text('page_referrer'),
      title: text('page_title'),
    }),
    screen: keepTold({ width, height }),
    locale: text('language'),
    userAgent: readText(getOwn(sent, 'user_agent')),
    ip: readText(getOwn(sent, 'ip_override')),
    consent,
  })
}
