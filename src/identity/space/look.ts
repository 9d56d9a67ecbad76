import type { LakeClient } from '../../lake/client.ts'
import { sql, value } from '../../lake/sql.ts'
import { type Entry, listUndone, printIdentity, readLedger } from '../ledger/index.ts'
import { BLOCKED, findGraph, findIdentity, parseIdentity } from './identities.ts'
import { listLost, type StoredLost } from './lost.ts'
import { readTexts } from './people.ts'
import { type SpaceState, spaceTable } from './state.ts'
import { HELD, selectGraphs, selectLinks, selectStoredHand } from './tables.ts'
import { isAmong } from './named.ts'
import { printLink } from './wishes.ts'

/** A row that carries a link, or the entry by hand that makes it. */
export interface Evidence {
  /** UTC ms. */
  readonly time: number
  readonly dataset: string | null
  readonly batch: number | null
  readonly row: string | null
  readonly byHand: {
    readonly change: string
    readonly author: string
    readonly note: string
  } | null
}

export interface SeenLink {
  readonly link: string
  readonly ids: readonly [string, string]
  /** UTC ms. */
  readonly first: number
  readonly last: number
  /** On how many rows it was, by hand included. */
  readonly count: number
  /** The latest of them. */
  readonly evidence: readonly Evidence[]
}

export interface SeenLost {
  readonly ids: readonly [string, string]
  readonly to: readonly [string, string] | null
  readonly reason: string
  readonly time: number | null
}

/** One person's graph. */
export interface SeenGraph {
  readonly person: string
  readonly ids: readonly {
    readonly id: string
    readonly since: number | null
    readonly last: number | null
    readonly held: 'no' | 'quarantined' | 'blocked'
  }[]
  readonly links: readonly SeenLink[]
  readonly lost: readonly SeenLost[]
  readonly warnings: readonly {
    readonly kind: string
    readonly ids: readonly string[]
    readonly message: string
  }[]
  readonly changes: readonly Pick<Entry, 'change' | 'kind' | 'author' | 'note' | 'at'>[]
}

const MOST_EVIDENCE = 10
const MOST_LINKS = 5_000

/**
 * The graph that an identity is in, with its links and what they are known by.
 * Errors: identity/unknown, request/invalid.
 */
export async function lookAtGraph(
  lake: LakeClient,
  state: SpaceState,
  id: string,
): Promise<SeenGraph> {
  const identity = parseIdentity(state, id)
  const code = await findIdentity(lake, state, identity)
  const members = await findGraph(lake, state, code)
  const entries = await readLedger(lake, state.space)
  const links = await readLinks(lake, state, members)
  const lost = await readLost(lake, state, members)
  const texts = await readTexts(lake, state, [
    ...members,
    ...links.flatMap(({ a, b }) => [a, b]),
    ...lost.flatMap(({ a, b, toA, toB }) => [a, b, toA, toB]),
  ])
  const textOf = (each: number) =>
    each === code ? printIdentity(identity) : (texts.get(each) ?? '')
  const isLost = new Set(lost.map(({ a, b }) => `${a},${b}`))
  const standing = links.filter(({ a, b }) => !isLost.has(`${a},${b}`))
  const times = await readTimes(lake, state, members)
  const ids = [...members].map((each) => ({
    id: textOf(each),
    since: times.get(each)?.since ?? null,
    last: times.get(each)?.last ?? null,
    held: code === BLOCKED ? ('blocked' as const) : (times.get(each)?.held ?? ('no' as const)),
  }))
  const byPriority = ids.toSorted((x, y) => compareIds(state, x, y))
  const undone = listUndone(entries)
  const named = new Set(ids.map((each) => each.id))
  return {
    person: byPriority[0]!.id,
    ids: byPriority,
    links: standing.map((link) => showLink(state, link, textOf, entries)),
    lost: lost.map(({ a, b, toA, toB, time, reason }) => ({
      ids: [textOf(a), textOf(b)] as const,
      to: toA === 0 ? null : ([textOf(toA), textOf(toB)] as const),
      reason,
      time,
    })),
    warnings: listWarnings(state, byPriority),
    changes: entries
      .filter(
        ({ a, b, change }) =>
          !undone.has(change) && (named.has(printIdentity(a)) || named.has(printIdentity(b))),
      )
      .map(({ change, kind, author, note, at }) => ({ change, kind, author, note, at })),
  }
}

interface LinkRow {
  readonly a: number
  readonly b: number
  readonly first: number
  readonly last: number
  readonly count: number
  readonly rows: readonly (readonly [time: string, dataset: number, batch: number, row: string])[]
}

const readLinks = (
  lake: LakeClient,
  state: SpaceState,
  members: Uint32Array,
): Promise<readonly LinkRow[]> =>
  lake.query<LinkRow>(sql`
    SELECT a, b, toFloat64(min(time)) AS first, toFloat64(max(time)) AS last, toFloat64(count()) AS count,
      arraySlice(arrayReverseSort(groupArray((toString(time), dataset, batch, toString(row)))), 1, ${value(MOST_EVIDENCE, 'UInt32')}) AS rows
    FROM (${selectLinks(state, selectStoredHand(state), { of: isAmong(sql`a`, members) })})
    WHERE a < b AND ${isAmong(sql`b`, members)}
    GROUP BY a, b ORDER BY last DESC, a, b LIMIT ${value(MOST_LINKS, 'UInt32')}
    SETTINGS prefer_column_name_to_alias = 1`)

/** Links that were lost by one of the identities, also to those of other people. */
async function readLost(
  lake: LakeClient,
  state: SpaceState,
  members: Uint32Array,
): Promise<readonly StoredLost[]> {
  const own = isAmong(sql`code`, members)
  const near = sql`code IN (
    SELECT code FROM ${spaceTable(state, 'graphs')} WHERE component IN (
      SELECT component FROM (${selectGraphs(state, own)})))`
  const lost = await listLost(lake, state, near)
  const isOwn = new Set(members)
  return lost.filter(({ a, b }) => isOwn.has(a) || isOwn.has(b))
}

interface Times {
  readonly since: number | null
  readonly last: number | null
  readonly held: 'no' | 'quarantined' | 'blocked'
}

/** When identities were seen in links of rows: what people say of them is no sight. */
async function readTimes(
  lake: LakeClient,
  state: SpaceState,
  members: Uint32Array,
): Promise<ReadonlyMap<number, Times>> {
  const seen = await lake.query<{ code: number; since: number; last: number }>(sql`
    SELECT a AS code, toFloat64(min(time)) AS since, toFloat64(max(time)) AS last
    FROM (${selectLinks(state, selectStoredHand(state), { of: isAmong(sql`a`, members) })})
    WHERE dataset != 0 GROUP BY a`)
  const held = await lake.query<{ code: number; held: number }>(
    sql`SELECT code, held FROM (${selectGraphs(state, isAmong(sql`code`, members))})`,
  )
  const heldOf = new Map(held.map((each) => [each.code, each.held]))
  const words = Object.entries(HELD) as readonly [Times['held'], number][]
  const wordOf = (code: number) => words.find(([, each]) => each === heldOf.get(code))?.[0] ?? 'no'
  const timesOf = new Map(seen.map(({ code, since, last }) => [code, { since, last }]))
  return new Map(
    [...members].map((code) => [
      code,
      { since: null, last: null, ...timesOf.get(code), held: wordOf(code) },
    ]),
  )
}

/** By priority, then since when, then as texts. */
function compareIds(
  { definition }: SpaceState,
  x: { readonly id: string; readonly since: number | null },
  y: { readonly id: string; readonly since: number | null },
): number {
  const priority = (id: string) =>
    definition.namespaces.findIndex((each) => id.startsWith(`${each.id}:`))
  const byPriority = priority(x.id) - priority(y.id)
  if (byPriority !== 0) return byPriority
  const since = (x.since ?? Number.MAX_VALUE) - (y.since ?? Number.MAX_VALUE)
  if (since !== 0) return since
  return x.id < y.id ? -1 : 1
}

function showLink(
  state: SpaceState,
  { a, b, first, last, count, rows }: LinkRow,
  textOf: (code: number) => string,
  entries: readonly Entry[],
): SeenLink {
  const ids = [textOf(a), textOf(b)] as const
  const evidence = rows.map(([time, dataset, batch, row]): Evidence => {
    const feed = state.feeds[dataset - 1]
    if (feed !== undefined)
      return { time: Number(time), dataset: feed.dataset, batch, row, byHand: null }
    const entry = entries.find((each) => String(each.entry) === row)
    const { change = '', author = '', note = '' } = entry ?? {}
    return {
      time: Number(time),
      dataset: null,
      batch: null,
      row: null,
      byHand: { change, author, note },
    }
  })
  return { link: printLink(ids), ids, first, last, count, evidence }
}

/** What may be wrong with a person's ids: several of a namespace, or none of one that people have once. */
function listWarnings({ definition }: SpaceState, ids: SeenGraph['ids']): SeenGraph['warnings'] {
  const held = ids.filter((each) => each.held !== 'no')
  return [
    ...held.map(({ id, held: word }) => ({
      kind: word,
      ids: [id],
      message: `${id} is ${word}: it links nothing`,
    })),
    ...definition.namespaces.flatMap(({ id: namespace, unique, device }) => {
      const own = ids.map(({ id }) => id).filter((id) => id.startsWith(`${namespace}:`))
      if (own.length > 1 && !device) {
        const message = `${own.length} ids of ${namespace}`
        return [{ kind: 'several-of-namespace', ids: own, message }]
      }
      if (own.length === 0 && unique) {
        const message = `no id of ${namespace}, of which a person has one`
        return [{ kind: 'person-without-namespace', ids: [], message }]
      }
      return []
    }),
  ]
}
