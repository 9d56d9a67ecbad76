import { callTypes } from '../event.ts'
import type { Protocol, ProtocolRoute } from '../protocol.ts'
import { readBasicKey } from './basic-key.ts'
import { batchRoute, singleRoute } from './segment-call.ts'
import { readSegmentItem } from './segment-item.ts'

/** What a browser asks for before it sends anything: a source without destinations. */
const configRoute = (path: string): ProtocolRoute => ({
  methods: ['GET'],
  path,
  read: (call) => {
    const key = readBasicKey(call) ?? call.query.get('writeKey') ?? undefined
    return { key, items: [], answer: () => ({ body: { source: describeSource(key) } }) }
  },
})

const describeSource = (key: string | undefined) => ({
  id: 'throughline',
  name: 'Throughline',
  writeKey: key,
  enabled: true,
  workspaceId: 'throughline',
  config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } },
  destinations: [],
})

/** https://www.rudderstack.com/docs/api/http-api/ */
export const rudderstack: Protocol = {
  id: 'rudderstack',
  label: 'RudderStack',
  description: 'The HTTP API of RudderStack, spoken by its SDKs for web, servers and apps.',
  routes: [
    ...callTypes.map((type) => singleRoute(`/v1/${type}`, type)),
    batchRoute('/v1/batch'),
    batchRoute('/v1/import'),
    // What a page sends as it is left.
    batchRoute('/beacon/v1/batch'),
    configRoute('/sourceConfig'),
    configRoute('/sourceConfig/'),
  ],
  readItem: readSegmentItem,
  snippets: [
    {
      label: 'Browser',
      package: '@rudderstack/analytics-js',
      language: 'js',
      code: `import { RudderAnalytics } from '@rudderstack/analytics-js/bundled'

const analytics = new RudderAnalytics()
analytics.load('{key}', '{url}', { configUrl: '{url}' })
analytics.page()
analytics.track('Product Viewed', { sku: 'boot-42', price: 129 })
`,
    },
    {
      label: 'Node.js',
      package: '@rudderstack/rudder-sdk-node',
      language: 'js',
      code: `import RudderAnalytics from '@rudderstack/rudder-sdk-node'

const analytics = new RudderAnalytics('{key}', { dataPlaneUrl: '{url}' })
analytics.track({ userId: 'u1', event: 'Order Completed', properties: { revenue: 129 } })
await new Promise((done) => analytics.flush(done))
`,
    },
  ],
}
