import { getOwn } from '../../model/own.ts'
import { isObject, type Call, type Json, type JsonObject } from '../call.ts'
import { reject } from '../event.ts'
import { chooseKey } from '../keys.ts'
import type { Outcome, Protocol, ProtocolRoute, Reading, Reply } from '../protocol.ts'
import { readBodyText, readJson, readPacked } from '../read-json.ts'
import { keepTold, leaveOut } from '../read-object.ts'
import { readAmplitudeItem } from './amplitude-item.ts'

/** `{api_key, events: […], client_upload_time}` */
const eventsRoute = (path: string): ProtocolRoute => ({
  methods: ['POST'],
  path,
  recognises: isEvents,
  read: readEvents,
})

/** `/batch` is PostHog's as well, which sends `batch`. */
function isEvents(call: Call): boolean {
  if (call.path !== '/batch') return true
  try {
    const sent = readJson(call.body)
    return isObject(sent) && getOwn(sent, 'events') !== undefined
  } catch {
    return false
  }
}

function readEvents(call: Call): Reading {
  const sent = readJson(call.body)
  const shared = isObject(sent) ? sent : {}
  const events = getOwn(shared, 'events') ?? getOwn(shared, 'event') ?? []
  const key = chooseKey(getOwn(shared, 'api_key'), call.query.get('api_key'))
  return readAll(key, events, leaveOut(shared, ['events', 'event', 'api_key']), call)
}

/** Forms: `api_key` and JSON in a field, where some have a type of their own. */
const formRoute = (path: string, field: string, event?: string): ProtocolRoute => ({
  methods: ['GET', 'POST'],
  path,
  read: (call) => {
    const text = readBodyText(call.body).trim()
    if (text.startsWith('{')) return readEvents(call)
    const form = text === '' ? call.query : new URLSearchParams(text)
    const sent = readPacked(form.get(field) ?? '')
    const typed = event === undefined ? sent : withType(sent, event)
    return readAll(form.get('api_key') ?? undefined, typed, {}, call)
  },
})

const withType = (sent: Json, event: string): Json => {
  const items = Array.isArray(sent) ? (sent as readonly Json[]) : [sent]
  return items.map((item) => (isObject(item) ? { ...item, event_type: event } : item))
}

function readAll(
  key: string | undefined,
  sent: Json,
  { client_upload_time: uploaded }: JsonObject,
  { body }: Call,
): Reading {
  const events = Array.isArray(sent) ? (sent as readonly Json[]) : [sent]
  const shared = keepTold({ client_upload_time: uploaded })
  const items = events.map((event) =>
    isObject(event)
      ? readAmplitudeItem({ ...shared, ...leaveOut(event, ['api_key']) })
      : reject('no-object', event),
  )
  return { key, items, answer: (outcome) => answer(outcome, body.length) }
}

/** What its SDKs read: without it they warn and send again. */
const answer = ({ accepted }: Outcome, bytes: number): Reply => ({
  body: {
    code: 200,
    events_ingested: accepted,
    payload_size_bytes: bytes,
    server_upload_time: Date.now(),
  },
})

/** https://amplitude.com/docs/apis/analytics/http-v2 */
export const amplitude: Protocol = {
  id: 'amplitude',
  label: 'Amplitude',
  description: 'The HTTP, batch and identify APIs of Amplitude, spoken by its SDKs.',
  routes: [
    eventsRoute('/2/httpapi'),
    eventsRoute('/batch'),
    formRoute('/httpapi', 'event'),
    formRoute('/identify', 'identification', '$identify'),
    formRoute('/groupidentify', 'identification', '$groupidentify'),
  ],
  readItem: readAmplitudeItem,
  snippets: [
    {
      label: 'Browser',
      language: 'js',
      code: `import * as amplitude from '@amplitude/analytics-browser'

amplitude.init('{key}', { serverUrl: '{url}/2/httpapi', fetchRemoteConfig: false })
amplitude.track('Product Viewed', { sku: 'boot-42', price: 129 })
`,
    },
    {
      label: 'Node.js',
      package: '@amplitude/analytics-node',
      language: 'js',
      code: `import * as amplitude from '@amplitude/analytics-node'

await amplitude.init('{key}', { serverUrl: '{url}/2/httpapi' }).promise
amplitude.track('Order Completed', { revenue: 129 }, { user_id: 'u1' })
await amplitude.flush().promise
`,
    },
  ],
}
