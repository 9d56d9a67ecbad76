import { ColumnCache } from '../../src/hosts/threads/column-cache.ts'
import { createThreadSources, type ThreadSources } from '../../src/hosts/threads/source.ts'
import { createThreadHost } from '../../src/hosts/threads/thread-host.ts'
import { importRows } from '../../src/ingest/index.ts'
import type { LakeClient } from '../../src/lake/client.ts'
import { refreshJourney } from '../../src/lake/journey/index.ts'
import { openTestLake } from './lake.ts'
import { parseDefinitionAs } from '../../src/model/definitions/index.ts'
import type { DatasetFields } from '../../src/model/schema.ts'

/** An event dataset to import, with its time in `ts`. */
export interface LakeDataset {
  readonly id: string
  readonly personId: string
  readonly fields: DatasetFields
  readonly rows: readonly Readonly<Record<string, unknown>>[]
}

/** A real lake and worker threads, for small worlds. */
export interface LakeWorlds {
  readonly lake: LakeClient
  readonly dir: string
  readonly sources: ThreadSources
  /** Imports the datasets and builds the journey table of a connection over them, in their order. */
  build(connection: string, datasets: readonly LakeDataset[]): Promise<void>
  close(): Promise<void>
}

export async function openLakeWorlds(): Promise<LakeWorlds> {
  const { lake, dir, close } = await openTestLake()
  const host = createThreadHost({ threads: 2 })
  const sources = createThreadSources({
    lake,
    host,
    cache: new ColumnCache(lake, 2 ** 26, host.memory),
  })
  return {
    lake,
    dir,
    sources,
    async build(id, datasets) {
      for (const { id: dataset, fields, rows } of datasets) {
        const schema = { ts: 'timestamp', ...fields } as const
        await importRows(lake, dataset, rows, { timestamp: 'ts', schema })
      }
      const parts = datasets.map((dataset) => ({ dataset: dataset.id, personId: dataset.personId }))
      const definition = { kind: 'connection', id, datasets: parts }
      await refreshJourney(lake, parseDefinitionAs('connection', definition))
    },
    async close() {
      await host.close()
      await close()
    },
  }
}
