import { getOwn } from '../../model/own.ts'
import { isObject, type Call, type Json, type JsonObject } from '../call.ts'
import { type CallType, callTypes, type Item, reject } from '../event.ts'
import type { Protocol, ProtocolRoute, Reading } from '../protocol.ts'
import { readId, readText } from '../read-id.ts'
import { readJsonObject } from '../read-json.ts'
import { readBasicKey } from './basic-key.ts'

/** The browser SDK names calls by the first letter of their type. */
const letters: Readonly<Record<string, CallType>> = {
  i: 'identify',
  t: 'track',
  p: 'page',
  s: 'screen',
  g: 'group',
  a: 'alias',
}

const single = (path: string, type: CallType): ProtocolRoute => ({
  methods: ['POST'],
  path: `/v1/${path}`,
  read: (call) => readSingle(call, type),
})

const batch = (path: string): ProtocolRoute => ({
  methods: ['POST'],
  path: `/v1/${path}`,
  read: readBatch,
})

const answered = () => ({ body: { success: true } })

function readSingle(call: Call, type: CallType): Reading {
  const sent = readJsonObject(call.body)
  if (Array.isArray(getOwn(sent, 'batch'))) return readBatch(call)
  const items = [readSegmentItem({ ...sent, type }, sent)]
  return { key: readKey(call, sent), items, answer: answered }
}

/** Context and integrations of a batch are those of all its items. */
function readBatch(call: Call): Reading {
  const body = readJsonObject(call.body)
  const batched = getOwn(body, 'batch')
  const items = Array.isArray(batched) ? (batched as readonly Json[]) : [body]
  const read = items.map((item) =>
    isObject(item) ? readSegmentItem(withShared(item, body), item) : reject('no-object', item),
  )
  return { key: readKey(call, body), items: read, answer: answered }
}

function withShared(item: JsonObject, { sentAt, context }: JsonObject): JsonObject {
  const own = getOwn(item, 'context')
  const merged = isObject(context) ? { ...context, ...(isObject(own) ? own : {}) } : own
  return {
    ...(sentAt === undefined ? {} : { sentAt }),
    ...item,
    ...(merged === undefined ? {} : { context: merged }),
  }
}

function readKey(call: Call, body: JsonObject): string | undefined {
  return (
    readBasicKey(call) ??
    readText(getOwn(body, 'writeKey')) ??
    call.header('x-write-key')?.split(':')[0] ??
    call.query.get('writeKey') ??
    undefined
  )
}

/** One call of the Segment API, as all SDKs of this family send it. collect §1 */
export function readSegmentItem(item: JsonObject, sent: Json = item): Item {
  const type = getOwn(item, 'type')
  if (!isCallType(type)) {
    return reject('unknown-type', sent, `its type ${show(type)} is none of ${callTypes.join(', ')}`)
  }
  const ids = {
    userId: readId(getOwn(item, 'userId')),
    anonymousId: readId(getOwn(item, 'anonymousId')),
    groupId: readId(getOwn(item, 'groupId')),
    previousId: readId(getOwn(item, 'previousId')),
  }
  const { userId, anonymousId, groupId, previousId } = ids
  if (!(userId ?? anonymousId) && (type !== 'alias' || !previousId)) return reject('no-id', sent)
  const event = readText(getOwn(item, 'event'))
  if (type === 'track' && event === undefined) return reject('no-event', sent)
  if (type === 'group' && groupId === undefined) return reject('no-group', sent)
  if (type === 'alias' && previousId === undefined) return reject('no-previous-id', sent)
  return { type, ...ids, event, ...readRest(item) }
}

function readRest(item: JsonObject) {
  const objectAt = (name: string) => {
    const value = getOwn(item, name)
    return isObject(value) ? value : undefined
  }
  const context = objectAt('context')
  return {
    name: readText(getOwn(item, 'name')),
    category: readText(getOwn(item, 'category')),
    messageId: readId(getOwn(item, 'messageId')),
    time: readTime(item, 'originalTimestamp') ?? readTime(item, 'timestamp'),
    sentAt: readTime(item, 'sentAt'),
    properties: objectAt('properties'),
    traits: objectAt('traits') ?? readContextTraits(context),
    context,
    consent: isDenied(getOwn(item, 'consent')) ? ('denied' as const) : undefined,
  }
}

const readContextTraits = (context: JsonObject | undefined) => {
  const traits = context && getOwn(context, 'traits')
  return isObject(traits) ? traits : undefined
}

const isDenied = (consent: Json | undefined): boolean => consent === 'denied'

function readTime(item: JsonObject, name: string): string | number | undefined {
  const value = getOwn(item, name)
  return typeof value === 'string' || typeof value === 'number' ? value : undefined
}

const isCallType = (type: unknown): type is CallType => callTypes.includes(type as CallType)

const show = (value: unknown): string =>
  value === undefined ? 'is missing and' : JSON.stringify(value)

export const segment: Protocol = {
  id: 'segment',
  label: 'Segment',
  description: 'The HTTP tracking API of Segment, spoken by its SDKs for web, servers and apps.',
  routes: [
    ...callTypes.map((type) => single(type, type)),
    ...Object.entries(letters).map(([letter, type]) => single(letter, type)),
    batch('batch'),
    batch('b'),
    batch('import'),
    {
      methods: ['GET'],
      path: '/v1/projects/:key/settings',
      read: ({ params }) => ({
        key: getOwn(params, 'key'),
        items: [],
        answer: () => ({
          body: { integrations: { 'Segment.io': { apiKey: getOwn(params, 'key') } } },
        }),
      }),
    },
  ],
  readItem: (sent) => readSegmentItem(sent),
  snippets: [
    {
      label: 'Browser',
      package: '@segment/analytics-next',
      language: 'js',
      code: `import { AnalyticsBrowser } from '@segment/analytics-next'

const { host, protocol } = new URL('{url}')
const analytics = AnalyticsBrowser.load(
  { writeKey: '{key}', cdnURL: '{url}' },
  { integrations: { 'Segment.io': { apiHost: host + '/v1', protocol: protocol.slice(0, -1) } } },
)
analytics.page()
analytics.track('Product Viewed', { sku: 'boot-42', price: 129 })
`,
    },
    {
      label: 'Node.js',
      package: '@segment/analytics-node',
      language: 'js',
      code: `import { Analytics } from '@segment/analytics-node'

const analytics = new Analytics({ writeKey: '{key}', host: '{url}', path: '/v1/batch' })
analytics.track({ userId: 'u1', event: 'Order Completed', properties: { revenue: 129 } })
await analytics.closeAndFlush()
`,
    },
    {
      label: 'Any language',
      language: 'sh',
      code: `curl {url}/v1/track -u '{key}:' -H 'content-type: application/json' \\
  -d '{"userId":"u1","event":"Order Completed","properties":{"revenue":129}}'
`,
    },
  ],
}
