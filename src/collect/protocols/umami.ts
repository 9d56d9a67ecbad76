import { getOwn } from '../../model/own.ts'
import { isObject, type Call, type Json, type JsonObject } from '../call.ts'
import { isFromBrowser, makeDailyId } from '../daily-id.ts'
import { isUnreadable, type Item, reject } from '../event.ts'
import { chooseKey, isKey } from '../keys.ts'
import type { Protocol, Reading } from '../protocol.ts'
import { readId, readText } from '../read-id.ts'
import { readJson, unreadable } from '../read-json.ts'
import { keepTold, leaveOut, objectAt, readNumber, readSentTime } from '../read-object.ts'

const types = ['event', 'identify']

function readOne(call: Call): Reading {
  const sent = readJson(call.body)
  if (!isObject(sent)) throw unreadable('it is no JSON object')
  const key = keyOf(call, [sent])
  const item = readSent(call, key, sent)
  const sessionId = isUnreadable(item) ? undefined : item.anonymousId
  return { key, items: [item], answer: () => ({ body: { sessionId } }) }
}

/** A list of what is sent one by one otherwise. */
function readBatch(call: Call): Reading {
  const batch = readJson(call.body)
  if (!Array.isArray(batch)) throw unreadable('it is no JSON list')
  const sent = batch as readonly Json[]
  const key = keyOf(call, sent)
  return {
    key,
    items: sent.map((each) => readSent(call, key, each)),
    answer: ({ accepted, rejected }) => ({
      body: {
        size: sent.length,
        processed: accepted,
        errors: rejected.length,
        details: rejected.map(({ index, detail }) => ({ index, response: { error: detail } })),
      },
    }),
  }
}

const websiteOf = (sent: Json): unknown =>
  isObject(sent) ? getOwn(objectAt(sent, 'payload') ?? {}, 'website') : undefined

const keyOf = ({ query }: Call, sent: readonly Json[]) =>
  chooseKey(query.get('writeKey'), sent.map(websiteOf))

/** Without its key, and with an id of the day. */
function readSent(call: Call, key: string | undefined, sent: Json): Item {
  const payload = isObject(sent) ? objectAt(sent, 'payload') : undefined
  if (!isObject(sent) || !payload) return reject('no-object', sent)
  const website = getOwn(payload, 'website')
  const own = isKey(website) ? leaveOut(payload, ['website']) : payload
  const item = { ...sent, payload: own }
  if (isKey(website) && website !== key) return reject('other-key', item)
  return readUmamiItem({ ...item, payload: { ...own, ...readDailyId(call, own) } })
}

function readDailyId(call: Call, payload: JsonObject): { readonly anonymousId?: string } {
  if (readId(getOwn(payload, 'id')) && !isFromBrowser(call)) return {}
  const told = {
    address: readText(getOwn(payload, 'ip')) ?? call.address,
    userAgent: readText(getOwn(payload, 'userAgent')) ?? call.header('user-agent'),
  }
  return { anonymousId: makeDailyId(call.salt, told, readText(getOwn(payload, 'hostname'))) }
}

/** `{type, payload}` with the id that was made for it; a user id (`payload.id`) comes with identify. */
function readUmamiItem(sent: JsonObject): Item {
  const type = getOwn(sent, 'type') ?? 'event'
  const payload = objectAt(sent, 'payload')
  if (payload === undefined) return reject('no-object', sent)
  if (typeof type !== 'string' || !types.includes(type)) {
    return reject('unknown-type', sent, `its type is none of ${types.join(', ')}`)
  }
  const ids = {
    userId: readId(getOwn(payload, 'id')),
    anonymousId: readId(getOwn(payload, 'anonymousId')),
  }
  if (!(ids.userId ?? ids.anonymousId)) return reject('no-id', sent)
  const shared = { ...ids, time: readSentTime(getOwn(payload, 'timestamp')) }
  const context = readContext(payload)
  const data = objectAt(payload, 'data')
  if (type === 'identify') return { type: 'identify', ...shared, traits: data, context }
  const event = readText(getOwn(payload, 'name'))
  const tag = readText(getOwn(payload, 'tag'))
  const properties = keepTold({ ...data, tag })
  return { type: event === undefined ? 'page' : 'track', event, ...shared, properties, context }
}

/** The address of a page is sent without its host, which stands in `hostname`. */
function readContext(payload: JsonObject): JsonObject | undefined {
  const text = (name: string) => readText(getOwn(payload, name))
  const [width, height] = (text('screen') ?? '').split('x').map(readNumber)
  const [path, host] = [text('url'), text('hostname')]
  const isWhole = path === undefined || host === undefined || URL.canParse(path)
  const url = isWhole ? path : `https://${host}${path.startsWith('/') ? '' : '/'}${path}`
  return keepTold({
    page: keepTold({ url, referrer: text('referrer'), title: text('title') }),
    screen: keepTold({ width, height }),
    locale: text('language'),
    userAgent: text('userAgent'),
    ip: text('ip'),
  })
}

/** https://umami.is/docs/api/sending-stats */
export const umami: Protocol = {
  id: 'umami',
  label: 'Umami',
  description: 'What Umami’s script and SDK send: without a user id, people are an id of the day.',
  routes: [
    { methods: ['POST'], path: '/api/send', read: readOne },
    { methods: ['POST'], path: '/api/batch', read: readBatch },
  ],
  readItem: readUmamiItem,
  snippets: [
    {
      label: 'Node.js',
      package: '@umami/node',
      language: 'js',
      code: `import { Umami } from '@umami/node'

const umami = new Umami({ websiteId: '{key}', hostUrl: '{url}' })
await umami.track({
  id: 'u1',
  hostname: 'shop.example',
  url: '/checkout',
  name: 'Order Completed',
  data: { revenue: 129, currency: 'EUR' },
})
`,
    },
    {
      label: 'Page with Umami’s script',
      language: 'html',
      code: `<script defer src="https://YOUR-UMAMI/script.js"
  data-website-id="{key}" data-host-url="{url}"></script>
`,
    },
  ],
}
