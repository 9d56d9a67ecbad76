import { sep } from 'node:path'
import {
  type ImportOptions,
  importFiles,
  importRows,
  type ReplayOptions,
  replaySkipped,
} from '../../ingest/index.ts'
import {
  declareFields,
  deleteBatch,
  dropEmptyDataset,
  describeDataset,
  findRecord,
  listBatches,
  listDatasets,
  listSkipped,
  type SkippedPage,
} from '../../lake/datasets/index.ts'
import type { RefreshOutcome } from '../../model/answers/connections.ts'
import type { Batch, DatasetDescription, SkippedRow } from '../../model/answers/datasets.ts'
import type { ImportOutcome, ImportProgress, ImportReport } from '../../model/answers/imports.ts'
import type { Dataset } from '../../model/definitions/index.ts'
import { parseAs, ThroughlineError } from '../../model/errors.ts'
import type { FileOptions } from '../../model/import-options.ts'
import { id as idSchema } from '../../model/ids.ts'
import { omitUndefined, type Stores, readDatasetSettings } from './apply.ts'
import type { Catalog } from './catalog.ts'
import type { Connections } from './connections.ts'

export interface ImportRequest extends FileOptions, Pick<ImportOptions, 'kind'> {
  readonly onProgress?: (progress: ImportProgress) => void
}

export type ReplayRequest = Pick<ReplayOptions, 'batch' | 'columns' | 'rows'>

export interface Datasets {
  list(): Promise<readonly DatasetDescription[]>
  /** Errors: dataset/unknown. */
  describe(id: string): Promise<DatasetDescription>
  /** Paths, globs and addresses, one batch per file. Errors: import/…, dataset/wrong-kind. */
  importFiles(
    id: string,
    sources: readonly string[],
    request: ImportRequest,
  ): Promise<ImportOutcome>
  /** A JSON array or JSON lines. */
  importRows(id: string, rows: Uint8Array, request: ImportRequest): Promise<ImportOutcome>
  batches(id: string): Promise<readonly Batch[]>
  skipped(id: string, page: SkippedPage): Promise<readonly SkippedRow[]>
  /** Imports rows that were put aside once more. Errors: import/missing-field. */
  replay(id: string, request: ReplayRequest): Promise<ImportOutcome>
  /** Errors: batch/unknown. */
  deleteBatch(id: string, batch: number): Promise<readonly RefreshOutcome[]>
}

/** Data in, and its accounts; connections follow by themselves. */
export function openWorkspaceDatasets(stores: Stores, connections: Connections): Datasets {
  const { lake } = stores

  async function take(
    id: string,
    request: ImportRequest,
    work: (options: ImportOptions) => Promise<ImportReport>,
  ): Promise<ImportOutcome> {
    parseAs(idSchema, id, 'request/invalid', ['dataset'])
    const definition = (await stores.catalog()).find('dataset', id)
    const known = definition && importSettings(await stores.catalog(), definition, request)
    const onProgress = request.onProgress && withShownSource(lake.scratchDir, request.onProgress)
    const report = await withoutLeftovers(stores, id, () =>
      withShownSources(lake.scratchDir, () =>
        work(omitUndefined({ ...known, ...request, onProgress })),
      ),
    )
    if (definition === undefined) await defineDataset(stores, id)
    return { ...report, connections: await connections.refreshUsing(id) }
  }

  const existing = async (id: string) => void (await describeDataset(lake, id))
  const shown = (batch: Batch) => ({ ...batch, source: shownSource(lake.scratchDir, batch.source) })
  return {
    list: () => listDatasets(lake),
    describe: (id) => describeDataset(lake, id),
    importFiles: (id, sources, request) =>
      take(id, request, (options) => importFiles(lake, id, sources, options)),
    importRows: (id, rows, request) =>
      take(id, request, (options) => importRows(lake, id, rows, options)),
    async batches(id) {
      await existing(id)
      return (await listBatches(lake, id)).map(shown)
    },
    async skipped(id, page) {
      await existing(id)
      return listSkipped(lake, id, page)
    },
    async replay(id, { batch, columns, rows }) {
      await existing(id)
      const what = omitUndefined({ batch, columns, rows })
      return take(id, {}, (options) => replaySkipped(lake, id, { ...options, ...what }))
    },
    async deleteBatch(id, batch) {
      await existing(id)
      await deleteBatch(lake, id, batch)
      return connections.refreshUsing(id)
    },
  }
}

/** What is known of a dataset when its rows arrive. Errors: dataset/wrong-kind. */
function importSettings(
  catalog: Catalog,
  dataset: Dataset,
  { kind }: ImportRequest,
): ImportOptions {
  const { id, type, fields, ...settings } = readDatasetSettings(catalog, dataset)
  if (kind !== undefined && kind !== type) {
    throw new ThroughlineError('dataset/wrong-kind', { id, actual: type, expected: kind })
  }
  return { kind: type, ...omitUndefined({ ...settings, schema: fields }) }
}

/** An import that fails before its first row leaves no dataset behind. */
async function withoutLeftovers<T>(
  { lake, catalog }: Stores,
  id: string,
  work: () => Promise<T>,
): Promise<T> {
  const isNew = (await findRecord(lake, id)) === undefined
  try {
    return await work()
  } catch (error) {
    const isDefined = (await catalog()).find('dataset', id) !== undefined
    if (isNew && !isDefined) await dropEmptyDataset(lake, id)
    throw error
  }
}

/** Writes down what an import has found out about a dataset that nobody had defined. */
async function defineDataset({ lake, store }: Stores, id: string): Promise<void> {
  const { type, timestamp, timeZone, rowId, assume, fields } = await describeDataset(lake, id)
  const settings = omitUndefined({ timestamp, timeZone, rowId, assume })
  await store.definitions.put({
    kind: 'dataset',
    id,
    type,
    ...settings,
    fields: declareFields(fields),
  })
}

async function withShownSources(
  scratchDir: string,
  work: () => Promise<ImportReport>,
): Promise<ImportReport> {
  try {
    const report = await work()
    const batches = report.batches.map((batch) => ({
      ...batch,
      source: shownSource(scratchDir, batch.source),
    }))
    return { ...report, batches }
  } catch (error) {
    if (!(error instanceof ThroughlineError)) throw error
    const { params, path } = error
    if (!('source' in params) || params.source === undefined) throw error
    throw error.at(path, { source: shownSource(scratchDir, params.source) })
  }
}

function withShownSource(scratchDir: string, onProgress: (progress: ImportProgress) => void) {
  return (progress: ImportProgress) =>
    onProgress({ ...progress, source: shownSource(scratchDir, progress.source) })
}

/** Uploads lie in the scratch folder while they are read: only their own name says something. */
function shownSource(scratchDir: string, source: string): string {
  return source.startsWith(scratchDir) ? source.slice(source.lastIndexOf(sep) + 1) : source
}
