import type { IdentitySpace } from '../../model/definitions/index.ts'
import type { LakeClient } from '../../lake/client.ts'
import { type ChosenRows, chooseRows, hasRows } from '../../lake/datasets/index.ts'
import { join, type Sql, sql, value } from '../../lake/sql.ts'
import { type Entry, listForgotten, readLedger, type Said, sayLedger } from '../ledger/index.ts'
import { compileRules } from '../linking/index.ts'
import { collectRows, type Collection, giveCodes } from './collect.ts'
import type { Differences } from './differences.ts'
import { type Feed, readFeeds, type StoredFeed } from './feed.ts'
import {
  codeHand,
  listHandChanges,
  listIdentities,
  listNobody,
  selectChangedByHand,
  selectIdentities,
} from './hand.ts'
import { type Draft, publish, workOut } from './publish.ts'
import { orUnsettle, settle, unsettle } from './settle.ts'
import {
  countSaves,
  type FeedShare,
  findPublished,
  type SpaceState,
  spaceTable,
  takeSpaceTurn,
} from './state.ts'
import { createSpaceTables, isOfRemoved } from './tables.ts'

/**
 * Brings a space up to date with its datasets and its ledger by hand: new batches bring links, removed ones take
 * theirs along, and the graphs that are touched are made anew; all are when the rules or the feeds changed, or tables were lost. What readers
 * see changes at once, at the end; a process killed before leaves the state before. Refreshes of a space run one after
 * the other. identity §2, §5
 * Errors: dataset/damaged, regex/invalid.
 */
export function refreshSpace(
  lake: LakeClient,
  definition: IdentitySpace,
  feeds: readonly Feed[],
  options: RefreshSpaceOptions = {},
): Promise<SpaceState> {
  const { id } = definition
  const work = () => refresh(lake, definition, feeds, options)
  return takeSpaceTurn(lake, id, () => orUnsettle(lake, id, work))
}

/** `mostNamed`: beyond so many identities that are touched, all graphs are worked out at once. */
interface RefreshSpaceOptions extends Pick<Draft, 'mostNamed'> {
  /** Rows were appended, and nothing else is known to have changed. */
  readonly isLive?: boolean
}

async function refresh(
  lake: LakeClient,
  definition: IdentitySpace,
  feeds: readonly Feed[],
  { mostNamed, isLive = false }: RefreshSpaceOptions,
): Promise<SpaceState> {
  const rules = compileRules(definition)
  const stored = await readFeeds(lake, feeds, isLive)
  const before = await findPublished(lake, definition.id)
  const entries = await readLedger(lake, definition.id)
  const fingerprint = fingerprintOf(definition, stored, entries)
  const base = await chooseBase(lake, definition, { feeds: stored, fingerprint }, before)
  const work = stored.map((feed, index) => workOf(feed, base.feeds[index]!))
  const entry = entries.at(-1)?.entry ?? 0
  const isNew = base.generation !== before?.generation
  const isIdle = work.every(({ added, removed }) => !hasRows(added) && removed.length === 0)
  if (!isNew && isIdle && entry === base.entry) return base
  const version = base.version + 1
  const collection = { tables: base, version, rules, definition }
  await collectAll(lake, collection, work)
  const said = sayLedger(entries)
  if (isNew) await giveCodesToSaid(lake, collection, said)
  const heeded = entries.filter((each) => each.entry <= base.entry)
  const hand = await codeHand(lake, base, said)
  const changed = listHandChanges(await codeHand(lake, base, sayLedger(heeded)), hand)
  const state: SpaceState = {
    ...base,
    version,
    removed: listRemoved(work),
    entry,
    hand: isNew || changed.length > 0 ? version : base.hand,
    nobody: listNobody(said),
    feeds: stored.map(shareOf),
  }
  const touched = isNew ? null : selectTouched(state, changed)
  const draft = { state, rules, hand, touched, mostNamed }
  const outcome = await workOut(lake, draft)
  const details = isNew ? listBuilt(outcome.differences, before) : outcome.differences.list
  return publish(lake, draft, outcome, { change: '', details })
}

/** What a state has read of a feed when it has read all. */
export const shareOf = ({ dataset, identities, versions, ends }: StoredFeed): FeedShare => ({
  dataset,
  identities,
  batches: versions,
  ...(ends.size > 0 && { ends: Object.fromEntries(ends) }),
})

/** Identities and links of the batches that each feed has new. */
export async function collectAll(
  lake: LakeClient,
  collection: Collection,
  work: readonly Pick<Work, 'feed' | 'added'>[],
): Promise<void> {
  for (const [index, { feed, added }] of work.entries()) {
    if (hasRows(added)) await collectRows(lake, collection, index + 1, feed, added)
  }
}

/** Identities of which only people spoke: no row gives them a code. */
export async function giveCodesToSaid(
  lake: LakeClient,
  collection: Parameters<typeof giveCodes>[1],
  said: Said,
): Promise<void> {
  const named = listIdentities(said)
  if (named.length > 0) await giveCodes(lake, collection, selectIdentities(named))
}

/** The state that a refresh adds to: the published one while it fits, or an empty next generation with new tables. */
async function chooseBase(
  lake: LakeClient,
  definition: IdentitySpace,
  { feeds, fingerprint }: { readonly feeds: readonly StoredFeed[]; readonly fingerprint: string },
  before: SpaceState | null,
): Promise<SpaceState> {
  if (before !== null) {
    const settled = await settle(lake, before)
    if (!before.isDamaged && before.fingerprint === fingerprint) return { ...settled, definition }
  }
  const saves = before === null ? await countSaves(lake, definition.id) : 0
  const version = before?.version ?? saves
  const fresh: SpaceState = {
    space: definition.id,
    definition,
    version,
    generation: 1 + (before?.generation ?? saves),
    builtAt: version + 1,
    fingerprint,
    feeds: feeds.map(({ dataset, identities }) => ({ dataset, identities, batches: {} })),
    removed: [],
    entry: 0,
    hand: 0,
  }
  unsettle(lake, definition.id)
  await createSpaceTables(lake, fresh)
  return fresh
}

/** What codes, links and graphs depend on; a change means that all are made anew. */
export function fingerprintOf(
  { namespaces, blocked, pairs, guard, anonymous }: IdentitySpace,
  feeds: readonly StoredFeed[],
  entries: readonly Entry[],
): string {
  const fed = feeds.map(({ dataset, identities }) => [
    dataset,
    identities.map(({ field, namespace }) => [field, namespace]),
  ])
  const forgotten = listForgotten(entries)
  return JSON.stringify([namespaces, blocked, pairs, guard, anonymous, fed, forgotten])
}

/** What a refresh has to do for a feed. */
interface Work {
  readonly feed: StoredFeed
  readonly added: ChosenRows
  readonly removed: readonly number[]
}

function workOf(feed: StoredFeed, { batches: before, ends = {} }: FeedShare): Work {
  const isSame = (batch: number) => before[batch] === feed.versions[batch]
  const added = Object.keys(feed.versions).map(Number)
  const removed = Object.keys(before).map(Number)
  const read = Object.entries(ends).map(([batch, end]): [number, number] => [Number(batch), end])
  return {
    feed,
    added: chooseRows(
      added.filter((batch) => !isSame(batch)),
      feed.ends,
      new Map(read.filter(([batch]) => isSame(batch))),
    ),
    removed: removed.filter((batch) => !isSame(batch)),
  }
}

const listRemoved = (work: readonly Work[]): SpaceState['removed'] =>
  work
    .map(({ removed: batches }, index) => ({ dataset: index + 1, batches }))
    .filter(({ batches }) => batches.length > 0)

/** Identities that a version links anew, no longer links, or of which people said something. */
function selectTouched(state: SpaceState, said: readonly number[]): Sql {
  const version = sql`version = ${value(state.version, 'UInt32')}`
  const removed = state.removed.map((batches) => sql`(${isOfRemoved(batches, state.version)})`)
  return sql`
    SELECT a AS code FROM ${spaceTable(state, 'links')}
    WHERE ${join([version, ...removed], sql` OR `)}
    UNION ALL ${selectChangedByHand(state, said)}`
}

/** All was made anew: who follows the space reads all again. What is held back is told in any case. */
function listBuilt({ list }: Differences, before: SpaceState | null) {
  const held = list.filter(({ kind }) => kind === 'quarantined')
  return before === null ? held : [{ kind: 'rebuilt' as const }, ...held]
}
