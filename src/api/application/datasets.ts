import { sep } from 'node:path'
import {
  type ImportOptions,
  guessDataset,
  importFiles,
  readPlain,
  importRows,
  listAside,
  planRecord,
  previewFiles,
  refuseContradictions,
  type ReplayOptions,
  replaySkipped,
} from '../../ingest/index.ts'
import {
  appendRows,
  deleteBatch,
  dropEmptyDataset,
  describeDataset,
  findRecord,
  listBatches,
  listDatasets,
  countSkippedRows,
  readRecord,
  recallRecord,
  type SkippedPage,
} from '../../lake/datasets/index.ts'
import { measureFields, readFieldValues } from '../../lake/fields/index.ts'
import { LakeError } from '../../model/errors.ts'
import type { RefreshOutcome } from '../../model/answers/connections.ts'
import type {
  Batch,
  DatasetDescription,
  SkippedCount,
  SkippedRow,
} from '../../model/answers/datasets.ts'
import type { FieldFigures, FieldValues } from '../../model/answers/fields.ts'
import type {
  FilePreview,
  Guessed,
  ImportOutcome,
  ImportPreview,
  ImportProgress,
  ImportReport,
} from '../../model/answers/imports.ts'
import type { Dataset } from '../../model/definitions/index.ts'
import type { Outgoing } from '../../outgoing/index.ts'
import { parseAs, ThroughlineError } from '../../model/errors.ts'
import type { FileOptions } from '../../model/import-options.ts'
import { id as idSchema } from '../../model/ids.ts'
import { omitUndefined, type Stores, readDatasetSettings } from './apply.ts'
import type { Connections } from './connections.ts'
import { defineDataset } from './define-dataset.ts'
import type { DiskReserve } from './disk-reserve.ts'
import { finishRemovals } from './removals.ts'
import { listFieldRoles } from './field-roles.ts'

export interface ImportRequest
  extends FileOptions,
    Pick<ImportOptions, 'kind' | 'again' | 'replace' | 'replaceBatch' | 'fetchSignal' | 'inTurn'> {
  readonly onProgress?: (progress: ImportProgress) => void
}

export type ReplayRequest = Pick<ReplayOptions, 'batch' | 'only' | 'columns' | 'rows'>

export interface Datasets {
  list(): Promise<readonly DatasetDescription[]>
  /** Errors: dataset/unknown. */
  describe(id: string): Promise<DatasetDescription>
  /** Of its fields; none where nobody knows it. */
  paths(id: string): Promise<readonly string[]>
  /** Who its rows seem to be about. Errors: dataset/unknown. */
  guess(id: string): Promise<Guessed>
  /** Of these fields, or of all, how often they have a value. Errors: dataset/unknown, definition/unknown-field. */
  measureFields(id: string, paths: readonly string[] | undefined): Promise<readonly FieldFigures[]>
  /** Which values a field has. Errors: dataset/unknown, definition/unknown-field. */
  fieldValues(id: string, path: string): Promise<FieldValues>
  /** Paths, globs and addresses, one batch per file. Errors: import/…, dataset/wrong-kind. */
  importFiles(
    id: string,
    sources: readonly string[],
    request: ImportRequest,
  ): Promise<ImportOutcome>
  /** What an import would go by; nothing is written. Errors: as importFiles. */
  preview(
    id: string,
    sources: readonly string[],
    request: ImportRequest,
  ): Promise<Omit<ImportPreview, 'upload'>>
  /** A JSON array or JSON lines. */
  importRows(id: string, rows: Uint8Array, request: ImportRequest): Promise<ImportOutcome>
  /**
   * Rows that arrived by themselves: appended where all are plainly of their dataset's fields, else imported. Durable
   * when it resolves; whoever repeats it is safe where the dataset has a row id. Connections follow soon. Errors: as appendRows.
   */
  append(id: string, rows: readonly Readonly<Record<string, unknown>>[]): Promise<void>
  batches(id: string): Promise<readonly Batch[]>
  skipped(id: string, page: SkippedPage): Promise<readonly SkippedRow[]>
  /** How many rows are put aside, by batch and reason. Errors: dataset/unknown. */
  countSkipped(id: string): Promise<readonly SkippedCount[]>
  /** Imports rows that were put aside once more. Errors: import/missing-field, import/not-aside. */
  replay(id: string, request: ReplayRequest): Promise<ImportOutcome>
  /** Errors: batch/unknown. */
  deleteBatch(id: string, batch: number): Promise<readonly RefreshOutcome[]>
}

/** Whether the lake takes rows as they are; an import judges them one by one. */
async function isAppended(...call: Parameters<typeof appendRows>): Promise<boolean> {
  try {
    await appendRows(...call)
    return true
  } catch (error) {
    if (error instanceof LakeError && error.retry === 'never') return false
    throw error
  }
}

/** Data in, and its accounts; connections follow by themselves. */
export function openWorkspaceDatasets(
  stores: Stores,
  connections: Connections,
  { outgoing, reserve }: { readonly outgoing: Outgoing; readonly reserve: DiskReserve },
): Datasets {
  const { lake } = stores

  async function take(
    id: string,
    request: ImportRequest,
    work: (options: ImportOptions) => Promise<ImportReport>,
  ): Promise<ImportOutcome> {
    parseAs(idSchema, id, 'request/invalid', ['dataset'])
    await finishRemovals(stores)
    const { definition, known } = await findSettings(stores, id, request)
    const onProgress = request.onProgress && withShownSource(lake.scratchDir, request.onProgress)
    const report = await withoutLeftovers(stores, id, () =>
      withShownSources(lake.scratchDir, () =>
        work(omitUndefined({ ...known, ...request, onProgress, outgoing })),
      ),
    )
    if (definition === undefined) await defineDataset(stores, id)
    else await rememberRowId(stores, definition, request)
    const warnings = report.batches.flatMap((batch) =>
      batch.warnings.map((warning) => `${batch.source}: ${warning}`),
    )
    return { ...report, connections: await connections.refreshUsing(id), warnings }
  }

  async function takeFiles(
    id: string,
    sources: readonly string[],
    request: ImportRequest,
  ): Promise<ImportOutcome> {
    const outcome = await take(id, request, (options) => importFiles(lake, id, sources, options))
    const guessed = await guessPerson(stores, id, request.personId)
    if (guessed === undefined) return outcome
    return { ...outcome, guessed, warnings: [...outcome.warnings, ...guessed.warnings] }
  }

  const existing = async (id: string) => void (await describeDataset(lake, id))
  const shown = (batch: Batch) => ({ ...batch, source: shownSource(lake.scratchDir, batch.source) })
  return {
    list: () => listDatasets(lake),
    describe: (id) => describeDataset(lake, id),
    async paths(id) {
      return (await recallRecord(lake, id))?.fields.map(({ path }) => path) ?? []
    },
    guess: async (id) => guessDataset(lake, await readRecord(lake, id)),
    measureFields: async (id, paths) => measureFields(lake, await readRecord(lake, id), paths),
    fieldValues: async (id, path) => readFieldValues(lake, await readRecord(lake, id), path),
    importFiles: takeFiles,
    preview: (id, sources, request) => preview(stores, id, sources, { ...request, outgoing }),
    importRows: (id, rows, request) =>
      take(id, request, (options) => importRows(lake, id, rows, options)),
    async append(id, rows) {
      await finishRemovals(stores)
      const record = await recallRecord(lake, id)
      const plain = record ? readPlain(record, rows) : null
      if (plain === null || !(await isAppended(lake, id, plain))) {
        const { known } = await findSettings(stores, id, {})
        await importRows(lake, id, rows, omitUndefined({ ...known }))
      }
      connections.followSoon(id)
    },
    async batches(id) {
      await existing(id)
      return (await listBatches(lake, id)).map(shown)
    },
    async skipped(id, page) {
      await existing(id)
      return listAside(lake, id, page)
    },
    async countSkipped(id) {
      await existing(id)
      return countSkippedRows(lake, id)
    },
    async replay(id, { batch, only, columns, rows }) {
      await existing(id)
      const what = omitUndefined({ batch, only, columns, rows })
      return take(id, {}, (options) => replaySkipped(lake, id, { ...options, ...what }))
    },
    async deleteBatch(id, batch) {
      await existing(id)
      await reserve.spend(() => deleteBatch(lake, id, batch))
      return connections.refreshUsing(id)
    },
  }
}

/** What is known of a dataset when its rows arrive. Errors: dataset/wrong-kind, dataset/contradicted. */
async function findSettings({ catalog }: Stores, id: string, request: ImportRequest) {
  const known = await catalog()
  const definition = known.find('dataset', id)
  if (definition === undefined) return {}
  const { type, fields, timeZone = 'UTC', ...settings } = readDatasetSettings(known, definition)
  refuseContradictions({ ...settings, type, timeZone }, request)
  return {
    definition,
    known: {
      kind: type,
      timeZone,
      ...omitUndefined({ ...settings, schema: fields }),
      ...listFieldRoles(known, id),
    },
  }
}

async function preview(
  stores: Stores,
  id: string,
  sources: readonly string[],
  request: ImportRequest & { readonly outgoing: Outgoing },
): Promise<Omit<ImportPreview, 'upload'>> {
  const { lake } = stores
  parseAs(idSchema, id, 'request/invalid', ['dataset'])
  const { known } = await findSettings(stores, id, request)
  const existing = await findRecord(lake, id)
  if (existing) refuseContradictions(existing, request)
  const options = omitUndefined({ ...known, ...request })
  const record = planRecord(existing, id, options)
  const files = await withShownErrors(lake.scratchDir, () =>
    previewFiles(lake, record, sources, options),
  )
  const shown = files.map((file) => showPreview(lake.scratchDir, file))
  return { dataset: id, kind: record.type, isNew: existing === undefined, files: shown }
}

function showPreview(scratchDir: string, { source, problem, ...file }: FilePreview): FilePreview {
  const shown = shownSource(scratchDir, source)
  if (problem === undefined) return { source: shown, ...file }
  const detail = problem.detail.replaceAll(source, shown)
  return { source: shown, ...file, problem: { ...problem, detail } }
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

/** A row id that an import was told is one from now on. */
async function rememberRowId(
  { store }: Stores,
  definition: Dataset,
  { rowId }: ImportRequest,
): Promise<void> {
  if (rowId === undefined || definition.rowId !== undefined) return
  await store.definitions.put({ ...definition, rowId })
}

/** Who a dataset's rows are about: the field that is told, or that a connection names, or a guess. */
async function guessPerson(
  { lake, catalog }: Stores,
  id: string,
  told: string | undefined,
): Promise<Guessed | undefined> {
  const record = await readRecord(lake, id)
  if (record.type !== 'event' && record.type !== 'profile') return undefined
  const entries = (await catalog()).list('connection').flatMap(({ datasets }) => datasets)
  const entry = entries.find(({ dataset }) => dataset === id)
  const named = typeof entry?.personId === 'string' ? entry.personId : undefined
  const guessed = await guessDataset(lake, record, told ?? named)
  return entry?.stitch && told === undefined ? { ...guessed, warnings: [] } : guessed
}

async function withShownSources(
  scratchDir: string,
  work: () => Promise<ImportReport>,
): Promise<ImportReport> {
  const report = await withShownErrors(scratchDir, work)
  const batches = report.batches.map((batch) => ({
    ...batch,
    source: shownSource(scratchDir, batch.source),
  }))
  return { ...report, batches }
}

async function withShownErrors<T>(scratchDir: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
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
