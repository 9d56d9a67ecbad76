import { getOwn } from '../../model/own.ts'
import { type CallType, callTypes } from '../event.ts'
import type { Protocol } from '../protocol.ts'
import { batchRoute, singleRoute } from './segment-call.ts'
import { readSegmentItem } from './segment-item.ts'

/** The browser SDK names calls by the first letter of their type. */
const letters: Readonly<Record<string, CallType>> = {
  i: 'identify',
  t: 'track',
  p: 'page',
  s: 'screen',
  g: 'group',
  a: 'alias',
}

export const segment: Protocol = {
  id: 'segment',
  label: 'Segment',
  description: 'The HTTP tracking API of Segment, spoken by its SDKs for web, servers and apps.',
  routes: [
    ...callTypes.map((type) => singleRoute(`/v1/${type}`, type)),
    ...Object.entries(letters).map(([letter, type]) => singleRoute(`/v1/${letter}`, type)),
    batchRoute('/v1/batch'),
    batchRoute('/v1/b'),
    batchRoute('/v1/import'),
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
  readItem: readSegmentItem,
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
