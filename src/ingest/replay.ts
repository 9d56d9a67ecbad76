import type { ImportReport } from '../model/answers/imports.ts'
import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LakeClient } from '../lake/client.ts'
import {
  type AsideRow,
  type CellLayout,
  dropSkipped,
  listSkipped,
  readCellLayouts,
  type SkippedPlace,
} from '../lake/datasets/index.ts'
import { ThroughlineError } from '../model/errors.ts'
import { getOwn } from '../model/own.ts'
import { findDialect } from './formats/dialect.ts'
import { recogniseText } from './open.ts'
import { type ImportOptions, importFiles, importRows } from './import.ts'
import { readAside } from './read-aside.ts'

export interface ReplayOptions extends ImportOptions {
  /** Rows of this batch only. */
  readonly batch?: number
  /** These rows only; others stay where they are. */
  readonly only?: readonly SkippedPlace[]
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
  { batch, only, columns, rows, ...options }: ReplayOptions,
): Promise<ImportReport> {
  const page = {
    limit: MOST_ROWS,
    ...(batch === undefined ? {} : { batch }),
    ...(only === undefined ? {} : { only }),
  }
  const aside = await listSkipped(lake, dataset, page)
  refuseGone(dataset, aside, only)
  if (aside.length === 0) return importRows(lake, dataset, rows ?? [], options)
  const report = rows
    ? await importRows(lake, dataset, rows, options)
    : await importTexts(lake, dataset, aside, columns, options)
  await dropSkipped(lake, dataset, aside)
  return report
}

/** Rows that somebody else has replayed meanwhile would be imported twice. */
function refuseGone(
  dataset: string,
  aside: readonly AsideRow[],
  only: readonly SkippedPlace[] = [],
): void {
  const there = new Set(aside.map(({ batch, rowNumber }) => `${batch} ${rowNumber}`))
  const gone = only.find(({ batch, rowNumber }) => !there.has(`${batch} ${rowNumber}`))
  if (gone === undefined) return
  throw new ThroughlineError('import/not-aside', { dataset, ...gone }, ['only', only.indexOf(gone)])
}

async function importTexts(
  lake: LakeClient,
  dataset: string,
  aside: readonly AsideRow[],
  columns: readonly string[] | undefined,
  options: ImportOptions,
): Promise<ImportReport> {
  const layouts = await readCellLayouts(lake, dataset, [
    ...new Set(aside.map(({ batch }) => batch)),
  ])
  if (columns === undefined && aside.every(({ batch }) => layouts.has(batch))) {
    return importCells(lake, dataset, aside, layouts, options)
  }
  const lines = aside.map(({ raw }) => raw)
  const known = lines.every(describesItself)
  if (!known && columns === undefined) {
    throw new ThroughlineError('import/missing-field', { field: 'columns' }, ['columns'])
  }
  const header = known ? [] : [headerOf(dataset, columns!, lines)]
  return importText(lake, dataset, [...header, ...lines], known ? 'txt' : 'csv', options)
}

async function importText(
  lake: LakeClient,
  dataset: string,
  lines: readonly string[],
  ending: 'txt' | 'csv',
  options: ImportOptions,
): Promise<ImportReport> {
  const path = join(lake.scratchDir, `${randomUUID()}.${ending}`)
  await writeFile(path, lines.join('\n'))
  try {
    return await importFiles(lake, dataset, [path], { ...options, isPosted: true })
  } finally {
    await rm(path, { force: true })
  }
}

/** Rows of texts in columns, under the names of all columns; cells behind the last one stay in their row. */
function importCells(
  lake: LakeClient,
  dataset: string,
  aside: readonly AsideRow[],
  layouts: ReadonlyMap<number, CellLayout>,
  options: ImportOptions,
): Promise<ImportReport> {
  const columns = [...new Set([...layouts.values()].flatMap((layout) => layout.columns))]
  const lines = aside.map((row) => {
    const { values, surplus } = readAside(row, layouts.get(row.batch))
    const cells = columns.map((name) => getOwn(values ?? {}, name))
    return [...cells, ...surplus].map(cellText).join()
  })
  const told = { ...options, delimiter: ',', quote: '"', header: true, format: 'csv' }
  return importText(lake, dataset, [columns.map(quoted).join(), ...lines], 'csv', told)
}

const cellText = (cell: unknown): string => (typeof cell === 'string' ? quoted(cell) : '')

/** Whether a row is of a format that it begins like; rows of delimited text begin like any. */
const describesItself = (raw: string): boolean =>
  recogniseText({ bytes: Buffer.from(raw), text: raw, isWhole: true }) !== undefined

/** The names, delimited as the rows are. */
function headerOf(dataset: string, columns: readonly string[], lines: readonly string[]): string {
  const { delimiter } = findDialect(dataset, lines.join('\n'), true, {})
  return columns.map(quoted).join(columns.length > 1 ? delimiter : ',')
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
