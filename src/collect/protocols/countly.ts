import { getOwn } from '../../model/own.ts'
import { isObject, type Call, type Json, type JsonObject } from '../call.ts'
import { type Item, reject } from '../event.ts'
import { chooseKey, isKey } from '../keys.ts'
import type { Protocol, Reading, Reply } from '../protocol.ts'
import { readBodyText, readJson } from '../read-json.ts'
import { isTold, leaveOut, listAt, readNested } from '../read-object.ts'
import { readCountlyItem } from './countly-item.ts'

/** What one request may say at once, each of which becomes an item of its own. */
const parts = [
  'old_device_id',
  'begin_session',
  'events',
  'user_details',
  'session_duration',
  'end_session',
  'consent',
  'campaign_id',
  'crash',
  'apm',
]

const answered = (): Reply => ({ body: { result: 'Success' } })

/** Snowplow has the path `/i`, too. */
const isCountly = (call: Call): boolean => isTold(getOwn(parametersOf(call), 'app_key'))

/** Of the address and the body, which is a form or JSON. */
function parametersOf({ query, body }: Call): JsonObject {
  const text = readBodyText(body).trim()
  const sent = text.startsWith('{') ? readJson(body) : Object.fromEntries(new URLSearchParams(text))
  return { ...Object.fromEntries(query), ...(isObject(sent) ? sent : {}) }
}

function readRequest(call: Call): Reading {
  const sent = parametersOf(call)
  const key = keyOf(call, [sent])
  return { key, items: itemsOf(sent, key), answer: answered }
}

/** A list of requests, in the field `requests` of a form or of JSON. */
function readBulk(call: Call): Reading {
  const body = parametersOf(call)
  const requests =
    listAt({ requests: readNested(getOwn(body, 'requests')) ?? null }, 'requests') ?? []
  const key = keyOf(call, [body, ...requests.filter(isObject)])
  const items = requests.flatMap((each) =>
    isObject(each) ? itemsOf(each, key) : [reject('no-object', each)],
  )
  return { key, items, answer: answered }
}

const keyOf = ({ query }: Call, sent: readonly JsonObject[]) =>
  chooseKey(
    query.get('writeKey'),
    sent.map((each) => getOwn(each, 'app_key')),
  )

/** A request's items, each with what they share, so that one that is kept aside says everything. */
function itemsOf(request: JsonObject, key: string | undefined): readonly Item[] {
  const own = getOwn(request, 'app_key')
  const shared = leaveOut(request, [
    ...parts,
    'app_key',
    'writeKey',
    'checksum',
    'checksum256',
    'rr',
  ])
  if (isKey(own) && own !== key) return [reject('other-key', leaveOut(request, ['app_key']))]
  const told = parts.filter((part) => isTold(getOwn(request, part)) && !isOfEnd(request, part))
  return told.flatMap((part): readonly Item[] => {
    const value = getOwn(request, part) as Json
    if (part !== 'events')
      return [readCountlyItem({ ...shared, ...extra(request, part), [part]: value })]
    const events = readNested(value)
    if (!Array.isArray(events)) return [reject('no-object', { ...shared, events: value })]
    return events.map((event: Json) => readCountlyItem({ ...shared, event }))
  })
}

/** How long a session was stands beside its end, and is said once. */
const isOfEnd = (request: JsonObject, part: string): boolean =>
  part === 'session_duration' && isTold(getOwn(request, 'end_session'))

function extra(request: JsonObject, part: string): JsonObject {
  const duration = getOwn(request, 'session_duration')
  return part === 'end_session' && duration !== undefined ? { session_duration: duration } : {}
}

/** https://support.countly.com/hc/en-us/articles/9290669873305 */
export const countly: Protocol = {
  id: 'countly',
  label: 'Countly',
  description: 'The SDK API of Countly: sessions, events, views, user details and merges of ids.',
  routes: [
    { methods: ['GET', 'POST'], path: '/i', recognises: isCountly, read: readRequest },
    { methods: ['GET', 'POST'], path: '/i/bulk', read: readBulk },
    {
      methods: ['GET', 'POST'],
      path: '/o/sdk',
      read: (call) => ({
        key: keyOf(call, [parametersOf(call)]),
        items: [],
        answer: () => ({ body: {} }),
      }),
    },
  ],
  readItem: readCountlyItem,
  snippets: [
    {
      label: 'Browser',
      package: 'countly-sdk-web',
      language: 'js',
      code: `import Countly from 'countly-sdk-web'

Countly.init({ app_key: '{key}', url: '{url}' })
Countly.track_sessions()
Countly.track_pageview()
Countly.set_id('u1')
Countly.add_event({ key: 'Order Completed', count: 1, sum: 129, segmentation: { currency: 'EUR' } })
`,
    },
  ],
}
