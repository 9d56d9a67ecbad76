import { chooseRows } from '../../lake/datasets/index.ts'
import type { IdentitySpace } from '../../model/definitions/index.ts'
import type { LakeClient } from '../../lake/client.ts'
import { ident, sql } from '../../lake/sql.ts'
import { readLedger, sayLedger } from '../ledger/index.ts'
import { compileRules } from '../linking/index.ts'
import { type Feed, readFeeds, type StoredFeed } from './feed.ts'
import { codeHand, listNobody, writeHand } from './hand.ts'
import { collectAll, fingerprintOf, giveCodesToSaid, shareOf } from './refresh.ts'
import { relink } from './relink.ts'
import { orUnsettle, settle } from './settle.ts'
import {
  dropTables,
  loadSpace,
  nameSpaceTable,
  type SpaceState,
  spaceTables,
  takeSpaceTurn,
} from './state.ts'
import { createSpaceTables } from './tables.ts'
import { writeGraphs } from './write.ts'

/**
 * A space as it would be with other rules or feeds, for whoever asks it: in tables of its own, published nowhere.
 * What the published state has right already is taken from there by links of files. To be dropped with `dropDraft`;
 * a name is given once. Errors: dataset/damaged, regex/invalid.
 */
export async function draftSpace(
  lake: LakeClient,
  definition: IdentitySpace,
  feeds: readonly Feed[],
  draft: string,
): Promise<SpaceState> {
  const stored = await readFeeds(lake, feeds)
  const copied = await takeSpaceTurn(lake, definition.id, () =>
    orUnsettle(lake, definition.id, () => copyPublished(lake, definition, stored, draft)),
  )
  if (copied === null) return build(lake, definition, stored, draft)
  const isLinked = linkingOf(copied.definition) === linkingOf(definition)
  const state = { ...copied, definition }
  return isLinked ? state : linkAll(lake, { ...state, version: state.version + 1 })
}

/** Drops the tables of the draft of a name, in as far as there are any. */
export function dropDraft(lake: LakeClient, space: string, draft: string): Promise<void> {
  const tables = { space, generation: 1, draft }
  return dropTables(
    lake,
    spaceTables.map((table) => nameSpaceTable(tables, table)),
  )
}

/** The published state in tables of the draft; null where these would not have the same identities and links. */
async function copyPublished(
  lake: LakeClient,
  definition: IdentitySpace,
  feeds: readonly StoredFeed[],
  draft: string,
): Promise<SpaceState | null> {
  const published = await loadSpace(lake, definition.id)
  if (published === null || !(await hasLinksOf(lake, published, definition, feeds))) return null
  const settled = await settle(lake, published)
  const copy = { ...settled, draft }
  for (const table of spaceTables) {
    await lake.command(sql`
      CREATE TABLE ${ident(nameSpaceTable(copy, table))} CLONE AS ${ident(nameSpaceTable(settled, table))}`)
  }
  return copy
}

async function hasLinksOf(
  lake: LakeClient,
  published: SpaceState,
  definition: IdentitySpace,
  feeds: readonly StoredFeed[],
): Promise<boolean> {
  const entries = await readLedger(lake, definition.id)
  const read = published.feeds.map(({ batches }) => batches)
  const present = feeds.map(({ versions }) => versions)
  return (
    published.entry === (entries.at(-1)?.entry ?? 0) &&
    published.fingerprint === fingerprintOf(published.definition, feeds, entries) &&
    JSON.stringify(read) === JSON.stringify(present) &&
    collectingOf(published.definition) === collectingOf(definition)
  )
}

/** Of the rules, what identities and links are collected by. */
const collectingOf = ({ namespaces, blocked }: IdentitySpace): string =>
  JSON.stringify([namespaces.map(({ id }) => id).toSorted(), blocked])

/** Of the rules, what graphs are made by. */
const linkingOf = ({ namespaces, blocked, pairs, guard }: IdentitySpace): string =>
  JSON.stringify([namespaces, blocked, pairs, guard])

async function build(
  lake: LakeClient,
  definition: IdentitySpace,
  feeds: readonly StoredFeed[],
  draft: string,
): Promise<SpaceState> {
  const entries = await readLedger(lake, definition.id)
  const state: SpaceState = {
    space: definition.id,
    definition,
    draft,
    version: 1,
    generation: 1,
    builtAt: 1,
    fingerprint: fingerprintOf(definition, feeds, entries),
    feeds: feeds.map(shareOf),
    removed: [],
    entry: entries.at(-1)?.entry ?? 0,
    hand: 1,
    nobody: listNobody(sayLedger(entries)),
  }
  await createSpaceTables(lake, state)
  const rules = compileRules(definition)
  const collection = { tables: state, version: state.version, rules, definition }
  const work = feeds.map((feed) => ({
    feed,
    added: chooseRows(Object.keys(feed.versions).map(Number), feed.ends, new Map()),
  }))
  await collectAll(lake, collection, work)
  await giveCodesToSaid(lake, collection, sayLedger(entries))
  return linkAll(lake, state)
}

/** Makes all graphs under the state's version. */
async function linkAll(lake: LakeClient, state: SpaceState): Promise<SpaceState> {
  const said = sayLedger(await readLedger(lake, state.space))
  const hand = await codeHand(lake, state, said)
  const ground = { state, rules: compileRules(state.definition), hand }
  const linked = { ...state, hand: state.version }
  await writeHand(lake, linked, linked.version, hand)
  await writeGraphs(lake, linked, linked.version, await relink(lake, ground, null))
  return linked
}
