import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LakeClient } from '../lake/client.ts'
import {
  createDataset,
  type DatasetRecord,
  findRecord,
  forgetFields,
  listBatches,
  readRecord,
  removeBatchRows,
  takeTurn,
  updateDataset,
} from '../lake/datasets/index.ts'
import type {
  ImportedFile,
  ImportProgress,
  ImportReport,
  UsedOptions,
} from '../model/answers/imports.ts'
import { ThroughlineError } from '../model/errors.ts'
import type { FileOptions } from '../model/import-options.ts'
import { printLines } from '../model/print-lines.ts'
import { sumBatches } from './account/sum-batches.ts'
import { spellDecimals } from './amounts/spell-decimals.ts'
import { reading } from './broken-file.ts'
import { neverSeen, type Recognition, recognise } from './content.ts'
import { type Fetching, withFiles } from './gather.ts'
import { warnOfPlace } from './guess/row-places.ts'
import { warnOfColumns } from './guess/warn-of-columns.ts'
import { type BatchWork, importBatch, type OnShare } from './import-batch.ts'
import { locate } from './locate.ts'
import { dataOf } from './open.ts'
import { planDataset } from './prepare.ts'
import { refuseQuestions } from './refuse-questions.ts'
import { sample } from './sample.ts'
import type { LocatedFile, Repairable, SourceFile } from './source.ts'
import { joinTimes } from './times/joined-time.ts'
import { spellTimes } from './times/spell-times.ts'
import {
  planRecord,
  readSettings,
  refuseContradictions,
  type ToldSettings,
} from './told-settings.ts'
import { unpack } from './unpack.ts'
import { describeUse } from './used-options.ts'
import type { FieldRoles } from './widen.ts'
import { withOpenFile } from './with-open-file.ts'

export interface ImportOptions extends FileOptions, ToldSettings, FieldRoles, Fetching {
  /** Adds files whose content is there already. */
  readonly again?: boolean | undefined
  /** Puts files in the place of the batches with the same content. */
  readonly replace?: boolean | undefined
  /** Puts a file in the place of this batch, whatever is in it. */
  readonly replaceBatch?: number | undefined
  /** Rows that were posted say nothing by being the same: they are never recognised. */
  readonly isPosted?: boolean | undefined
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
  return withFiles(lake, sources, options, (files) => importInTurn(lake, dataset, files, options))
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
  await writeFile(path, isText(rows) ? rows : await printLines(rows))
  try {
    const files = (await locate(lake, path)).map((file) => ({ ...file, name: 'rows.json' }))
    return await importInTurn(lake, dataset, files, {
      ...options,
      format: 'json',
      rowsAt: '.',
      isPosted: true,
    })
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
      batches.push(await importFile(lake, dataset, file, options, onShare))
    }
    return others.map(({ name }) => name)
  } finally {
    await unpacked.remove()
  }
}

/** What is told of a known dataset is only kept with the first file that is read by it. */
async function openDataset(lake: LakeClient, id: string, options: ImportOptions): Promise<void> {
  const known = await findRecord(lake, id)
  if (known === undefined) await createDataset(lake, readSettings(id, options))
  else refuseContradictions(known, options)
}

/** One file is one batch, unless the dataset has its content. */
async function importFile(
  lake: LakeClient,
  dataset: string,
  file: SourceFile,
  options: ImportOptions,
  onShare: OnShare,
): Promise<ImportedFile> {
  let recognition: Recognition | undefined
  const imported = await withOpenFile(lake, file, options, async (readable, source) => {
    recognition ??= options.isPosted ? neverSeen : await recognise(lake, dataset, file)
    const { batches, content } = recognition
    const told = await listReplaced(lake, dataset, options)
    if (batches.length > 0 && told.length === 0 && !options.again && !options.replace) {
      const used = describeUse(source.layout, await readRecord(lake, dataset), options)
      return describeKnown(file.name, used, batches[0]!)
    }
    const replaces = options.replace ? [...new Set([...batches, ...told])] : told
    const work = { lake, file: readable, source, options, onShare, replaces, content }
    return importOpened(work, dataset)
  })
  await removeBatchRows(lake, dataset, imported.replaces ?? [])
  return imported
}

/** @throws ThroughlineError `batch/unknown` */
async function listReplaced(
  lake: LakeClient,
  dataset: string,
  { replaceBatch }: ImportOptions,
): Promise<readonly number[]> {
  if (replaceBatch === undefined) return []
  const batches = await listBatches(lake, dataset)
  const isThere = batches.some((each) => each.batch === replaceBatch && each.status === 'committed')
  if (!isThere) throw new ThroughlineError('batch/unknown', { dataset, id: replaceBatch })
  return [replaceBatch]
}

function describeKnown(source: string, used: UsedOptions, batch: number): ImportedFile {
  const warning = `it was imported before, as batch ${batch}: nothing was added (--again adds it, --replace puts it in the place of the first)`
  return { batch, source, used, knownAs: batch, ...sumBatches([]), warnings: [warning] }
}

/** What a file's rows have told of a dataset is nothing as long as none was added to it. */
async function forgetGuesses(lake: LakeClient, told: DatasetRecord): Promise<void> {
  const batches = await listBatches(lake, told.id)
  if (batches.every(({ added }) => added === 0)) await forgetFields(lake, told)
}

/** Samples a file, prepares the dataset, copies the rows and accounts for them: one batch, or nothing. */
async function importOpened(
  work: BatchWork<ImportOptions>,
  dataset: string,
): Promise<ImportedFile | Repairable> {
  const { lake, file, options } = work
  const found = await sample(lake, file, work.source)
  if (found.repair) return { repair: found.repair }
  const told = planRecord(await readRecord(lake, dataset), dataset, options)
  const { source, sampled, record: known } = joinTimes(work.source, found, told)
  const amounts = await reading(file, () => spellDecimals(lake, source, known, sampled, options))
  refuseQuestions(file, [...(sampled.questions ?? []), ...amounts.questions])
  const planned = planDataset(known, file, amounts.sampled, options)
  const times = await reading(file, () => spellTimes(lake, planned, source, options))
  refuseQuestions(file, times.questions)
  const record = { ...times.record, decimals: amounts.decimals }
  if (sampled.fields.length > 0) await updateDataset(lake, planned)
  const imported = await importBatch({ ...work, source }, record)
  if ('repair' in imported) return imported
  if (imported.added === 0) await forgetGuesses(lake, told)
  const odd = [
    ...warnOfPlace(source.layout, sampled.fields, options),
    ...amounts.warnings,
    ...warnOfColumns(record, sampled.writings, amounts.open),
  ]
  const warnings = [...imported.warnings, ...odd]
  return { ...imported, warnings }
}
