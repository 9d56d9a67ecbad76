import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LakeClient } from './client.ts'
import { createDataset, openDatasets } from './datasets/index.ts'
import { type Durability, durabilities, keptOn } from './durability.ts'
import { loadJourney } from './journey/index.ts'
import { openLake } from './open-lake.ts'
import { sql } from './sql.ts'

let dir: string
let lake: LakeClient
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'throughline-durable-'))
})
afterEach(async () => {
  await lake.close()
  await rm(dir, { recursive: true })
})

async function open(durability?: Durability): Promise<void> {
  lake = await openLake(dir, { durability })
  await openDatasets(lake)
}

/** How many tables have a setting on, of how many. */
async function countSynced() {
  const tables = await lake.query<{ name: string; text: string }>(sql`
    SELECT name, engine_full AS text FROM system.tables WHERE database = currentDatabase()`)
  const having = (setting: string) => tables.filter(({ text }) => text.includes(setting)).length
  return {
    tables: tables.map(({ name }) => name).toSorted(),
    inserts: having('fsync_after_insert = 1'),
    folders: having('fsync_part_directory = 1'),
    merges: having('min_rows_to_fsync_after_merge = 1'),
  }
}

const tables = ['_batches', '_datasets', '_journeys', '_skipped', '_unstitched', 'dataset_web']
const all = { tables, inserts: 6, folders: 6, merges: 6 }
const none = { tables, inserts: 0, folders: 0, merges: 0 }

async function fill(): Promise<void> {
  await createDataset(lake, { id: 'web', type: 'event', fields: { page: 'string' } })
  await loadJourney(lake, 'all')
}

describe('tables of what cannot be made again', () => {
  it('have the disk sync what is inserted, merged and changed', async () => {
    await open()
    await fill()
    expect(await countSynced()).toEqual(all)
  })

  it('leave it to the operating system where that is asked for', async () => {
    await open('memory')
    await fill()
    expect(await countSynced()).toEqual(none)
  })

  it.each(durabilities)(
    'that were made before follow at the next start: %s',
    async (durability) => {
      await open(durability === 'disk' ? 'memory' : 'disk')
      await fill()
      await lake.close()
      await open(durability)
      expect(await countSynced()).toEqual(durability === 'disk' ? all : none)
    },
  )

  it('of other parts follow, too', async () => {
    await open('memory')
    await lake.command(
      sql`CREATE TABLE other (a String) ENGINE = MergeTree ORDER BY a ${keptOn(lake)}`,
    )
    await fill()
    await lake.close()
    await open()
    expect(await countSynced()).toEqual({
      tables: [...tables, 'other'],
      inserts: 7,
      folders: 7,
      merges: 7,
    })
  })

  it('that an earlier version made without a word about it follow, too', async () => {
    await open()
    await lake.command(sql`CREATE TABLE dataset_old (_row UInt64, _batch UInt32)
      ENGINE = MergeTree ORDER BY (_batch, _row)`)
    await lake.command(sql`INSERT INTO dataset_old VALUES (0, 1)`)
    await fill()
    await lake.close()
    await open()
    expect(await countSynced()).toEqual({
      tables: [...tables.slice(0, -1), 'dataset_old', 'dataset_web'],
      inserts: 7,
      folders: 7,
      merges: 7,
    })
  })
})
