import { stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { glob } from 'tinyglobby'
import type { Source } from '../../../model/definitions/index.ts'
import type { WatchedFiles } from '../../../model/definitions/source.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import { getOwn } from '../../../model/own.ts'
import { isS3, listObjects, type Outgoing } from '../../../outgoing/index.ts'
import type { Datasets } from '../datasets.ts'
import { placeInInbox } from './inbox.ts'
import type { PullState } from './state.ts'

/** A file younger than this may still be written. */
const SETTLED_MS = 2000

interface Found {
  /** A path or an address. */
  readonly place: string
  readonly tag: string
}

export interface Watching {
  readonly datasets: Datasets
  readonly outgoing: Outgoing
  readonly dataDir: string
  /** Keeps how far it is. */
  readonly keep: (state: PullState) => Promise<void>
}

/**
 * Imports the files of a folder or bucket that are new or have changed, by name; one that cannot be read is
 * remembered with the reason until it changes. Content that is there already adds nothing.
 */
export async function watchFiles(
  { datasets, outgoing, dataDir, keep }: Watching,
  { dataset, watch }: Source & { readonly watch: NonNullable<Source['watch']> },
  before: PullState,
): Promise<PullState> {
  const found = await findWatched({ outgoing, dataDir }, watch.path)
  let state = { ...before, files: keepFound(before, found), problem: null }
  for (const { place, tag } of found) {
    if (getOwn(state.files, place)?.tag === tag) continue
    const file = await importFile(datasets, dataset, place, watch.layout)
    const files = { ...state.files, [place]: { tag, batches: file.batches, problem: file.problem } }
    state = { ...state, files, added: state.added + file.added }
    await keep(state)
  }
  return state
}

/** The files that a glob of a folder or bucket means, by name. Errors: source/wrong-path, outgoing/…. */
export async function findWatched(
  { outgoing, dataDir }: Pick<Watching, 'outgoing' | 'dataDir'>,
  path: string,
): Promise<readonly Found[]> {
  if (!isS3(path)) return findFiles(dataDir, path)
  const objects = await listObjects(outgoing, path)
  return objects.map(({ address, tag }) => ({ place: address, tag }))
}

/** What is gone is forgotten. */
function keepFound({ files }: PullState, found: readonly Found[]): PullState['files'] {
  const places = new Set(found.map(({ place }) => place))
  return Object.fromEntries(Object.entries(files).filter(([place]) => places.has(place)))
}

async function importFile(
  datasets: Datasets,
  dataset: string,
  place: string,
  layout: WatchedFiles['layout'] = {},
) {
  try {
    const { batches, added } = await datasets.importFiles(dataset, [place], layout)
    return { batches: batches.map(({ batch }) => batch), added, problem: null }
  } catch (error) {
    if (!(error instanceof ThroughlineError)) throw error
    return { batches: [], added: 0, problem: error.message }
  }
}

async function findFiles(dataDir: string, path: string): Promise<readonly Found[]> {
  const pattern = join(dataDir, placeInInbox(path))
  const paths = await glob(pattern.split(sep).join('/'), {
    absolute: true,
    expandDirectories: false,
  })
  const all = await Promise.all(paths.toSorted().map(describeFile))
  return all.filter((file) => file !== undefined)
}

async function describeFile(place: string): Promise<Found | undefined> {
  const found = await stat(place).catch(() => undefined)
  if (found === undefined) return undefined
  const isSettled = found.isFile() && Date.now() - found.mtimeMs > SETTLED_MS
  return isSettled ? { place, tag: `${found.size} ${found.mtimeMs}` } : undefined
}
