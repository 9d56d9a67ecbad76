import {
  type Entry,
  type Fitted,
  isProfileEntry,
  isRowEntry,
  type Journal,
  type ProfileEntry,
  readLines,
  type RejectEntry,
  type RowEntry,
} from '../../../collect/index.ts'
import { keepRejected } from '../../../lake/rejected.ts'
import type { LakeClient } from '../../../lake/client.ts'
import { sampleRows } from '../../../ingest/index.ts'
import { letOthersIn } from '../../../model/let-others-in.ts'
import { log } from '../../log.ts'
import { keepAside } from './keep-aside.ts'
import { type Fitting, openFitting, tellBeyond } from './fitting.ts'
import { writeAround } from './write-around.ts'

type Row = Readonly<Record<string, unknown>>

export interface DrainOptions extends Fitting {
  readonly lake: LakeClient
  readonly journal: Journal
  /** Writes rows to a dataset; durable when it resolves. Rows that are there already change nothing. */
  readonly append: (dataset: string, rows: readonly Row[]) => Promise<void>
  /** Brings what calls tell of people or groups into the dataset of their profiles. */
  readonly mergeProfiles: (dataset: string, entries: readonly ProfileEntry[]) => Promise<void>
  /** What is in the lake now, or cannot be brought there. */
  readonly onDone: (entries: readonly Entry[], problem: string | null) => void
  /** What is kept aside now, because nothing can write it. */
  readonly onKeptAside: (rejects: readonly RejectEntry[]) => void
  /** What of files that stay is in the lake: they are read again for the rest alone. Kept by the drain. */
  readonly drained: Drained
}

/** By file: the datasets whose rows are in the lake, and '' for what was kept aside. */
export type Drained = Map<string, Set<string>>

/** An entry, and the file in which it lies. */
interface Waiting {
  readonly entry: Entry
  readonly path: string
}

/** Where an entry goes: a dataset, or '' where it was kept aside. */
const goalOf = (entry: Entry): string => ('dataset' in entry ? entry.dataset : '')

/** What is read from the journal at once. */
const ROWS_AT_ONCE = 50_000

/** An import of more rows reads them once more for the fields that there are. */
const ROWS_OF_BATCH = sampleRows

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
    const { paths, waiting } = await readSome(left, options.drained)
    left = left.slice(paths.length)
    const isDone = await drainEntries(options, waiting)
    if (isDone) await removeFiles(options, paths)
    isAll &&= isDone
  }
  return isAll
}

async function removeFiles({ journal, drained }: DrainOptions, paths: readonly string[]) {
  for (const path of paths) {
    await journal.remove(path)
    drained.delete(path)
  }
}

async function readSome(paths: readonly string[], drained: Drained) {
  const taken: string[] = []
  const waiting: Waiting[] = []
  for (const path of paths) {
    for (const line of await readLines(path)) {
      const entry = JSON.parse(line) as Entry
      if (!drained.get(path)?.has(goalOf(entry))) waiting.push({ entry, path })
      await letOthersIn()
    }
    taken.push(path)
    if (waiting.length >= ROWS_AT_ONCE) break
  }
  return { paths: taken, waiting }
}

async function drainEntries(options: DrainOptions, waiting: readonly Waiting[]): Promise<boolean> {
  let isDone = true
  for (const [goal, all] of groupByGoal(waiting)) {
    const isIn = await attempt(options, all, () => bring(options, goal, all))
    isDone &&= isIn
  }
  return isDone
}

async function bring(
  options: DrainOptions,
  goal: string,
  waiting: readonly Waiting[],
): Promise<void> {
  const entries = waiting.map(({ entry }) => entry)
  const rows = entries.filter(isRowEntry)
  if (rows.length > 0) return bringAround(options, rows, (some) => appendRows(options, goal, some))
  const profiles = entries.filter(isProfileEntry)
  if (profiles.length > 0) {
    return bringAround(options, profiles, (some) => options.mergeProfiles(goal, some))
  }
  const rejects = entries.filter((entry): entry is RejectEntry => 'reject' in entry)
  const items = rejects.map(({ source, reject }) => ({ source, item: reject }))
  return keepRejected(options.lake, items)
}

/** What can never be written is kept aside, so that nothing waits for it. */
async function bringAround<T extends RowEntry | ProfileEntry>(
  { lake, onKeptAside }: DrainOptions,
  entries: readonly T[],
  write: (some: readonly T[]) => Promise<void>,
): Promise<void> {
  const unwritable = await writeAround(entries, write)
  if (unwritable.length === 0) return
  const rejects = unwritable.map(({ one, error }) => keepAside(one, error))
  await keepRejected(
    lake,
    rejects.map(({ source, reject }) => ({ source, item: reject })),
  )
  for (const { one, error } of unwritable) {
    log.error({ err: error, source: one.source }, 'what cannot be written was kept aside')
  }
  onKeptAside(rejects)
}

async function attempt(
  { onDone, drained }: DrainOptions,
  waiting: readonly Waiting[],
  work: () => Promise<void>,
): Promise<boolean> {
  const entries = waiting.map(({ entry }) => entry)
  try {
    await work()
    for (const { entry, path } of waiting) noteDrained(drained, path, goalOf(entry))
    onDone(entries, null)
    return true
  } catch (error) {
    log.error({ err: error }, 'collected rows wait: they cannot be written')
    onDone(entries, (error as Error).message)
    return false
  }
}

function noteDrained(drained: Drained, path: string, goal: string): void {
  const goals = drained.get(path) ?? new Set()
  drained.set(path, goals.add(goal))
}

async function appendRows(options: DrainOptions, dataset: string, entries: readonly RowEntry[]) {
  const fit = await openFitting(options, dataset)
  const fitted: (Fitted & { readonly source: string })[] = []
  for (const { source, row } of entries) {
    fitted.push({ source, ...fit(row as Row) })
    await letOthersIn()
  }
  for (let at = 0; at < fitted.length; at += ROWS_OF_BATCH) {
    const some = fitted.slice(at, at + ROWS_OF_BATCH)
    await options.append(
      dataset,
      some.map(({ row }) => row),
    )
  }
  tellBeyond(options, fitted)
}

function groupByGoal(waiting: readonly Waiting[]): ReadonlyMap<string, readonly Waiting[]> {
  const groups = new Map<string, Waiting[]>()
  for (const each of waiting) {
    const goal = goalOf(each.entry)
    const group = groups.get(goal)
    if (group) group.push(each)
    else groups.set(goal, [each])
  }
  return groups
}
