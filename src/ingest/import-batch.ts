import type { LakeClient } from '../lake/client.ts'
import {
  type BatchOpening,
  beginBatch,
  commitBatch,
  type DatasetRecord,
  failBatch,
  forgetBatch,
  readRecord,
  updateDataset,
} from '../lake/datasets/index.ts'
import type { ImportedFile } from '../model/answers/imports.ts'
import type { FileOptions } from '../model/import-options.ts'
import { account } from './account/account.ts'
import { respellDecimals } from './amounts/spell-decimals.ts'
import type { Recognition } from './content.ts'
import { type Copied, copy } from './copy/copy.ts'
import type { Opened } from './open.ts'
import { refuseQuestions } from './refuse-questions.ts'
import type { Repairable, SourceFile } from './source.ts'
import { respellTimes } from './times/spell-times.ts'
import { describeUse } from './used-options.ts'
import { warnOfRows } from './warn-of-rows.ts'
import { type FieldRoles, keepTypes, widenTypes } from './widen.ts'
import { isUnreadable } from './with-open-file.ts'
import { getOwn } from '../model/own.ts'

/** Told the share of the file that has been read, 0 to 1, rising; silent where it is not known. */
export type OnShare = (share: number) => void

/** A file that is to become a batch. */
export interface BatchWork<O extends FileOptions = FileOptions>
  extends Pick<Recognition, 'content'> {
  readonly lake: LakeClient
  readonly file: SourceFile
  readonly source: Opened
  readonly options: O & FieldRoles & { readonly signal?: AbortSignal }
  /** Batches that it takes the place of. */
  readonly replaces: readonly number[]
  readonly onShare: OnShare
}

type Outcome = ImportedFile | Repairable

/** Imports a file as one batch: once more when its rows show that they have to be read otherwise. */
export async function importBatch(work: BatchWork, record: DatasetRecord): Promise<Outcome> {
  const first = await copyBatch(work, record, { mayRepeat: true })
  if (!('again' in first)) return first
  const second = await copyBatch(work, first.again, { mayRepeat: false })
  if ('again' in second) throw new Error('a file is read at most twice')
  return second
}

async function copyBatch(
  work: BatchWork,
  record: DatasetRecord,
  { mayRepeat }: { readonly mayRepeat: boolean },
): Promise<Outcome | { readonly again: DatasetRecord }> {
  const { lake, file, source, options, onShare, replaces } = work
  const opening = await beginBatch(lake, record.id, file.name)
  try {
    const hashing = work.content?.()
    hashing?.catch(() => undefined)
    const copied = await copy(lake, record, file, source, opening, onShare)
    const again = mayRepeat ? await reconsider(work, record, opening, copied) : undefined
    if (copied.repair || again) await forgetBatch(lake, record.id, opening)
    if (copied.repair) return { repair: copied.repair }
    if (again) await keepTypes(lake, again)
    if (again) return { again }
    const result = await account(lake, record, file, opening, copied, replaces)
    options.signal?.throwIfAborted()
    const nextRow = opening.firstRow + BigInt(result.read) + 1n
    const commitment = { result, nextRow, content: await hashing, cells: source.cells, replaces }
    await commitBatch(lake, record.id, opening, file.name, commitment)
    await rememberSpellings(lake, record)
    const used = describeUse(source.layout, record, options)
    const told = { ...(replaces.length > 0 && { replaces }), warnings: warnOfRows(result) }
    return { batch: opening.batch, source: file.name, used, ...result, ...told }
  } catch (thrown) {
    const isRescued = source.rescue !== undefined && isUnreadable(thrown)
    if (isRescued) await forgetBatch(lake, record.id, opening)
    if (isRescued) throw thrown
    const problem = thrown instanceof Error ? thrown.message : String(thrown)
    await failBatch(lake, record.id, opening, file.name, problem)
    throw thrown
  }
}

/** How the rows have to be read instead, judged by all of them; undefined when they were read well. */
async function reconsider(
  work: BatchWork,
  record: DatasetRecord,
  { batch }: BatchOpening,
  copied: Copied,
): Promise<DatasetRecord | undefined> {
  if (copied.repair) return undefined
  const { lake, options } = work
  const words = copied.needsText.filter((found) => found.words > 0).map(({ path }) => path)
  const spelled = await respellDecimals(lake, work.source, record, words)
  const isRespelled = (path: string) =>
    getOwn(spelled?.decimals ?? {}, path) !== getOwn(record.decimals ?? {}, path)
  const others = copied.needsText.filter(({ path }) => !isRespelled(path))
  const wider = await widenTypes(lake, spelled ?? record, batch, others, options)
  const better = wider ?? spelled
  return (await respell(work, better ?? record, copied)) ?? better
}

async function respell(
  { lake, file, source, options }: BatchWork,
  record: DatasetRecord,
  { unreadableValues, skipped }: Copied,
): Promise<DatasetRecord | undefined> {
  const isLate = skipped['unreadable-time'] || skipped['time-out-of-range']
  const paths = [...Object.keys(unreadableValues), ...(isLate ? [record.timestamp ?? ''] : [])]
  if (paths.length === 0) return undefined
  const found = await respellTimes(lake, record, source, paths, options)
  refuseQuestions(file, found?.questions)
  return found?.record
}

/** What a dataset's files have shown first holds for those that follow. */
async function rememberSpellings(
  lake: LakeClient,
  { id, times, decimals = {} }: DatasetRecord,
): Promise<void> {
  const known = await readRecord(lake, id)
  const all = { ...known.decimals, ...decimals }
  await updateDataset(lake, {
    ...known,
    times: { ...times, ...known.times },
    ...(Object.keys(all).length > 0 && { decimals: all }),
  })
}
