import type { LakeClient } from '../../lake/client.ts'
import { type Sql, sql, value } from '../../lake/sql.ts'
import { type Entry, type Identity, printIdentity, type Said } from '../ledger/index.ts'
import { spaceTable, type Tables } from './state.ts'

/** What people said of a pair of identities, in codes. */
interface HandPair {
  readonly a: number
  readonly b: number
  readonly kind: 'together' | 'never' | 'retracted'
  readonly time: number
  readonly entry: number
}

/** What people said, in codes; without identities that have none, which no row links. */
export interface Hand {
  readonly pairs: readonly HandPair[]
  readonly released: ReadonlySet<number>
  readonly blocked: ReadonlySet<number>
}

export async function codeHand(lake: LakeClient, tables: Tables, said: Said): Promise<Hand> {
  const codes = await findCodes(lake, tables, listIdentities(said))
  const codesOf = (entries: readonly Entry[]) =>
    new Set(entries.flatMap(({ a }) => codes.get(printIdentity(a)) ?? []))
  const pairsOf = (kind: HandPair['kind'], entries: readonly Entry[]) =>
    entries.flatMap(({ a, b, time, entry }): HandPair[] => {
      const from = codes.get(printIdentity(a))
      const to = codes.get(printIdentity(b))
      if (from === undefined || to === undefined) return []
      return [{ a: Math.min(from, to), b: Math.max(from, to), kind, time, entry }]
    })
  return {
    pairs: [
      ...pairsOf('together', said.together),
      ...pairsOf('never', said.never),
      ...pairsOf('retracted', said.retracted),
    ],
    released: codesOf(said.released),
    blocked: codesOf(said.blocked),
  }
}

/** Every identity that is spoken of. */
export function listIdentities({ together, never, retracted, released, blocked }: Said) {
  const pairs = [...together, ...never, ...retracted].flatMap(({ a, b }) => [a, b])
  return [...pairs, ...[...released, ...blocked].map(({ a }) => a)]
}

/** The identities that people block, as texts in their order. */
export const listNobody = ({ blocked }: Said): readonly string[] =>
  blocked.map(({ a }) => printIdentity(a)).toSorted()

/** Identities as a query of tuples `identity`. */
export const selectIdentities = (identities: readonly Identity[]): Sql => sql`
  SELECT arrayJoin(arrayDistinct(arrayZip(
    ${value(
      identities.map(([namespace]) => namespace),
      'Array(String)',
    )},
    ${value(
      identities.map(([, id]) => id),
      'Array(String)',
    )}))) AS identity`

/** The codes of identities by their texts, of those that have one and are not blocked. */
export async function findCodes(
  lake: LakeClient,
  tables: Tables,
  identities: readonly Identity[],
): Promise<ReadonlyMap<string, number>> {
  if (identities.length === 0) return new Map()
  const found = await lake.query<{ namespace: string; id: string; code: number }>(sql`
    SELECT namespace, id, code FROM ${spaceTable(tables, 'ids')}
    WHERE (namespace, id) IN (${selectIdentities(identities)}) AND NOT blocked`)
  return new Map(found.map(({ namespace, id, code }) => [printIdentity([namespace, id]), code]))
}

/** The pairs in both directions, as `selectStoredHand` gives them. */
export function selectHand({ pairs }: Pick<Hand, 'pairs'>): Sql {
  const both = [...pairs, ...pairs.map((pair) => ({ ...pair, a: pair.b, b: pair.a }))]
  const column = (name: keyof HandPair, type: string) =>
    value(
      both.map((pair) => pair[name]),
      `Array(${type})`,
    )
  return sql`
    SELECT tupleElement(pair, 1) AS a, tupleElement(pair, 2) AS b, tupleElement(pair, 3) AS kind,
      tupleElement(pair, 4) AS time, tupleElement(pair, 5) AS entry
    FROM (SELECT arrayJoin(arrayZip(${column('a', 'UInt32')}, ${column('b', 'UInt32')},
      ${column('kind', 'String')}, ${column('time', 'Int64')}, ${column('entry', 'UInt64')})) AS pair)`
}

/** Keeps what people said under a version of the space, for those who read its links. */
export async function writeHand(
  lake: LakeClient,
  tables: Tables,
  version: number,
  hand: Hand,
): Promise<void> {
  for (let from = 0; from < hand.pairs.length; from += PAIRS_AT_ONCE) {
    const pairs = hand.pairs.slice(from, from + PAIRS_AT_ONCE)
    await lake.command(sql`
      INSERT INTO ${spaceTable(tables, 'hand')} (a, b, kind, time, entry, version)
      SELECT a, b, kind, time, entry, ${value(version, 'UInt32')} FROM (${selectHand({ pairs })})`)
  }
}

/** ClickHouse reads long arrays of a statement slowly. */
const PAIRS_AT_ONCE = 5_000

/** Identities that have a graph whatever rows say, since people say what they are with: codes, ascending. */
export function listSpoken({ pairs, blocked }: Hand): Uint32Array {
  const paired = pairs.filter(({ kind }) => kind !== 'retracted').flatMap(({ a, b }) => [a, b])
  return Uint32Array.from(new Set([...paired, ...blocked])).sort()
}

/** The codes of which two sides say different things. */
export function listHandChanges(before: Hand, after: Hand): readonly number[] {
  const textOf = ({ a, b, kind, time }: HandPair) => [a, b, kind, time].join()
  const pairs = differing(before.pairs, after.pairs, textOf).flatMap(({ a, b }) => [a, b])
  const codes = (['released', 'blocked'] as const).flatMap((kind) =>
    differing([...before[kind]], [...after[kind]], String),
  )
  return [...new Set([...pairs, ...codes])]
}

/** Codes as a query of `code`. */
export const selectCodes = (codes: Iterable<number>): Sql =>
  sql`SELECT arrayJoin(${value([...codes], 'Array(UInt32)')}) AS code`

/**
 * Identities of which people say something else, and those that rows link them with: an identity that was blocked is
 * in none of their components. A query of `code`.
 */
export const selectChangedByHand = (tables: Tables, changed: readonly number[]): Sql => sql`
  ${selectCodes(changed)}
  UNION ALL
  SELECT b AS code FROM ${spaceTable(tables, 'links')} WHERE a IN ${value(changed, 'Array(UInt32)')}`

function differing<T>(
  before: readonly T[],
  after: readonly T[],
  textOf: (each: T) => string,
): readonly T[] {
  const texts = (all: readonly T[]) => new Set(all.map(textOf))
  const [known, wanted] = [texts(before), texts(after)]
  return [
    ...before.filter((each) => !wanted.has(textOf(each))),
    ...after.filter((each) => !known.has(textOf(each))),
  ]
}
