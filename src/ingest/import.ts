import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportedFile, ImportProgress, ImportReport } from '../model/answers/imports.ts'
import type { DatasetType } from '../model/definitions/dataset.ts'
import type { FileOptions } from '../model/import-options.ts'
import type { DatasetFields } from '../model/schema.ts'
import type { LakeClient } from '../lake/client.ts'
import {
  createDataset,
  type DatasetRecord,
  findRecord,
  readRecord,
  takeTurn,
} from '../lake/datasets/index.ts'
import { sumBatches } from './account/sum-batches.ts'
import { reading } from './broken-file.ts'
import { importBatch, type OnShare, refuseQuestions } from './import-batch.ts'
import { locate } from './locate.ts'
import { dataOf, type Opened } from './open.ts'
import { prepare } from './prepare.ts'
import { sample } from './sample.ts'
import type { LocatedFile, Repairable, SourceFile } from './source.ts'
import { spellTimes } from './times/spell-times.ts'
import { unpack } from './unpack.ts'
import { withOpenFile } from './with-open-file.ts'

export interface ImportOptions extends FileOptions {
  /** The dataset's type when it is new; event unless told. */
  readonly kind?: DatasetType
  /** Declared fields; others are inferred and added. */
  readonly schema?: DatasetFields
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
    const files = (await locate(lake, path)).map((file) => ({ ...file, name: 'rows.json' }))
    return await importInTurn(lake, dataset, files, { ...options, format: 'json', rowsAt: '.' })
  } finally {
    await rm(path, { force: true })
  }
}

function isText(rows: readonly unknown[] | string | Uint8Array): rows is string | Uint8Array {
  return typeof rows === 'string' || rows instanceof Uint8Array
}

/** One after the other for each dataset: batch numbers and rows are counted up. */
function importInTurn(...[lake, dataset, files, options]: Parameters<typeof importAll>) {
  return takeTurn(lake, dataset, () => importAll(lake, dataset, files, options))
}

async function importAll(
  lake: LakeClient,
  dataset: string,
  files: readonly LocatedFile[],
  options: ImportOptions,
): Promise<ImportReport> {
  const batches: ImportedFile[] = []
  const leftOut: string[] = []
  await openDataset(lake, dataset, options)
  for (const [done, located] of files.entries()) {
    options.signal?.throwIfAborted()
    const tell = (source: string, shareOfFile: number) => {
      const read = batches.reduce((sum, batch) => sum + batch.read, 0)
      const share = (done + shareOfFile) / files.length
      options.onProgress?.({
        source,
        done: done + Math.floor(shareOfFile),
        files: files.length,
        read,
        share,
      })
    }
    const imported = await importLocated(lake, dataset, located, { options, tell }, batches)
    leftOut.push(...imported)
    tell(located.name, 1)
  }
  return { dataset, batches, ...(leftOut.length > 0 && { leftOut }), ...sumBatches(batches) }
}

interface Work {
  readonly options: ImportOptions
  /** The share of the located file that has been read, 0 to 1, rising. */
  readonly tell: (source: string, share: number) => void
}

/** A file, or the files of an archive, one batch each. @returns the members that are no data */
async function importLocated(
  lake: LakeClient,
  dataset: string,
  located: LocatedFile,
  { options, tell }: Work,
  batches: ImportedFile[],
): Promise<readonly string[]> {
  const unpacked = await unpack(lake, located)
  try {
    const { files, others } = dataOf(unpacked.files)
    for (const [index, file] of files.entries()) {
      options.signal?.throwIfAborted()
      const onShare = (share: number) => tell(file.name, (index + share) / files.length)
      const imported = await withOpenFile(lake, file, options, (readable, source) =>
        importOpened(lake, dataset, readable, source, options, onShare),
      )
      batches.push(imported)
    }
    return others.map(({ name }) => name)
  } finally {
    await unpacked.remove()
  }
}

async function openDataset(
  lake: LakeClient,
  id: string,
  { kind, schema, timestamp, timeZone, rowId, key, assume }: ImportOptions,
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
    ...(assume && { assume }),
  })
}

/** Samples a file, prepares the dataset, copies the rows and accounts for them: one batch, or nothing. */
async function importOpened(
  lake: LakeClient,
  dataset: string,
  file: SourceFile,
  source: Opened,
  options: ImportOptions,
  onShare: OnShare,
): Promise<ImportedFile | Repairable> {
  const sampled = await sample(file, source)
  if (sampled.repair) return { repair: sampled.repair }
  refuseQuestions(file, sampled.questions)
  const known = await readRecord(lake, dataset)
  const prepared = await prepare(lake, known, file, sampled.fields, options)
  const { record, questions } = await reading(file, () =>
    spellTimes(lake, prepared, source, options),
  )
  refuseQuestions(file, questions)
  return importBatch({ lake, file, source, options, onShare }, record)
}
