import type { ImportedFile, ImportProgress, ImportReport } from '../model/answers/imports.ts'
import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatasetType } from '../model/definitions/dataset.ts'
import type { DatasetFields } from '../model/schema.ts'
import type { LakeClient } from '../lake/client.ts'
import { createDataset, type DatasetRecord, findRecord } from '../lake/datasets/index.ts'
import { importFile } from './import-file.ts'
import { locate } from './locate.ts'
import type { SourceFile } from './source.ts'

export interface ImportOptions {
  /** The dataset's type when it is new; event unless told. */
  readonly kind?: DatasetType
  /** Declared fields; others are inferred and added. */
  readonly schema?: DatasetFields
  readonly timestamp?: string
  /** Of instants without offset; UTC unless told. */
  readonly timeZone?: string
  readonly rowId?: string
  /** Profile and lookup datasets: rows without a value here are put aside, the latest row wins. */
  readonly key?: string
  readonly onProgress?: (progress: ImportProgress) => void
  /** Stops before the next file; a file that is being read is not committed. */
  readonly signal?: AbortSignal
}

/**
 * Imports files, one batch each, in the order given. Files before one that cannot be read stay.
 * `sources` are paths, globs, `http(s)://` and `s3://` addresses.
 *
 * @throws ThroughlineError `import/not-found`, `import/unreadable`, `import/unknown-format`,
 *   `import/missing-field`, `dataset/wrong-kind`
 */
export async function importFiles(
  lake: LakeClient,
  dataset: string,
  sources: readonly string[],
  options: ImportOptions = {},
): Promise<ImportReport> {
  const files = (await Promise.all(sources.map((source) => locate(lake, source)))).flat()
  return importInTurn(lake, dataset, files, options)
}

/** One after the other for each dataset: batch numbers and rows are counted up. */
function importInTurn(...[lake, dataset, files, options]: Parameters<typeof importAll>) {
  return lake.queue.run(`dataset ${dataset}`, () => importAll(lake, dataset, files, options))
}

async function importAll(
  lake: LakeClient,
  dataset: string,
  files: readonly SourceFile[],
  options: ImportOptions,
): Promise<ImportReport> {
  const batches: ImportedFile[] = []
  let record = await openDataset(lake, dataset, options)
  for (const file of files) {
    options.signal?.throwIfAborted()
    const tell = (shareOfFile: number) => {
      const done = batches.length
      const read = batches.reduce((sum, batch) => sum + batch.read, 0)
      const share = (done + shareOfFile) / files.length
      options.onProgress?.({ source: file.name, done, files: files.length, read, share })
    }
    const watch = { signal: options.signal, onShare: tell }
    batches.push(await importFile(lake, record, file, watch))
    tell(0)
    record = (await findRecord(lake, dataset)) ?? record
  }
  return reportOf(dataset, batches)
}

async function openDataset(
  lake: LakeClient,
  id: string,
  { kind, schema, timestamp, timeZone, rowId, key }: ImportOptions,
): Promise<DatasetRecord> {
  const type = kind ?? (await findRecord(lake, id))?.type ?? 'event'
  return createDataset(lake, {
    id,
    type,
    ...(schema && { fields: schema }),
    ...(timestamp && { timestamp }),
    ...(timeZone && { timeZone }),
    ...(rowId && { rowId }),
    ...(key && { key }),
  })
}

function reportOf(dataset: string, batches: readonly ImportedFile[]): ImportReport {
  const sum = (of: (batch: ImportedFile) => number) =>
    batches.reduce((total, batch) => total + of(batch), 0)
  return {
    dataset,
    batches,
    read: sum((batch) => batch.read),
    added: sum((batch) => batch.added),
    duplicates: sum((batch) => batch.duplicates),
    replaced: sum((batch) => batch.replaced),
    skipped: summed(batches.map((batch) => batch.skipped)),
    unreadable: summed(batches.map((batch) => batch.unreadable)),
  }
}

function summed(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const total: Record<string, number> = {}
  for (const [name, count] of counts.flatMap((each) => Object.entries(each))) {
    total[name] = (total[name] ?? 0) + count
  }
  return total
}

/**
 * Appends rows that came over HTTP: objects, or the text of a JSON array or of JSON lines.
 * They are committed, and durable, when this resolves.
 */
export async function importRows(
  lake: LakeClient,
  dataset: string,
  rows: readonly unknown[] | string | Uint8Array,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const path = join(lake.scratchDir, `${randomUUID()}.json`)
  await writeFile(path, isText(rows) ? rows : rows.map((row) => JSON.stringify(row)).join('\n'))
  try {
    const [file] = await locate(lake, path)
    const files = file === undefined ? [] : [{ ...file, name: 'rows.json' }]
    return await importInTurn(lake, dataset, files, options)
  } finally {
    await rm(path, { force: true })
  }
}

function isText(rows: readonly unknown[] | string | Uint8Array): rows is string | Uint8Array {
  return typeof rows === 'string' || rows instanceof Uint8Array
}
