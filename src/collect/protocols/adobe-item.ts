import { getOwn } from '../../model/own.ts'
import { isObject, type Json, type JsonObject } from '../call.ts'
import { type Item, reject } from '../event.ts'
import { readProfileChange } from '../profile/read-change.ts'
import { readId, readText } from '../read-id.ts'
import { keepTold, leaveOut, listAt, objectAt, readNumber, readSentTime } from '../read-object.ts'
import { readInstant } from '../landing/time.ts'
import { readXdmConsent } from './adobe-consent.ts'

const PAGE_VIEW = 'web.webpagedetails.pageViews'

/** What names the person stands in columns of its own. */
const naming = ['identityMap', 'endUserIDs']

/**
 * An event (`{xdm, data}`) with what its call says: `ecid`, `consent`, `id`, `queueTimeMillis`. ECID →
 * anonymous; the identity that is authenticated, the primary one first, → user; the first id of each other
 * namespace is a trait of its name, which a source may say is an identity. XDM is kept in the properties.
 */
export function readAdobeItem(sent: JsonObject): Item {
  const xdm = objectAt(sent, 'xdm') ?? {}
  const web = objectAt(xdm, 'web') ?? {}
  const identities = listIdentities(xdm)
  const ids = {
    userId: findUser(identities),
    anonymousId: findEcid(identities) ?? readId(getOwn(sent, 'ecid')),
  }
  if (!(ids.userId ?? ids.anonymousId)) return reject('no-id', sent)
  const details = objectAt(web, 'webPageDetails')
  const eventType = readText(getOwn(xdm, 'eventType')) ?? (details && PAGE_VIEW)
  if (eventType === undefined) return reject('no-event', sent, 'its xdm has no eventType')
  const isPage = eventType === PAGE_VIEW
  return {
    type: isPage ? 'page' : 'track',
    event: isPage ? undefined : eventType,
    name: isPage ? readText(details && getOwn(details, 'name')) : undefined,
    ...ids,
    messageId: readId(getOwn(xdm, '_id')) ?? readId(getOwn(sent, 'id')),
    ...readTimes(sent, xdm),
    properties: readProperties(sent, xdm),
    ...readTraits(identities),
    context: readContext(xdm),
    consent: isRefused(sent, xdm) ? 'denied' : undefined,
  }
}

const isRefused = (sent: JsonObject, xdm: JsonObject): boolean =>
  (readXdmConsent(xdm) ?? getOwn(sent, 'consent')) === 'out'

interface Identity {
  readonly namespace: string
  readonly id: string
  readonly isPrimary: boolean
  readonly isAuthenticated: boolean
}

function listIdentities(xdm: JsonObject): readonly Identity[] {
  return Object.entries(objectAt(xdm, 'identityMap') ?? {}).flatMap(([namespace, entries]) =>
    (Array.isArray(entries) ? (entries as readonly Json[]) : []).flatMap((entry) => {
      const id = isObject(entry) ? readId(getOwn(entry, 'id')) : undefined
      if (id === undefined || !isObject(entry)) return []
      const isPrimary = getOwn(entry, 'primary') === true
      const isAuthenticated = getOwn(entry, 'authenticatedState') === 'authenticated'
      return [{ namespace, id, isPrimary, isAuthenticated }]
    }),
  )
}

const isEcid = ({ namespace }: Identity): boolean => namespace === 'ECID'

const findEcid = (identities: readonly Identity[]) => identities.find(isEcid)?.id

function findUser(identities: readonly Identity[]): string | undefined {
  const known = identities.filter((each) => each.isAuthenticated && !isEcid(each))
  return (known.find(({ isPrimary }) => isPrimary) ?? known[0])?.id
}

function readTraits(identities: readonly Identity[]) {
  const named = identities.filter((each) => !isEcid(each)).toReversed()
  return readProfileChange(
    {},
    Object.fromEntries(named.map(({ namespace, id }) => [namespace, id])),
  )
}

/** How long an event waited says when it was sent, by the sender’s clock. */
function readTimes(sent: JsonObject, xdm: JsonObject) {
  const time = readSentTime(getOwn(xdm, 'timestamp'))
  const waitedMs = readNumber(getOwn(sent, 'queueTimeMillis'))
  const at = time === undefined ? undefined : readInstant(time)
  return { time, sentAt: at === undefined || waitedMs === undefined ? undefined : at + waitedMs }
}

function readProperties(sent: JsonObject, xdm: JsonObject): JsonObject | undefined {
  const order = objectAt(objectAt(xdm, 'commerce') ?? {}, 'order') ?? {}
  const products = listAt(xdm, 'productListItems')?.flatMap(readProduct)
  return keepTold({
    revenue: readNumber(getOwn(order, 'priceTotal')),
    currency: readText(getOwn(order, 'currencyCode')),
    order_id: readId(getOwn(order, 'purchaseID')),
    products,
    data: objectAt(sent, 'data'),
    xdm: keepTold(leaveOut(xdm, naming)),
  })
}

function readProduct(item: Json): readonly JsonObject[] {
  if (!isObject(item)) return []
  const [quantity, total] = ['quantity', 'priceTotal'].map((name) => readNumber(getOwn(item, name)))
  const price = total === undefined ? undefined : total / (quantity || 1)
  const product = keepTold({
    product_id: readId(getOwn(item, 'SKU')),
    name: readText(getOwn(item, 'name')),
    quantity,
    price,
  })
  return product ? [product] : []
}

function readContext(xdm: JsonObject): JsonObject | undefined {
  const at = (...names: readonly string[]) =>
    names.reduce<JsonObject | undefined>((object, name) => object && objectAt(object, name), xdm)
  const [details, referrer] = [at('web', 'webPageDetails'), at('web', 'webReferrer')]
  const [environment, device] = [at('environment'), at('device')]
  const implementation = at('implementationDetails')
  const text = (object: JsonObject | undefined, name: string) =>
    readText(object && getOwn(object, name))
  return keepTold({
    page: keepTold({
      url: text(details, 'URL'),
      title: text(details, 'name'),
      referrer: text(referrer, 'URL'),
    }),
    screen: keepTold({
      width: readNumber(device && getOwn(device, 'screenWidth')),
      height: readNumber(device && getOwn(device, 'screenHeight')),
    }),
    locale: text(environment, 'language') ?? text(environment, 'dc:language'),
    timezone: text(at('placeContext'), 'ianaTimezone'),
    userAgent: text(at('environment', 'browserDetails'), 'userAgent'),
    ip: text(environment, 'ipV4') ?? text(environment, 'ipV6'),
    library: keepTold({
      name: text(implementation, 'name'),
      version: text(implementation, 'version'),
    }),
  })
}
