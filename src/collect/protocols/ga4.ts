import { getOwn } from '../../model/own.ts'
import { isObject, type Call, type JsonObject } from '../call.ts'
import { isUnreadable, type Item, reject } from '../event.ts'
import { chooseKey } from '../keys.ts'
import type { Protocol, ProtocolRoute, Reading } from '../protocol.ts'
import { readJsonObject } from '../read-json.ts'
import { leaveOut, listAt } from '../read-object.ts'
import { readGa4Item } from './ga4-item.ts'
import { readGtag } from './gtag.ts'

/** What Google takes in one call. */
const EVENTS = 25

const keyOf = ({ query, params }: Call) =>
  chooseKey(
    getOwn(params, 'key'),
    query.get('writeKey'),
    query.get('api_secret'),
    query.get('measurement_id'),
    query.get('firebase_app_id'),
    query.get('tid'),
  )

/** `{client_id, user_id, user_properties, events: [{name, params}]}`: each event with what all of them share. */
function readMeasurement(call: Call): Reading {
  const items = readEvents(readJsonObject(call.body))
  return { key: keyOf(call), items, answer: () => ({ status: 204 }) }
}

function readEvents(body: JsonObject): readonly Item[] {
  const shared = leaveOut(body, ['events'])
  return (listAt(body, 'events') ?? []).map((event, index) => {
    if (!isObject(event)) return reject('no-object', event)
    const sent = { ...shared, event }
    if (index < EVENTS) return readGa4Item(sent)
    return reject(
      'too-many',
      sent,
      `it is event ${index + 1} of a call, which has ${EVENTS} at most`,
    )
  })
}

/** What is wrong with a call, in the form of Google’s validation; nothing is kept. */
function validate(call: Call): Reading {
  const body = readJsonObject(call.body)
  const hasEvents = listAt(body, 'events') !== undefined
  const messages = readEvents(body).flatMap((item, index) =>
    isUnreadable(item) ? [messageOf(item.reason, item.detail, index)] : [],
  )
  const missing = { fieldPath: 'events', description: 'there is no list of events' }
  const validationMessages = hasEvents
    ? messages
    : [{ ...missing, validationCode: 'VALUE_REQUIRED' }]
  return { key: keyOf(call), items: [], answer: () => ({ body: { validationMessages } }) }
}

function messageOf(reason: string, description: string, index: number) {
  const fields = new Map([
    ['no-id', 'client_id'],
    ['no-event', `events[${index}].name`],
  ])
  const isMissing = fields.has(reason)
  return {
    fieldPath: fields.get(reason) ?? `events[${index}]`,
    description,
    validationCode: isMissing ? 'VALUE_REQUIRED' : 'VALUE_INVALID',
  }
}

/** gtag.js adds the path to the address of its server container, which may hold the key. */
const gtag = (path: string): ProtocolRoute => ({
  methods: ['GET', 'POST'],
  path,
  read: (call) => ({
    key: keyOf(call),
    items: readGtag(call).map(readGa4Item),
    answer: () => ({ status: 204 }),
  }),
})

/** https://developers.google.com/analytics/devguides/collection/protocol/ga4 */
export const ga4: Protocol = {
  id: 'ga4',
  label: 'Google Analytics 4',
  description: 'The Measurement Protocol of GA4, and what gtag.js sends to a server container.',
  routes: [
    { methods: ['POST'], path: '/mp/collect', read: readMeasurement },
    { methods: ['POST'], path: '/debug/mp/collect', read: validate },
    gtag('/g/collect'),
    gtag('/gtag/:key/g/collect'),
  ],
  readItem: (sent) =>
    isObject(getOwn(sent, 'event')) ? readGa4Item(sent) : reject('no-object', sent),
  snippets: [
    {
      label: 'Measurement Protocol',
      language: 'sh',
      code: `curl '{url}/mp/collect?measurement_id=G-SHOP&api_secret={key}' -d '{
  "client_id": "81911.1700000000",
  "user_id": "u1",
  "events": [{"name": "purchase", "params": {"transaction_id": "o1", "value": 129, "currency": "EUR"}}]
}'
`,
    },
    {
      label: 'Page with gtag.js',
      language: 'html',
      code: `<script async src="https://www.googletagmanager.com/gtag/js?id=G-SHOP"></script>
<script>
  window.dataLayer = window.dataLayer || []
  function gtag() { dataLayer.push(arguments) }
  gtag('js', new Date())
  gtag('config', 'G-SHOP', { server_container_url: '{url}/gtag/{key}' })
</script>
`,
    },
  ],
}
