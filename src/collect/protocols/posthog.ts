import { getOwn } from '../../model/own.ts'
import { isObject, type Call, type Json, type JsonObject } from '../call.ts'
import { type Item, reject } from '../event.ts'
import { chooseKey } from '../keys.ts'
import type { Protocol, ProtocolRoute, Reading } from '../protocol.ts'
import { readEach } from '../read-each.ts'
import { readJson, readPacked } from '../read-json.ts'
import { keepTold, leaveOut, listAt, objectAt } from '../read-object.ts'
import { readPostHogItem } from './posthog-item.ts'
import { settingsRoutes } from './posthog-settings.ts'

/** Its SDKs send to these, with and without a slash behind. */
const capturing = ['/batch', '/capture', '/e', '/i/v0/e'].flatMap((path) => [path, `${path}/`])

const capture = (path: string): ProtocolRoute => ({
  methods: ['GET', 'POST'],
  path,
  recognises: isCapture,
  read: readCapture,
})

/** `/batch` is Amplitude's as well, which sends `events`. */
function isCapture(call: Call): boolean {
  if (call.path.replace(/\/$/, '') !== '/batch') return true
  try {
    const sent = readSent(call)
    return !isObject(sent) || !Array.isArray(getOwn(sent, 'events'))
  } catch {
    return true
  }
}

/** `{api_key, batch: […], sent_at}`, one event, a list of them, or those in `data` of a form or address. */
function readCapture(call: Call): Reading {
  const sent = readSent(call)
  const shared = isObject(sent) ? sent : {}
  const batch = Array.isArray(sent) ? (sent as readonly Json[]) : listAt(shared, 'batch')
  const events = batch ?? [sent]
  const key = chooseKey(
    getOwn(shared, 'api_key'),
    getOwn(shared, 'token'),
    call.query.get('api_key'),
    events.map(tokenOf),
  )
  const sentAt = getOwn(shared, 'sent_at') ?? call.query.get('_')
  const items = readEach(events, (event) => readOne(event, key, sentAt))
  return { key, items, answer: () => ({ body: { status: 'Ok' } }) }
}

const readSent = ({ query, body }: Call): Json => {
  const data = query.get('data')
  return data !== null && body.length === 0 ? readPacked(data) : readJson(body)
}

/** Each event may name the project that it is for. */
const tokenOf = (event: Json): Json | undefined =>
  isObject(event)
    ? (getOwn(event, 'api_key') ?? getOwn(objectAt(event, 'properties') ?? event, 'token'))
    : undefined

function readOne(event: Json, key: string | undefined, sentAt: Json | undefined): Item {
  if (!isObject(event)) return reject('no-object', event)
  const sent = withoutKeys(event)
  const token = tokenOf(event)
  if (token !== undefined && token !== null && token !== key) return reject('other-key', sent)
  return readPostHogItem({ ...keepTold({ sent_at: sentAt }), ...sent })
}

function withoutKeys(event: JsonObject): JsonObject {
  const properties = objectAt(event, 'properties')
  return {
    ...leaveOut(event, ['api_key', 'token']),
    ...(properties && { properties: leaveOut(properties, ['token']) }),
  }
}

/** https://posthog.com/docs/api/capture */
export const posthog: Protocol = {
  id: 'posthog',
  label: 'PostHog',
  description: 'The capture API of PostHog, spoken by its SDKs for web, servers and apps.',
  routes: [...capturing.map(capture), ...settingsRoutes],
  readItem: readPostHogItem,
  snippets: [
    {
      label: 'Browser',
      package: 'posthog-js',
      language: 'js',
      code: `import posthog from 'posthog-js'

posthog.init('{key}', { api_host: '{url}', disable_external_dependency_loading: true })
posthog.capture('Product Viewed', { sku: 'boot-42', price: 129 })
`,
    },
    {
      label: 'Node.js',
      package: 'posthog-node',
      language: 'js',
      code: `import { PostHog } from 'posthog-node'

const posthog = new PostHog('{key}', { host: '{url}' })
posthog.capture({ distinctId: 'u1', event: 'Order Completed', properties: { revenue: 129 } })
await posthog.shutdown()
`,
    },
    {
      label: 'Any language',
      language: 'sh',
      code: `curl {url}/capture/ -H 'content-type: application/json' \\
  -d '{"api_key":"{key}","event":"Order Completed","distinct_id":"u1","properties":{"revenue":129}}'
`,
    },
  ],
}
