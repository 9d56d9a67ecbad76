import {
  type Entry,
  fitNames,
  isRowEntry,
  type Journal,
  readLines,
  type RejectEntry,
  type RowEntry,
} from '../../../collect/index.ts'
import { keepRejected } from '../../../lake/rejected.ts'
import type { LakeClient } from '../../../lake/client.ts'
import { readLimit } from '../../../model/budgets/index.ts'
import { log } from '../../log.ts'

type Row = Readonly<Record<string, unknown>>

export interface DrainOptions {
  readonly lake: LakeClient
  readonly journal: Journal
  /** Writes rows to a dataset; durable when it resolves. Rows that are there already change nothing. */
  readonly append: (dataset: string, rows: readonly Row[]) => Promise<void>
  /** The names that have columns. */
  readonly columnsOf: (dataset: string) => Promise<readonly string[]>
  /** What is in the lake now, or cannot be brought there. */
  readonly onDone: (entries: readonly Entry[], problem: string | null) => void
}

/** What is read from the journal at once. */
const ROWS_AT_ONCE = 50_000

/**
 * Brings what waits in the journal into the lake, the oldest first: each dataset's rows as one batch. A file is
 * removed when all that it holds is there; where a dataset cannot be written to, its file stays and is tried
 * again, while those of others go on.
 *
 * @returns whether all that waited is in the lake
 */
export async function drain(options: DrainOptions): Promise<boolean> {
  const { journal } = options
  await journal.seal()
  let isAll = true
  let left = journal.sealed
  while (left.length > 0) {
    const { paths, entries } = await readSome(left)
    left = left.slice(paths.length)
    const isDone = await drainEntries(options, entries)
    if (isDone) for (const path of paths) await journal.remove(path)
    isAll &&= isDone
  }
  return isAll
}

async function readSome(paths: readonly string[]) {
  const taken: string[] = []
  const entries: Entry[] = []
  for (const path of paths) {
    for (const line of await readLines(path)) entries.push(JSON.parse(line) as Entry)
    taken.push(path)
    if (entries.length >= ROWS_AT_ONCE) break
  }
  return { paths: taken, entries }
}

async function drainEntries(options: DrainOptions, entries: readonly Entry[]): Promise<boolean> {
  const rejects = entries.filter((entry): entry is RejectEntry => !isRowEntry(entry))
  const isKept = await attempt(options, rejects, () =>
    keepRejected(
      options.lake,
      rejects.map(({ source, reject }) => ({ source, item: reject })),
    ),
  )
  let isDone = isKept
  for (const [dataset, rows] of groupByDataset(entries.filter(isRowEntry))) {
    const isIn = await attempt(options, rows, () => appendRows(options, dataset, rows))
    isDone &&= isIn
  }
  return isDone
}

async function attempt(
  { onDone }: DrainOptions,
  entries: readonly Entry[],
  work: () => Promise<void>,
): Promise<boolean> {
  if (entries.length === 0) return true
  try {
    await work()
    onDone(entries, null)
    return true
  } catch (error) {
    log.error({ err: error }, 'collected rows wait: they cannot be written')
    onDone(entries, (error as Error).message)
    return false
  }
}

async function appendRows(options: DrainOptions, dataset: string, entries: readonly RowEntry[]) {
  const columns = await options.columnsOf(dataset)
  const known = new Set(columns.filter((path) => /^(properties|traits|context)\./.test(path)))
  const limit = readLimit('collect-columns')
  const rows = entries.map(({ row }) => fitNames({ ...row }, known, limit))
  await options.append(dataset, rows)
}

function groupByDataset(entries: readonly RowEntry[]): ReadonlyMap<string, RowEntry[]> {
  const groups = new Map<string, RowEntry[]>()
  for (const entry of entries) {
    const group = groups.get(entry.dataset)
    if (group) group.push(entry)
    else groups.set(entry.dataset, [entry])
  }
  return groups
}
