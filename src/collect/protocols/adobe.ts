import { getOwn } from '../../model/own.ts'
import { isObject, type Call, type JsonObject } from '../call.ts'
import { type Item, reject } from '../event.ts'
import type { Protocol, ProtocolRoute, Reading } from '../protocol.ts'
import { readId } from '../read-id.ts'
import { readJsonObject } from '../read-json.ts'
import { listAt, objectAt, readNumber } from '../read-object.ts'
import { readAdobeItem } from './adobe-item.ts'
import { type Client, keyOfDatastream, printState, readClient } from './adobe-state.ts'
import { readConsentChoice } from './adobe-consent.ts'

/** Beyond it the SDK says no more how long an event waited. */
const QUEUE_LIMIT_MS = 300_000

/** What the SDK waits for: who it speaks to, and what it keeps in cookies until the next call. */
const answerWith = (call: Call, client: Client) => () => ({
  body: {
    requestId: call.query.get('requestId') ?? '',
    handle: [
      {
        type: 'identity:result',
        payload: [{ id: client.ecid, namespace: { code: 'ECID' } }],
      },
      { type: 'state:store', payload: printState(client) },
    ],
  },
})

function readInteract(call: Call): Reading {
  const body = readJsonObject(call.body)
  const client = readClient(call, body)
  const items = readEvents(call, body, client)
  return { key: keyOfDatastream(call), items, answer: answerWith(call, client) }
}

/** Of a page that is being left: nobody waits for an answer. */
const readCollect = (call: Call): Reading => ({
  ...readInteract(call),
  answer: () => ({ status: 204 }),
})

/** Several events, or the one event of a server; each with what its call says. */
function readEvents(call: Call, body: JsonObject, client: Client): readonly Item[] {
  const one = getOwn(body, 'event')
  const events = listAt(body, 'events') ?? (one === undefined ? [] : [one])
  const shared = objectAt(body, 'xdm') ?? {}
  const waitedMs = readNumber(getOwn(objectAt(body, 'meta') ?? {}, 'queueTimeMillis'))
  const request = readId(call.query.get('requestId'))
  return events.map((event, index) => {
    if (!isObject(event)) return reject('no-object', event)
    const xdm = { ...shared, ...objectAt(event, 'xdm') }
    const sent = { ...event, xdm, ecid: client.ecid, consent: client.consent ?? null }
    const id = request === undefined ? null : `${request}.${index}`
    const isKnown = waitedMs !== undefined && waitedMs < QUEUE_LIMIT_MS
    return readAdobeItem({ ...sent, id, queueTimeMillis: isKnown ? waitedMs : null })
  })
}

/** Whoever asks who they are gets an id, and sends no event. */
function readAcquire(call: Call): Reading {
  const client = readClient(call, readJsonObject(call.body))
  return { key: keyOfDatastream(call), items: [], answer: answerWith(call, client) }
}

/** What somebody chose, as an event; the SDK keeps it in a cookie. */
function readSetConsent(call: Call): Reading {
  const body = readJsonObject(call.body)
  const known = readClient(call, body)
  const consent = readConsentChoice(body) ?? known.consent
  const client = { ...known, consent }
  const identityMap = objectAt(body, 'identityMap')
  const item = readAdobeItem({
    xdm: { eventType: 'consent', ...(identityMap && { identityMap }) },
    data: { consent: getOwn(body, 'consent') ?? null },
    ecid: client.ecid,
    consent: consent ?? null,
    id: readId(call.query.get('requestId')) ?? null,
  })
  return { key: keyOfDatastream(call), items: [item], answer: answerWith(call, client) }
}

const actions = {
  interact: readInteract,
  collect: readCollect,
  'identity/acquire': readAcquire,
  'privacy/set-consent': readSetConsent,
  'set-consent': readSetConsent,
} satisfies Readonly<Record<string, ProtocolRoute['read']>>

/** `edgeBasePath` is the site’s choice, and the region is what the cluster’s cookie says. */
const bases = ['/:base/v1', '/:base/:region/v1', '/:base/v2']

/** https://developer.adobe.com/data-collection-apis/docs/endpoints/interact/ */
export const adobe: Protocol = {
  id: 'adobe',
  label: 'Adobe Experience Platform Web SDK',
  description: 'The Edge Network API, spoken by alloy and by servers; XDM is kept as it was sent.',
  routes: bases.flatMap((base) =>
    Object.entries(actions).map(
      ([action, read]): ProtocolRoute => ({ methods: ['POST'], path: `${base}/${action}`, read }),
    ),
  ),
  readItem: readAdobeItem,
  snippets: [
    {
      label: 'Browser',
      package: '@adobe/alloy',
      language: 'js',
      code: `import { createInstance } from '@adobe/alloy'

const alloy = createInstance({ name: 'alloy' })
await alloy('configure', {
  datastreamId: '{key}',
  orgId: '{key}@AdobeOrg',
  edgeDomain: new URL('{url}').host,
  edgeBasePath: 'ee',
  thirdPartyCookiesEnabled: false,
})
await alloy('sendEvent', {
  xdm: {
    eventType: 'commerce.purchases',
    commerce: { order: { purchaseID: 'o1', priceTotal: 129, currencyCode: 'EUR' } },
  },
})
`,
    },
    {
      label: 'Server',
      language: 'sh',
      code: `curl '{url}/ee/v2/interact?dataStreamId={key}' -H 'content-type: application/json' -d '{
  "event": {"xdm": {"eventType": "commerce.purchases",
    "identityMap": {"CRM": [{"id": "u1", "authenticatedState": "authenticated", "primary": true}]},
    "commerce": {"order": {"priceTotal": 129, "currencyCode": "EUR"}}}}
}'
`,
    },
  ],
}
