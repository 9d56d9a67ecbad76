import { serve } from '@hono/node-server'
import { createApi, log, openThroughline } from '../../src/api/index.ts'

// A server to be killed while it collects. Arguments: folder. Says its address, and a write key at its first start.
const [, , dataDir = ''] = process.argv
log.level = 'silent'
const throughline = await openThroughline({ dataDir, threads: 1 })
const known = await throughline.collection.list()
if (known.length === 0) {
  await throughline.definitions.apply([
    { kind: 'source', id: 'shop', dataset: 'web', protocols: ['segment'] },
  ])
  console.log(`key ${(await throughline.collection.makeKey('shop')).key}`)
}
const { fetch } = createApi(throughline)
serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  console.log(`url http://127.0.0.1:${port}`)
})
