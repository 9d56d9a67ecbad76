import { getOwn } from '../../model/own.ts'
import { isObject, type Call, type Json, type JsonObject } from '../call.ts'
import { dailyIdOf } from '../daily-id.ts'
import { type Item, reject } from '../event.ts'
import { chooseKey } from '../keys.ts'
import type { Protocol, Reading } from '../protocol.ts'
import { readId, readText } from '../read-id.ts'
import { readJsonObject } from '../read-json.ts'
import { keepTold, readNested, readNumber } from '../read-object.ts'

/** Its names are one letter long in a browser, and words in its API for servers. */
const find = (sent: JsonObject, letter: string, word: string): Json | undefined =>
  getOwn(sent, letter) ?? getOwn(sent, word)

function readEvent(call: Call): Reading {
  const { d, domain, ...sent } = readJsonObject(call.body)
  const site = readText(d) ?? readText(domain)
  const item = readPlausibleItem({ ...sent, anonymousId: dailyIdOf(call, site) })
  return {
    key: chooseKey(call.query.get('writeKey'), site),
    items: [item],
    answer: () => ({ status: 202, body: 'ok', headers: { 'content-type': 'text/plain' } }),
  }
}

/** An event with the id that was made for it: Plausible sends none, and knows nobody again the next day. */
function readPlausibleItem(sent: JsonObject): Item {
  const event = readText(find(sent, 'n', 'name'))
  const anonymousId = readId(getOwn(sent, 'anonymousId'))
  if (anonymousId === undefined) return reject('no-id', sent)
  if (event === undefined) return reject('no-event', sent)
  const isPage = event === 'pageview'
  const page = keepTold({
    url: readText(find(sent, 'u', 'url')),
    referrer: readText(find(sent, 'r', 'referrer')),
  })
  return {
    type: isPage ? 'page' : 'track',
    event: isPage ? undefined : event,
    anonymousId,
    properties: readProperties(sent),
    context: keepTold({ page, library: readLibrary(sent), screen: readScreen(sent) }),
  }
}

/** Revenue is `{amount, currency}`; an engagement has `sd`, the percentage scrolled, and `e`, milliseconds. */
function readProperties(sent: JsonObject): JsonObject | undefined {
  const own = readNested(find(sent, 'p', 'props') ?? getOwn(sent, 'm'))
  const revenue = readNested(find(sent, '$', 'revenue'))
  const { amount, currency } = isObject(revenue) ? revenue : ({} as JsonObject)
  const isInteractive = find(sent, 'i', 'interactive')
  return keepTold({
    ...(isObject(own) ? own : {}),
    ...keepTold({
      revenue: readNumber(amount),
      currency: readText(currency),
      scroll_depth: readNumber(getOwn(sent, 'sd')),
      engagement_ms: readNumber(getOwn(sent, 'e')),
      interactive: typeof isInteractive === 'boolean' ? isInteractive : undefined,
    }),
  })
}

function readLibrary(sent: JsonObject): JsonObject | undefined {
  const version = readId(getOwn(sent, 'v'))
  return version === undefined ? undefined : { name: 'plausible', version }
}

const readScreen = (sent: JsonObject) =>
  keepTold({ width: readNumber(find(sent, 'w', 'screen_width')) })

/** https://plausible.io/docs/events-api */
export const plausible: Protocol = {
  id: 'plausible',
  label: 'Plausible',
  description: 'The events API of Plausible: people are an anonymous id of the day.',
  routes: [{ methods: ['POST'], path: '/api/event', read: readEvent }],
  readItem: readPlausibleItem,
  snippets: [
    {
      label: 'Browser',
      package: '@plausible-analytics/tracker',
      language: 'js',
      code: `import { init, track } from '@plausible-analytics/tracker'

init({ domain: '{key}', endpoint: '{url}/api/event' })
track('Order Completed', { props: { plan: 'pro' }, revenue: { amount: 129, currency: 'EUR' } })
`,
    },
    {
      label: 'Any language',
      language: 'sh',
      code: `curl '{url}/api/event?writeKey={key}' -H 'content-type: application/json' \\
  -d '{"domain":"shop.example","name":"pageview","url":"https://shop.example/"}'
`,
    },
  ],
}
