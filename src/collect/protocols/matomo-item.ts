import { getOwn } from '../../model/own.ts'
import type { Json, JsonObject } from '../call.ts'
import { type CollectedEvent, type Item, reject } from '../event.ts'
import { readId, readText } from '../read-id.ts'
import { keepTold, readNested, readNumber, readSentTime } from '../read-object.ts'

type Action = Pick<CollectedEvent, 'type' | 'event' | 'name' | 'category' | 'properties'>

/** What a call may be of, in the order in which Matomo asks; a page view if it is nothing else. */
const actions: readonly ((sent: JsonObject) => Action | undefined)[] = [
  readCommerce,
  readGoal,
  readNamedEvent,
  readSearch,
  (sent) => readLink(sent, 'link'),
  (sent) => readLink(sent, 'download'),
  readContent,
  (sent) => (getOwn(sent, 'ping') === '1' ? { type: 'track', event: 'ping' } : undefined),
  readPage,
]

/** The parameters of one call, as text or as in JSON. `uid` → user, `_id` or `cid` → anonymous. */
export function readMatomoItem(sent: JsonObject): Item {
  const ids = {
    userId: readId(getOwn(sent, 'uid')),
    anonymousId: readId(getOwn(sent, 'cid')) ?? readId(getOwn(sent, '_id')),
  }
  if (!(ids.userId ?? ids.anonymousId)) return reject('no-id', sent)
  const action = actions.map((read) => read(sent)).find((found) => found !== undefined)
  if (!action) return reject('no-event', sent, 'it has neither the url of a page nor an action')
  return {
    ...action,
    ...ids,
    time: readSentTime(getOwn(sent, 'cdt')),
    properties: keepTold({ ...readVariables(sent), ...readTimings(sent), ...action.properties }),
    context: readContext(sent),
  }
}

/** `idgoal=0`: an order where it has an id, else what is in the cart. */
function readCommerce(sent: JsonObject): Action | undefined {
  if (String(getOwn(sent, 'idgoal')) !== '0') return undefined
  const order = readId(getOwn(sent, 'ec_id'))
  const revenue = readNumber(getOwn(sent, 'revenue'))
  const properties = keepTold({
    order_id: order,
    ...(order === undefined ? { value: revenue } : { revenue }),
    currency: readText(getOwn(sent, 'currency')),
    subtotal: readNumber(getOwn(sent, 'ec_st')),
    tax: readNumber(getOwn(sent, 'ec_tx')),
    shipping: readNumber(getOwn(sent, 'ec_sh')),
    discount: readNumber(getOwn(sent, 'ec_dt')),
    products: readProducts(readNested(getOwn(sent, 'ec_items'))),
  })
  return { type: 'track', event: order ? 'Order Completed' : 'Cart Updated', properties }
}

/** `[[sku, name, category, price, quantity], …]` */
function readProducts(items: Json | undefined): Json | undefined {
  if (!Array.isArray(items)) return undefined
  return (items as readonly Json[]).flatMap((item) => {
    const [sku, name, category, price, quantity] = Array.isArray(item) ? (item as Json[]) : []
    const product = keepTold({
      product_id: readId(sku),
      name: readText(name),
      category: Array.isArray(category) ? readText(category[0]) : readText(category),
      price: readNumber(price),
      quantity: readNumber(quantity),
    })
    return product ? [product] : []
  })
}

function readGoal(sent: JsonObject): Action | undefined {
  const goal = readId(getOwn(sent, 'idgoal'))
  if (goal === undefined) return undefined
  const properties = keepTold({ goal, revenue: readNumber(getOwn(sent, 'revenue')) })
  return { type: 'track', event: 'goal', properties }
}

function readNamedEvent(sent: JsonObject): Action | undefined {
  const event = readText(getOwn(sent, 'e_a'))
  const category = readText(getOwn(sent, 'e_c'))
  if (event === undefined) return undefined
  const properties = keepTold({
    name: readText(getOwn(sent, 'e_n')),
    value: readNumber(getOwn(sent, 'e_v')),
  })
  return { type: 'track', event, category, properties }
}

function readSearch(sent: JsonObject): Action | undefined {
  const query = readText(getOwn(sent, 'search'))
  if (query === undefined) return undefined
  const category = readText(getOwn(sent, 'search_cat'))
  const properties = keepTold({ query, results: readNumber(getOwn(sent, 'search_count')) })
  return { type: 'track', event: 'search', category, properties }
}

function readLink(sent: JsonObject, event: 'link' | 'download'): Action | undefined {
  const address = readText(getOwn(sent, event))
  return address === undefined ? undefined : { type: 'track', event, properties: { address } }
}

function readContent(sent: JsonObject): Action | undefined {
  const content = readText(getOwn(sent, 'c_n'))
  if (content === undefined) return undefined
  const interaction = readText(getOwn(sent, 'c_i'))
  const event = interaction === undefined ? 'content impression' : 'content interaction'
  const properties = keepTold({
    content,
    interaction,
    piece: readText(getOwn(sent, 'c_p')),
    target: readText(getOwn(sent, 'c_t')),
  })
  return { type: 'track', event, properties }
}

/** Of a product, too, which stands in `_pks`, `_pkn`, `_pkc` and `_pkp`. */
function readPage(sent: JsonObject): Action | undefined {
  const name = readText(getOwn(sent, 'action_name'))
  const url = readText(getOwn(sent, 'url'))
  if (name === undefined && url === undefined) return undefined
  const product = ['_pks', '_pkn', '_pkc', '_pkp'].map((key) => getOwn(sent, key) ?? null)
  const products = product[0] || product[1] ? readProducts([product]) : undefined
  return { type: 'page', name, properties: keepTold({ products }) }
}

/** Custom dimensions and variables; `cvar` is `{"1": ["name", "value"], …}`. */
function readVariables(sent: JsonObject): Readonly<Record<string, Json>> {
  const dimensions = Object.entries(sent).filter(([name]) => /^dimension\d+$/.test(name))
  const variables = ['_cvar', 'cvar'].flatMap((name) => {
    const nested = readNested(getOwn(sent, name))
    return typeof nested === 'object' && nested !== null ? Object.values(nested) : []
  })
  const named = variables.flatMap((pair): [string, Json][] => {
    const [name, value = null] = Array.isArray(pair) ? (pair as Json[]) : []
    return typeof name === 'string' && name !== '' ? [[name, value]] : []
  })
  return Object.fromEntries([...named, ...dimensions])
}

/** What the browser says of how long the page took, in milliseconds, and which view of it this is. */
function readTimings(sent: JsonObject): Readonly<Record<string, Json | undefined>> {
  const timings = Object.entries(sent).filter(([name]) => /^(pf_\w+|gt_ms)$/.test(name))
  const read = timings.map(([name, value]) => [name, readNumber(value)] as const)
  return { ...Object.fromEntries(read), page_view_id: readId(getOwn(sent, 'pv_id')) }
}

function readContext(sent: JsonObject): JsonObject | undefined {
  const text = (name: string) => readText(getOwn(sent, name))
  const [width, height] = (text('res') ?? '').split('x').map(readNumber)
  return keepTold({
    page: keepTold({ url: text('url'), referrer: text('urlref'), title: text('action_name') }),
    campaign: keepTold({ name: text('_rcn'), term: text('_rck') }),
    screen: keepTold({ width, height }),
    locale: text('lang'),
    userAgent: text('ua'),
    ip: text('cip'),
  })
}
