import type { SkippedRow } from '../model/answers/datasets.ts'
import type { ImportReport } from '../model/answers/imports.ts'
import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LakeClient } from '../lake/client.ts'
import { dropSkipped, listSkipped } from '../lake/datasets/index.ts'
import { ThroughlineError } from '../model/errors.ts'
import { findDialect } from './formats/dialect.ts'
import { recogniseText } from './open.ts'
import { type ImportOptions, importFiles, importRows } from './import.ts'

export interface ReplayOptions extends ImportOptions {
  /** Rows of this batch only. */
  readonly batch?: number
  /** The header of the file that rows of delimited text came from. */
  readonly columns?: readonly string[]
  /** Corrected rows, to be imported in the place of those that were put aside. */
  readonly rows?: readonly unknown[]
}

/** At a time; what is left is replayed by asking again. */
const MOST_ROWS = 10_000

/**
 * Imports rows that were put aside once more, as a batch of its own: after the dataset's settings
 * were corrected, or with corrected rows. Rows that are replayed leave the list; those that are still
 * wrong come back to it under the new batch. The accounts of earlier batches stay as they were. Replays
 * of a dataset run one after the other, so that no row is imported twice.
 *
 * @throws ThroughlineError `import/missing-field` when delimited rows come without `columns`
 */
export function replaySkipped(
  lake: LakeClient,
  dataset: string,
  options: ReplayOptions,
): Promise<ImportReport> {
  // A turn of its own kind: the import within takes the dataset's.
  return lake.queue.run(`replay ${dataset}`, () => replay(lake, dataset, options))
}

async function replay(
  lake: LakeClient,
  dataset: string,
  { batch, columns, rows, ...options }: ReplayOptions,
): Promise<ImportReport> {
  const page = { limit: MOST_ROWS, ...(batch === undefined ? {} : { batch }) }
  const aside = await listSkipped(lake, dataset, page)
  if (aside.length === 0) return importRows(lake, dataset, rows ?? [], options)
  const report = rows
    ? await importRows(lake, dataset, rows, options)
    : await importTexts(lake, dataset, aside, columns, options)
  await dropSkipped(lake, dataset, aside)
  return report
}

async function importTexts(
  lake: LakeClient,
  dataset: string,
  aside: readonly SkippedRow[],
  columns: readonly string[] | undefined,
  options: ImportOptions,
): Promise<ImportReport> {
  const lines = aside.map(({ raw }) => raw)
  const known = lines.every(describesItself)
  if (!known && columns === undefined) {
    throw new ThroughlineError('import/missing-field', { field: 'columns' }, ['columns'])
  }
  const header = known ? [] : [headerOf(dataset, columns!, lines)]
  const path = join(lake.scratchDir, `${randomUUID()}.${known ? 'txt' : 'csv'}`)
  await writeFile(path, [...header, ...lines].join('\n'))
  try {
    return await importFiles(lake, dataset, [path], { ...options, isPosted: true })
  } finally {
    await rm(path, { force: true })
  }
}

/** Whether a row is of a format that it begins like; rows of delimited text begin like any. */
const describesItself = (raw: string): boolean =>
  recogniseText({ bytes: Buffer.from(raw), text: raw, isWhole: true }) !== undefined

/** The names, delimited as the rows are. */
function headerOf(dataset: string, columns: readonly string[], lines: readonly string[]): string {
  const { delimiter } = findDialect(dataset, lines.join('\n'), true, {})
  return columns.map(quoted).join(columns.length > 1 ? delimiter : ',')
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
