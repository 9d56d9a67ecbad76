import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LakeClient } from '../lake/client.ts'
import {
  deleteBatch,
  describeDataset,
  dropDataset,
  dropEmptyDataset,
  listBatches,
  openDatasets,
} from '../lake/datasets/index.ts'
import { openLake } from '../lake/open-lake.ts'
import { importFiles, importRows, replaySkipped } from './index.ts'

let lake: LakeClient
let dir: string
const files = ['a.csv', 'b.csv']

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'throughline-'))
  lake = await openLake(join(dir, 'data'))
  await openDatasets(lake)
  for (const [k, name] of files.entries()) await writeFile(join(dir, name), `ts,a\n${k},x\n`)
})
afterAll(async () => {
  await lake.close()
  await rm(dir, { recursive: true, force: true })
})

/** Imports both files; once the first is done and the second is still to come, `begin` is called. */
async function importMeanwhile<T>(dataset: string, begin: () => Promise<T>): Promise<T> {
  let begun: Promise<T> | undefined
  const paths = files.map((name) => join(dir, name))
  await importFiles(lake, dataset, paths, {
    onProgress: ({ done, share }) => {
      if (done === 1 && share === 0.5) begun ??= begin()
    },
  })
  return begun!
}

describe('an import under way', () => {
  it('ends before a batch is deleted, which may be its own', async () => {
    await importMeanwhile('batches', () => deleteBatch(lake, 'batches', 2))
    const statuses = (await listBatches(lake, 'batches')).map(({ status }) => status)
    expect(statuses).toEqual(['deleted', 'committed'])
    expect(await describeDataset(lake, 'batches')).toMatchObject({ rows: 1, batches: 1 })
  })

  it('ends before its dataset is dropped', async () => {
    await importMeanwhile('dropped', () => dropDataset(lake, 'dropped'))
    await expect(describeDataset(lake, 'dropped')).rejects.toMatchObject({
      code: 'dataset/unknown',
    })
  })

  it('keeps a dataset that was empty when another import of it failed', async () => {
    const failing = importRows(lake, 'shared', 'no rows').catch(() => undefined)
    const following = importRows(lake, 'shared', [{ ts: 1, a: 'x' }])
    await failing
    await dropEmptyDataset(lake, 'shared')
    expect(await following).toMatchObject({ added: 1 })
    expect(await describeDataset(lake, 'shared')).toMatchObject({ rows: 1 })
  })
})

it('rows put aside are replayed once, however many ask at once', async () => {
  await importRows(lake, 'aside', [
    { ts: 'never', a: 'x' },
    { ts: 1, a: 'y' },
  ])
  const right = { rows: [{ ts: 2, a: 'x' }] }
  const replays = await Promise.all([
    replaySkipped(lake, 'aside', right),
    replaySkipped(lake, 'aside', {}),
  ])
  expect(replays.map(({ read }) => read)).toEqual([1, 0])
})
