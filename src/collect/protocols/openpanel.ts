import { getOwn } from '../../model/own.ts'
import { isObject, type Call, type JsonObject } from '../call.ts'
import { dailyIdOf, isFromBrowser } from '../daily-id.ts'
import { chooseKey } from '../keys.ts'
import type { Protocol, ProtocolRoute, Reading } from '../protocol.ts'
import { readText } from '../read-id.ts'
import { readJson, readJsonObject } from '../read-json.ts'
import { keepTold, objectAt } from '../read-object.ts'
import { readOpenPanelItem } from './openpanel-item.ts'

/** Others have the path, too: Mixpanel sends forms and lists to it. */
function isOpenPanel({ header, body }: Call): boolean {
  if (header('openpanel-client-id') !== undefined) return true
  if (!body.subarray(0, 64).toString().trimStart().startsWith('{')) return false
  try {
    const sent = readJson(body)
    return isObject(sent) && typeof getOwn(sent, 'type') === 'string' && hasPayload(sent)
  } catch {
    return false
  }
}

const hasPayload = (sent: JsonObject): boolean => objectAt(sent, 'payload') !== undefined

const keyOf = ({ query, header }: Call) =>
  chooseKey(query.get('writeKey'), header('openpanel-client-id'), header('openpanel-client-secret'))

/** What the call says beside its body: its SDK, and the id of the day of who sends it. */
function withSurroundings(call: Call, sent: JsonObject): JsonObject {
  const { header } = call
  const library = keepTold({
    name: readText(header('openpanel-sdk-name')),
    version: readText(header('openpanel-sdk-version')),
  })
  const isShared = !isFromBrowser(call) && namesSomebody(objectAt(sent, 'payload'))
  const anonymousId = isShared ? undefined : dailyIdOf(call, header('origin'))
  return { ...sent, ...keepTold({ anonymousId, library }) }
}

const namesSomebody = (payload: JsonObject | undefined): boolean =>
  payload !== undefined && (getOwn(payload, 'profileId') ?? null) !== null

function readSent(call: Call, sent: JsonObject): Reading {
  const item = withSurroundings(call, sent)
  const deviceId = getOwn(item, 'anonymousId')
  return {
    key: keyOf(call),
    items: [readOpenPanelItem(item)],
    answer: () => ({ body: keepTold({ deviceId }) ?? {} }),
  }
}

/** The paths of its first version say what is in them; a body has no type. */
const early = (path: string, type: string): ProtocolRoute => ({
  methods: ['POST'],
  path,
  read: (call) => readSent(call, { type, payload: readJsonObject(call.body) }),
})

/** https://openpanel.dev/docs/api/track */
export const openpanel: Protocol = {
  id: 'openpanel',
  label: 'OpenPanel',
  description: 'What OpenPanel’s SDKs send; without a profile id, people are an id of the day.',
  routes: [
    {
      methods: ['POST'],
      path: '/track',
      recognises: isOpenPanel,
      read: (call) => readSent(call, readJsonObject(call.body)),
    },
    {
      methods: ['GET'],
      path: '/track/device-id',
      read: (call) => ({
        key: keyOf(call),
        items: [],
        answer: () => ({ body: { deviceId: dailyIdOf(call, call.header('origin')) } }),
      }),
    },
    early('/event', 'track'),
    early('/profile', 'identify'),
    early('/profile/increment', 'increment'),
    early('/profile/decrement', 'decrement'),
  ],
  readItem: readOpenPanelItem,
  snippets: [
    {
      label: 'Browser',
      package: '@openpanel/web',
      language: 'js',
      code: `import { OpenPanel } from '@openpanel/web'

const op = new OpenPanel({ apiUrl: '{url}', clientId: '{key}', trackScreenViews: true })
op.identify({ profileId: 'u1', email: 'ann@shop.example' })
op.track('Product Viewed', { sku: 'boot-42', price: 129 })
`,
    },
    {
      label: 'Node.js',
      package: '@openpanel/sdk',
      language: 'js',
      code: `import { OpenPanel } from '@openpanel/sdk'

const op = new OpenPanel({ apiUrl: '{url}', clientId: '{key}' })
await op.track('Order Completed', { profileId: 'u1', revenue: 129, currency: 'EUR' })
`,
    },
  ],
}
