import { callTypes } from '../event.ts'
import type { Protocol } from '../protocol.ts'
import { batchRoute, singleRoute } from './segment-call.ts'
import { readSegmentItem } from './segment-item.ts'

/** The SDK reads it as JSON, and asks which destinations it shall send to by itself. */
const answerOk = () => ({ body: { ok: true, destinations: [] } })

/** From browsers and from servers. */
const bases = ['/api/s', '/api/s/s2s'] as const

/** https://docs.jitsu.com/sending-data/http */
export const jitsu: Protocol = {
  id: 'jitsu',
  label: 'Jitsu',
  description: 'What the SDK of Jitsu sends, from browsers and from servers.',
  routes: bases.flatMap((base) => [
    ...callTypes.map((type) => singleRoute(`${base}/${type}`, type, answerOk)),
    batchRoute(`${base}/batch`, answerOk),
  ]),
  readItem: readSegmentItem,
  snippets: [
    {
      label: 'Browser and Node.js',
      package: '@jitsu/js',
      language: 'js',
      code: `import { jitsuAnalytics } from '@jitsu/js'

const analytics = jitsuAnalytics({ host: '{url}', writeKey: '{key}:browser' })
await analytics.page()
await analytics.track('Product Viewed', { sku: 'boot-42', price: 129 })
`,
    },
    {
      label: 'Any language',
      language: 'sh',
      code: `curl {url}/api/s/s2s/track -H 'X-Write-Key: {key}' -H 'content-type: application/json' \\
  -d '{"userId":"u1","event":"Order Completed","properties":{"revenue":129}}'
`,
    },
  ],
}
