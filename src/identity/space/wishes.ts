import { ThroughlineError } from '../../model/errors.ts'
import { sql, value } from '../../lake/sql.ts'
import {
  draftEntry,
  type EntryDraft,
  type Identity,
  listUndone,
  pairKey,
  printIdentity,
} from '../ledger/index.ts'
import type { Footing, Wish } from './edit.ts'
import { findIdentity, parseIdentity, readGraph } from './identities.ts'
import { listLost } from './lost.ts'
import { selectLinks, selectStoredHand } from './tables.ts'
import { isAmong } from './named.ts'

type Pair = readonly [string, string]

/** That pairs of identities belong together, since a time (UTC ms; now when left out). */
export const wishLinks =
  (links: readonly { readonly ids: Pair; readonly time?: number | undefined }[]): Wish =>
  async ({ state, said }) => {
    const known = new Set(said.together.map(pairKey))
    const drafts = links.map(({ ids, time = Date.now() }) => {
      const [a, b] = parsePair(state, ids)
      return draftEntry('together', { a, b, time })
    })
    return drafts.filter((draft) => !known.has(pairKey(draft)))
  }

/** That the people of two identities are one. */
export const wishMerge =
  (ids: Pair): Wish =>
  async ({ lake, state }) => {
    const [a, b] = parsePair(state, ids)
    const graph = await readGraph(lake, state, a)
    if ([...graph.values()].some((each) => printIdentity(each) === printIdentity(b))) return []
    return [draftEntry('together', { a, b, time: Date.now() })]
  }

/**
 * That some identities of a graph are another person than the rest of it. Each side stays whole, also where
 * only the other one held it together. Errors: request/invalid.
 */
export const wishSplit =
  (ids: readonly string[]): Wish =>
  async (footing) => {
    const [first, ...others] = ids.map((id) => parseIdentity(footing.state, id))
    if (first === undefined) throw invalid('a split names the identities that leave', ids)
    const graph = await readGraph(footing.lake, footing.state, first)
    const members = new Set([...graph.values()].map(printIdentity))
    const stranger = others.find((identity) => !members.has(printIdentity(identity)))
    if (stranger !== undefined) {
      const reason = `${printIdentity(stranger)} is not of the same person as ${printIdentity(first)}`
      throw invalid(reason, ids)
    }
    const leaving = new Set([first, ...others].map(printIdentity))
    const side = (isLeaving: boolean) =>
      [...graph].flatMap(([code, each]) =>
        leaving.has(printIdentity(each)) === isLeaving ? [code] : [],
      )
    const [left, stayed] = [side(true), side(false)]
    if (stayed.length === 0) return []
    if (left.length * stayed.length > MOST_PAIRS) {
      throw new ThroughlineError('request/too-large', {
        what: 'the split',
        reason: `${left.length} × ${stayed.length} identities to keep apart are more than ${MOST_PAIRS}; block the id that joined them instead`,
      })
    }
    const named = (code: number) => graph.get(code)!
    const never = left.flatMap((x) =>
      stayed.map((y) => draftEntry('never', { a: named(x), b: named(y) })),
    )
    const whole = [...(await listSeams(footing, left)), ...(await listSeams(footing, stayed))].map(
      ([x, y]) => draftEntry('together', { a: named(x), b: named(y), time: Date.now() }),
    )
    return [...never, ...whole]
  }

const MOST_PAIRS = 10_000

/** Pairs that hold identities together as one, whose own links leave them in pieces. */
async function listSeams(
  { lake, state }: Footing,
  codes: readonly number[],
): Promise<readonly (readonly [number, number])[]> {
  const among = Uint32Array.from(codes)
  const of = isAmong(sql`a`, among)
  const links = await lake.query<{ a: number; b: number }>(sql`
    SELECT DISTINCT a, b FROM (${selectLinks(state, selectStoredHand(state), { of, withoutNever: true })})
    WHERE ${isAmong(sql`b`, among)}`)
  const lost = await listLost(lake, state, isAmong(sql`code`, among))
  const isLost = new Set(lost.flatMap(({ a, b }) => [`${a},${b}`, `${b},${a}`]))
  const pieceOf = new Map(codes.map((code) => [code, code]))
  const rootOf = (code: number): number => {
    const next = pieceOf.get(code)!
    return next === code ? code : rootOf(next)
  }
  for (const { a, b } of links) {
    if (!isLost.has(`${a},${b}`)) pieceOf.set(rootOf(a), rootOf(b))
  }
  const [first, ...rest] = new Set(codes.map(rootOf))
  return rest.map((piece) => [first!, piece])
}

/** The name of a link: of the pair that it links. */
export const printLink = (ids: Pair): string =>
  Buffer.from(JSON.stringify([...ids].toSorted())).toString('base64url')

/**
 * That a link, of rows or by hand, has never been; later rows may link the pair again.
 * Errors: identity/unknown-link.
 */
export const wishUnlink =
  (link: string): Wish =>
  async ({ lake, state, said }) => {
    const ids = readLink(link)
    const [a, b] = parsePair(state, ids)
    const codes = [await findIdentity(lake, state, a), await findIdentity(lake, state, b)]
    const [from, to] = codes.map((code) => value(code, 'UInt32'))
    const links = selectLinks(state, selectStoredHand(state), { of: sql`a = ${from!}` })
    const [found] = await lake.query<{ links: number; last: number }>(sql`
      SELECT toFloat64(count()) AS links, toFloat64(max(time)) AS last
      FROM (${links}) WHERE b = ${to!}`)
    if (found!.links > 0) {
      return [draftEntry('retraction', { a, b, time: Math.max(Date.now(), found!.last) })]
    }
    if (said.retracted.some((each) => pairKey(each) === pairKey({ a, b }))) return []
    throw new ThroughlineError('identity/unknown-link', { id: link })
  }

function readLink(link: string): Pair {
  try {
    const ids: unknown = JSON.parse(Buffer.from(link, 'base64url').toString('utf8'))
    if (Array.isArray(ids) && ids.length === 2) return [String(ids[0]), String(ids[1])]
  } catch {
    // Not one of ours.
  }
  throw new ThroughlineError('identity/unknown-link', { id: link })
}

/** That a change has never been. Errors: identity/unknown-change. */
export const wishUndo =
  (change: string): Wish =>
  async ({ entries }) => {
    if (!entries.some((entry) => entry.change === change)) {
      throw new ThroughlineError('identity/unknown-change', { id: change })
    }
    return listUndone(entries).has(change) ? [] : [draftEntry('undo', { target: change })]
  }

/** That the guard lets an identity link again, or that it links nothing for good. */
export const wishJudgement =
  (kind: 'release' | 'block', id: string): Wish =>
  async ({ lake, state, said }): Promise<readonly EntryDraft[]> => {
    const a = parseIdentity(state, id)
    await findIdentity(lake, state, a)
    const judged = kind === 'release' ? said.released : said.blocked
    const isSame = judged.some((entry) => printIdentity(entry.a) === id)
    return isSame ? [] : [draftEntry(kind, { a })]
  }

function parsePair(state: Footing['state'], ids: Pair): readonly [Identity, Identity] {
  const [a, b] = [parseIdentity(state, ids[0]), parseIdentity(state, ids[1])]
  if (printIdentity(a) !== printIdentity(b)) return [a, b]
  throw invalid('a link is between two identities', ids)
}

const invalid = (reason: string, given: unknown): ThroughlineError =>
  new ThroughlineError('request/invalid', { reason, value: given }, ['ids'])
