import { getOwn } from '../../model/own.ts'
import { isObject, type Call, type Json, type JsonObject } from '../call.ts'
import { type Item, reject } from '../event.ts'
import { chooseKey, isKey } from '../keys.ts'
import { pixel } from '../pixel.ts'
import type { Protocol, ProtocolRoute, Reading } from '../protocol.ts'
import { readId } from '../read-id.ts'
import { readJson } from '../read-json.ts'
import { leaveOut } from '../read-object.ts'
import { readBasicKey } from './basic-key.ts'
import { readSnowplowItem } from './snowplow-item.ts'

/** `{schema, data: [event, …]}` */
const postRoute = (path: string): ProtocolRoute => ({
  methods: ['POST'],
  path,
  read: (call) => {
    const sent = readJson(call.body)
    const data = isObject(sent) ? (getOwn(sent, 'data') ?? sent) : sent
    const events = Array.isArray(data) ? (data as readonly Json[]) : [data]
    return { ...readAll(call, events), answer: () => ({ body: 'ok', headers: plain }) }
  },
})

const plain = { 'content-type': 'text/plain' } as const

/** An event in the address, for an `<img>`. */
function readPixel(call: Call): Reading {
  const event = Object.fromEntries(call.query)
  return { ...readAll(call, [event]), answer: () => pixel }
}

/** The key is the app's id, unless it is told beside the events. */
function readAll(call: Call, events: readonly Json[]): Reading {
  const key = chooseKey(
    call.query.get('writeKey'),
    call.header('x-write-key'),
    readBasicKey(call),
    events.map(appOf),
  )
  return { key, items: events.map((event) => readOne(event, key)) }
}

const appOf = (event: Json): string | undefined =>
  isObject(event) ? readId(getOwn(event, 'aid')) : undefined

function readOne(event: Json, key: string | undefined): Item {
  if (!isObject(event)) return reject('no-object', event)
  const app = appOf(event)
  const sent = withoutKey(event, app === key || isKey(app))
  return isKey(app) && app !== key ? reject('other-key', sent) : readSnowplowItem(sent)
}

const withoutKey = (event: JsonObject, isKeyHere: boolean): JsonObject =>
  leaveOut(event, isKeyHere ? ['aid', 'writeKey'] : ['writeKey'])

/** https://docs.snowplow.io/docs/events/going-deeper/event-parameters */
export const snowplow: Protocol = {
  id: 'snowplow',
  label: 'Snowplow',
  description:
    'The tracker protocol of Snowplow, spoken by its trackers for web, servers and apps.',
  routes: [
    postRoute('/com.snowplowanalytics.snowplow/tp2'),
    // A path of one's own is a vendor's name, with dots, and a version.
    postRoute('/:vendor{[^/]+\\.[^/]+}/:version'),
    {
      methods: ['GET'],
      path: '/i',
      recognises: ({ query }) => query.has('e'),
      read: readPixel,
    },
  ],
  readItem: readSnowplowItem,
  snippets: [
    {
      label: 'Browser',
      package: '@snowplow/browser-tracker',
      language: 'js',
      code: `import { newTracker, trackPageView, trackStructEvent } from '@snowplow/browser-tracker'

newTracker('throughline', '{url}', { appId: '{key}', contexts: { webPage: true, session: true } })
trackPageView()
trackStructEvent({ category: 'shop', action: 'Product Viewed', label: 'boot-42', value: 129 })
`,
    },
    {
      label: 'Node.js',
      package: '@snowplow/node-tracker',
      language: 'js',
      code: `import { buildStructEvent, newTracker } from '@snowplow/node-tracker'

const tracker = newTracker(
  { namespace: 'throughline', appId: '{key}' },
  { endpoint: '{url}', bufferSize: 1 },
)
tracker.setUserId('u1')
tracker.track(buildStructEvent({ category: 'shop', action: 'Order Completed', value: 129 }))
tracker.flush()
`,
    },
  ],
}
