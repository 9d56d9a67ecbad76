import { getOwn } from '../../model/own.ts'
import { isObject, type Call, type Json, type JsonObject } from '../call.ts'
import { isFromBrowser, makeDailyId } from '../daily-id.ts'
import { type Item, reject } from '../event.ts'
import { chooseKey, isKey } from '../keys.ts'
import { pixel } from '../pixel.ts'
import type { Outcome, Protocol, ProtocolRoute, Reading } from '../protocol.ts'
import { readId, readText } from '../read-id.ts'
import { readBodyText, readJsonObject } from '../read-json.ts'
import { keepTold, leaveOut, listAt } from '../read-object.ts'
import { readMatomoItem } from './matomo-item.ts'

const SECRETS = ['token_auth', 'writeKey']

function readTracking(call: Call): Reading {
  const text = readBodyText(call.body).trim()
  if (text.startsWith('{')) return readBulk(call)
  const sent = Object.fromEntries([...call.query, ...parametersOf(text)])
  const key = keyOf(call, sent)
  return {
    key,
    items: [readOne(call, key, sent)],
    answer: () => (sent['send_image'] === '0' ? { status: 204 } : pixel),
  }
}

/** `{"requests": ["?idsite=…&rec=1&url=…", …], "token_auth": …}` */
function readBulk(call: Call): Reading {
  const body = readJsonObject(call.body)
  const requests = (listAt(body, 'requests') ?? [body]).map(readRequest)
  const key = keyOf(call, body, ...requests.filter(isObject))
  const items = requests.map((each) =>
    isObject(each) ? readOne(call, key, each) : reject('no-object', each),
  )
  return { key, items, answer: (outcome) => ({ body: printBulk(outcome) }) }
}

const printBulk = ({ accepted, rejected }: Outcome) => ({
  status: 'success',
  tracked: accepted,
  invalid: rejected.length,
  invalid_indices: rejected.map(({ index }) => index),
})

const readRequest = (request: Json): Json =>
  typeof request === 'string' ? Object.fromEntries(parametersOf(request)) : request

const parametersOf = (text: string) => new URLSearchParams(text.replace(/^(https?:[^?]*)?\?/, ''))

function keyOf({ query }: Call, ...bodies: readonly JsonObject[]): string | undefined {
  const told = [query.get('writeKey'), query.get('token_auth'), query.get('idsite')]
  const names = ['writeKey', 'token_auth', 'idsite']
  return chooseKey(
    told,
    bodies.flatMap((body) => names.map((name) => getOwn(body, name))),
  )
}

/** Without its key, and with an id of the day where it has none. */
function readOne(call: Call, key: string | undefined, request: JsonObject): Item {
  const site = getOwn(request, 'idsite')
  const sent = leaveOut(request, isKey(site) ? [...SECRETS, 'idsite'] : SECRETS)
  if (isKey(site) && site !== key) return reject('other-key', sent)
  return readMatomoItem(withDailyId(call, sent))
}

function withDailyId(call: Call, sent: JsonObject): JsonObject {
  const isNamed = ['_id', 'cid'].some((name) => readId(getOwn(sent, name)))
  if (isNamed || (readId(getOwn(sent, 'uid')) && !isFromBrowser(call))) return sent
  const told = {
    address: readText(getOwn(sent, 'cip')) ?? call.address,
    userAgent: readText(getOwn(sent, 'ua')) ?? call.header('user-agent'),
  }
  const url = readText(getOwn(sent, 'url'))
  const site = url !== undefined && URL.canParse(url) ? new URL(url).hostname : undefined
  return { ...sent, ...keepTold({ _id: makeDailyId(call.salt, told, site) }) }
}

const route = (path: string): ProtocolRoute => ({
  methods: ['GET', 'POST'],
  path,
  read: readTracking,
})

/** https://developer.matomo.org/api-reference/tracking-api */
export const matomo: Protocol = {
  id: 'matomo',
  label: 'Matomo',
  description:
    'The tracking API of Matomo, spoken by its script and its SDKs, one by one or in bulk.',
  routes: ['/matomo.php', '/piwik.php', '/js/tracker.php'].map(route),
  readItem: readMatomoItem,
  snippets: [
    {
      label: 'Node.js',
      package: 'matomo-tracker',
      language: 'js',
      code: `import MatomoTracker from 'matomo-tracker'

const matomo = new MatomoTracker('{key}', '{url}/matomo.php')
matomo.track({
  url: 'https://shop.example/checkout',
  uid: 'u1',
  e_c: 'Checkout',
  e_a: 'Order Completed',
  e_v: 129,
})
`,
    },
    {
      label: 'Page with Matomo’s script',
      language: 'html',
      code: `<script>
  var _paq = (window._paq = window._paq || [])
  _paq.push(['trackPageView'], ['enableLinkTracking'])
  _paq.push(['setTrackerUrl', '{url}/matomo.php'], ['setSiteId', '{key}'])
</script>
<script async src="https://YOUR-MATOMO/matomo.js"></script>
`,
    },
  ],
}
