import { closeSync, mkdirSync, openSync, statfsSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { createApi, log, openThroughline, type Throughline } from '../../src/api/index.ts'

// Run where the folder is a small disk of its own: fills it, and says what is answered then, as JSON lines.
log.level = 'silent'
const dataDir = process.argv[2] ?? ''
mkdirSync(dataDir, { recursive: true })
const { bsize, blocks } = statfsSync(dataDir)
if (bsize * blocks > 2 ** 30) throw new Error(`${dataDir} is no small disk; it is not filled`)

const rows = (page: string) =>
  Array.from({ length: 5000 }, (_, n) => ({ who: `p${n % 9}`, ts: '2026-01-01T10:00:00Z', page }))

async function ask(throughline: Throughline, method: string, path: string, body?: unknown) {
  const response = await createApi(throughline).request(`/api/v1/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const answer = response.status === 204 ? {} : ((await response.json()) as { code?: string })
  console.log(JSON.stringify([`${method} ${path}`, response.status, answer.code ?? null]))
  return answer
}

function fill(): void {
  const filler = openSync(join(dataDir, 'filler'), 'a')
  for (const size of [65_536, 1]) {
    try {
      for (;;) writeSync(filler, Buffer.alloc(size))
    } catch {}
  }
  closeSync(filler)
}

const full = { kind: 'data-view', id: 'full', connection: 'all', description: 'x'.repeat(100_000) }
const connection = {
  kind: 'connection',
  id: 'all',
  datasets: [{ dataset: 'web', personId: 'who' }],
}
let throughline = await openThroughline({ dataDir, threads: 1 })
for (const dataset of ['web', 'web', 'other']) {
  await ask(throughline, 'POST', `datasets/${dataset}/rows`, rows('a'))
}
await ask(throughline, 'POST', 'apply', [connection])
fill()
await ask(throughline, 'POST', 'datasets/web/rows', rows('b'))
// A new column and new tables: the definition of a table would be written.
await ask(throughline, 'POST', 'datasets/web/rows', [{ ts: '2026-01-02', more: 1 }])
await ask(throughline, 'POST', 'datasets/third/rows', rows('c'))
await ask(throughline, 'POST', 'apply', [full])
await throughline.close()
fill()
throughline = await openThroughline({ dataDir, threads: 1 })
await ask(throughline, 'POST', 'datasets/web/rows', rows('b'))
await ask(throughline, 'DELETE', 'datasets/web/batches/1')
await ask(throughline, 'DELETE', 'definitions/dataset/other')
const { rows: left, batches } = await throughline.datasets.describe('web')
const { found } = await throughline.check({ repair: false })
const ids = (await throughline.datasets.list()).map(({ id }) => id)
console.log(JSON.stringify([ids, left, batches, found]))
await throughline.close()
