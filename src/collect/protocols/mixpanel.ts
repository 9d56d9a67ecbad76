import { getOwn } from '../../model/own.ts'
import { isObject, type Call, type Json, type JsonObject } from '../call.ts'
import { type Item, reject } from '../event.ts'
import { chooseKey } from '../keys.ts'
import { pixel } from '../pixel.ts'
import type { Outcome, Protocol, ProtocolRoute, Reading, Reply } from '../protocol.ts'
import { readEach } from '../read-each.ts'
import { checkItems, readBodyText, readJson, readPacked } from '../read-json.ts'
import { keepTold, leaveOut, objectAt } from '../read-object.ts'
import { readBasicKey } from './basic-key.ts'
import { readMixpanelItem } from './mixpanel-item.ts'

type Answer = (call: Call, outcome: Outcome) => Reply

/** With and without a slash or a kind of profile behind. */
const routes = (paths: readonly string[], answer: Answer): readonly ProtocolRoute[] =>
  paths.map((path) => ({
    methods: ['GET', 'POST'],
    path,
    recognises: isMixpanel,
    read: (call) => readAll(call, answer),
  }))

/** `/track` is OpenPanel's as well, which names a client in a header and sends `{type, payload}`. */
function isMixpanel(call: Call): boolean {
  if (call.header('openpanel-client-id') !== undefined) return false
  if (call.path !== '/track') return true
  try {
    const sent = readSent(call)
    return !isObject(sent) || getOwn(sent, 'payload') === undefined
  } catch {
    return true
  }
}

/** One item or a list: JSON, in `data` of a form or address, in base64 or not, or line by line. */
function readAll(call: Call, answer: Answer): Reading {
  const sent = readSent(call)
  const items = Array.isArray(sent) ? (sent as readonly Json[]) : [sent]
  const { query } = call
  const tokens = items.map(tokenOf)
  const key = chooseKey(readBasicKey(call), tokens, query.get('token'), query.get('api_key'))
  const sentAt = query.get('_')
  return {
    key,
    items: readEach(items, (item) => readOne(item, key, sentAt)),
    answer: (outcome) => answer(call, outcome),
  }
}

function readSent({ query, body }: Call): Json {
  const data = query.get('data')
  if (data !== null && body.length === 0) return readPacked(data)
  const lines = readBodyText(body).trim().split(/\r?\n/)
  checkItems(lines.length)
  const isLines = lines.length > 1 && lines.every((line) => /^\{.*\}$/.test(line.trim()))
  return isLines ? lines.map(readPacked) : readJson(body)
}

/** Each item names its project. */
const tokenOf = (item: Json): Json | undefined =>
  isObject(item)
    ? (getOwn(item, '$token') ?? getOwn(objectAt(item, 'properties') ?? {}, 'token'))
    : undefined

function readOne(item: Json, key: string | undefined, sentAt: string | null): Item {
  if (!isObject(item)) return reject('no-object', item)
  const sent = withoutToken(item)
  const token = tokenOf(item)
  if (token !== undefined && token !== null && token !== key) return reject('other-key', sent)
  return readMixpanelItem({ ...keepTold({ sent_at: sentAt }), ...sent })
}

function withoutToken(item: JsonObject): JsonObject {
  const properties = objectAt(item, 'properties')
  return {
    ...leaveOut(item, ['$token']),
    ...(properties && { properties: leaveOut(properties, ['token']) }),
  }
}

/** Options stand in the address or beside `data` in a form. */
function findOption({ query, body }: Call, name: string): string | null {
  const text = readBodyText(body)
  const form = /^\w+=/.test(text) ? new URLSearchParams(text) : undefined
  return query.get(name) ?? form?.get(name) ?? null
}

/** `1`, or an object where it is asked for; what was kept aside is not sent again. */
const answerTracked: Answer = (call) => {
  if (findOption(call, 'img') === '1') return pixel
  if (findOption(call, 'verbose') !== '1') {
    return { body: '1', headers: { 'content-type': 'text/plain' } }
  }
  return { body: { status: 1, error: null } }
}

/** With `strict=1` a call with faults is answered by 400, though what is right in it is taken. */
const answerImported: Answer = (call, { accepted, rejected }) => {
  const isBad = rejected.length > 0 && findOption(call, 'strict') === '1'
  const failed = rejected.map(({ index, detail }) => ({ index, message: detail }))
  return {
    status: isBad ? 400 : 200,
    body: {
      code: isBad ? 400 : 200,
      status: isBad ? 'Bad Request' : 'OK',
      num_records_imported: accepted,
      ...(isBad ? { failed_records: failed, error: 'some items were kept aside' } : {}),
    },
  }
}

/** https://docs.mixpanel.com/reference/track-event */
export const mixpanel: Protocol = {
  id: 'mixpanel',
  label: 'Mixpanel',
  description: 'The ingestion API of Mixpanel, spoken by its SDKs for web, servers and apps.',
  routes: [
    ...routes(['/track', '/track/', '/engage', '/engage/', '/groups', '/groups/'], answerTracked),
    ...routes(['/import', '/import/'], answerImported),
  ],
  readItem: readMixpanelItem,
  snippets: [
    {
      label: 'Browser',
      package: 'mixpanel-browser',
      language: 'js',
      code: `import mixpanel from 'mixpanel-browser'

mixpanel.init('{key}', { api_host: '{url}', track_pageview: true, persistence: 'localStorage' })
mixpanel.track('Product Viewed', { sku: 'boot-42', price: 129 })
`,
    },
    {
      label: 'Node.js',
      package: 'mixpanel',
      language: 'js',
      code: `import Mixpanel from 'mixpanel'

const { protocol, hostname, port } = new URL('{url}')
const mixpanel = Mixpanel.init('{key}', {
  protocol: protocol.slice(0, -1),
  host: hostname,
  ...(port && { port }),
})
mixpanel.track('Order Completed', { distinct_id: 'u1', revenue: 129 })
`,
    },
  ],
}
