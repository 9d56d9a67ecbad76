import { randomUUID } from 'node:crypto'
import { draftSpace, dropDraft, type SpaceState } from '../../../identity/space/index.ts'
import type { LakeClient } from '../../../lake/client.ts'
import {
  type Cloned,
  clonePublished,
  type Draft,
  dropDrafts,
  hasOtherBatches,
  type Journey,
  nameDraft,
  readDatasets,
  type StoredDataset,
} from '../../../lake/journey/index.ts'
import { versionOf } from '../../../hosts/threads/versions.ts'
import type { IdentitySpace } from '../../../model/definitions/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { JourneySource } from '../../../query/compilation/journey-source.ts'
import type { Catalog } from '../catalog.ts'
import type { Connections } from '../connections.ts'
import { listFeeds } from '../identity-spaces.ts'
import type { Sources } from '../sources.ts'
import { type Change, listAsked } from './change.ts'
import { MissingFields, noteFields, refuseMissing } from './sources.ts'

export interface Workshop {
  readonly lake: LakeClient
  readonly catalog: () => Promise<Catalog>
  readonly connections: Connections
  readonly sources: Sources
}

/** What journeys are compared on: the present one as it is now, and what drafts are made of. */
export interface Ground {
  readonly change: Change
  /** A copy of the published journey. */
  readonly before: Journey
  readonly dataVersion: string
  /** Of the published journey. */
  readonly source: JourneySource
  readonly datasets: ReadonlyMap<string, StoredDataset>
  /** The spaces that stitch the connection, as they would be. */
  readonly spaces: ReadonlyMap<string, SpaceState>
  /** Those of them whose graphs would be others. */
  readonly others: ReadonlySet<string>
  /** The fields that reports have asked for. */
  readonly asked: Set<string>
  /** The name of a draft. */
  nameOf(part: string): string
  openDraft(draft: Draft): JourneySource
}

/** Data that changes while it is compared is compared anew, so many times. */
const MOST_TRIES = 3

/**
 * Does work on the ground of a change, and leaves nothing behind. When data has changed meanwhile, or a draft lacks
 * a field, it does it again. Errors: connection/changing.
 */
export async function onGround<T>(
  workshop: Workshop,
  change: Change,
  work: (ground: Ground) => Promise<T>,
): Promise<T> {
  const asked = new Set<string>()
  for (let tries = 1; tries <= MOST_TRIES; ) {
    const outcome = await attempt(workshop, change, asked, work)
    if ('result' in outcome) return outcome.result
    for (const field of outcome.missing) asked.add(field)
    if (outcome.missing.length === 0) tries += 1
  }
  throw new ThroughlineError('connection/changing', { id: change.connection.id })
}

type Attempt<T> = { readonly result: T } | { readonly missing: readonly string[] }

async function attempt<T>(
  workshop: Workshop,
  change: Change,
  asked: Set<string>,
  work: (ground: Ground) => Promise<T>,
): Promise<Attempt<T>> {
  const { lake } = workshop
  const { id } = change.connection
  const run = randomUUID().replaceAll('-', '')
  const opened: { close(): void }[] = []
  let before: Journey | undefined
  try {
    const cloned = await clonePublished(lake, id, nameDraft(id, run, 'before'))
    before = cloned.copy
    const source = await workshop.connections.source(id)
    if ((await source.schema()).dataVersion !== versionOf(cloned.published)) return { missing: [] }
    const ground = await layGround(workshop, change, { run, cloned, source, asked, opened })
    const result = await work(ground)
    return (await hasOtherBatches(lake, before)) ? { missing: [] } : { result }
  } catch (error) {
    if (error instanceof MissingFields) return { missing: error.fields }
    if (before !== undefined && (await hasOtherBatches(lake, before))) return { missing: [] }
    throw error
  } finally {
    for (const each of opened) each.close()
    await dropDrafts(lake, id, run)
    for (const space of listAsked(change.connection))
      await dropDraft(lake, space, draftOf(change, run, space))
  }
}

/** The name of a space's draft. */
const draftOf = ({ connection }: Change, run: string, space: string): string =>
  `${run}${listAsked(connection).indexOf(space)}`

interface Laying {
  readonly run: string
  readonly cloned: Cloned
  readonly source: JourneySource
  readonly asked: Set<string>
  readonly opened: { close(): void }[]
}

async function layGround(
  { lake, catalog, sources }: Workshop,
  change: Change,
  { run, cloned: { published, copy }, source, asked, opened }: Laying,
): Promise<Ground> {
  const { connection } = change
  const present = await catalog()
  const feedsOf = (of: Catalog, space: string) => listFeeds(of.list('connection'), space)
  const spaces = new Map<string, SpaceState>()
  const others = new Set<string>()
  for (const id of listAsked(connection)) {
    const [rules, known] = [change.catalog, present].map((of) => of.find('identity-space', id))
    const feeds = feedsOf(change.catalog, id)
    const isFedAlike = JSON.stringify(feeds) === JSON.stringify(feedsOf(present, id))
    if (!isFedAlike || rulesOf(rules) !== rulesOf(known)) others.add(id)
    spaces.set(id, await draftSpace(lake, rules!, feeds, draftOf(change, run, id)))
  }
  return {
    change,
    before: copy,
    dataVersion: versionOf(published),
    source: noteFields(source, copy, asked),
    datasets: await readDatasets(lake, connection),
    spaces,
    others,
    asked,
    nameOf: (part) => nameDraft(connection.id, run, part),
    openDraft(draft) {
      const draftSource = sources.openDraft(draft.journey)
      opened.push(draftSource)
      return refuseMissing(draftSource.source, draft)
    },
  }
}

/** What says whose rows are, without what a space is called. */
const rulesOf = (space: IdentitySpace | undefined): string =>
  JSON.stringify(
    space && [space.namespaces, space.blocked, space.pairs, space.guard, space.anonymous],
  )
