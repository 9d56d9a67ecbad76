import { beginBatch, openDatasets } from '../../src/lake/datasets/index.ts'
import { openLake } from '../../src/lake/open-lake.ts'
import { importRows } from '../../src/ingest/index.ts'

// Run by kill.test.ts: imports batches of 100 rows until it is killed, one line per committed batch.
const lake = await openLake(process.argv[2] ?? '')
await openDatasets(lake)
const rows = Array.from({ length: 100 }, (_, n) => ({ ts: n, n }))

await importRows(lake, 'open', rows)
const { batch } = await beginBatch(lake, 'open', 'never committed')
const left = rows.map(({ n }) => JSON.stringify({ _row: 1000 + n, _batch: batch, _time: 1, n }))
await lake.insertBytes('dataset_open', 'JSONEachRow', Buffer.from(left.join('\n')))

for (let imported = 1; ; imported++) {
  await importRows(lake, 'web', [...rows, { ts: 'never' }])
  process.stdout.write(`${imported}\n`)
}
