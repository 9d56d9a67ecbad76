import { ThroughlineError } from '../../model/errors.ts'
import type { LakeClient } from '../../lake/client.ts'
import {
  appendEntries,
  type Entry,
  type EntryDraft,
  printIdentity,
  readLedger,
  type Said,
  sayLedger,
} from '../ledger/index.ts'
import { compileRules, type Rules } from '../linking/index.ts'
import { giveCodes } from './collect.ts'
import type { Moved } from './differences.ts'
import {
  codeHand,
  findCodes,
  type Hand,
  listHandChanges,
  listNobody,
  selectChangedByHand,
  selectIdentities,
} from './hand.ts'
import { type Outcome, publish, workOut } from './publish.ts'
import { orUnsettle, settle } from './settle.ts'
import { loadSpace, type SpaceState, takeSpaceTurn } from './state.ts'

/** Who says something of a space's identities, and why. */
export interface EditOptions {
  readonly author: string
  readonly note: string
  /** Works out what would change; nothing is stored. */
  readonly isPreview: boolean
}

export interface Edited {
  /** What it can be undone by; null where nothing changed, or was only tried. */
  readonly change: string | null
  /** How many people the identities concerned were, and are. */
  readonly people: { readonly before: number; readonly after: number }
  /** Identities that are another person's now. */
  readonly moved: Readonly<Record<string, Moved>>
}

/** What an edit is made on. */
export interface Footing {
  readonly lake: LakeClient
  readonly state: SpaceState
  readonly rules: Rules
  readonly entries: readonly Entry[]
  /** What the entries come to. */
  readonly said: Said
}

/** The entries that say what is wanted; none where all is as wanted. */
export type Wish = (footing: Footing) => Promise<readonly EntryDraft[]>

/**
 * Adds to the ledger by hand what a wish comes to, and makes the graphs anew that it touches: when it is answered, it
 * is durable and seen. Edits of a space run one after the other, so none is lost.
 * Errors: identity/not-built, identity/refused, and what the wish throws.
 */
export function editSpace(
  lake: LakeClient,
  space: string,
  wish: Wish,
  options: EditOptions,
): Promise<Edited> {
  return takeSpaceTurn(lake, space, () =>
    orUnsettle(lake, space, () => edit(lake, space, wish, options)),
  )
}

async function edit(
  lake: LakeClient,
  space: string,
  wish: Wish,
  options: EditOptions,
): Promise<Edited> {
  const published = await loadSpace(lake, space)
  if (published === null) throw new ThroughlineError('identity/not-built', { id: space })
  const state = await settle(lake, published)
  const rules = compileRules(state.definition)
  const entries = await readLedger(lake, space)
  const drafts = await wish({ lake, state, rules, entries, said: sayLedger(entries) })
  if (drafts.length === 0) return { change: null, people: { before: 0, after: 0 }, moved: {} }
  const added = toEntries(drafts, entries.at(-1)?.entry ?? 0, options)
  await giveCodesTo(lake, { state, rules }, added)
  const heeded = entries.filter(({ entry }) => entry <= state.entry)
  const said = sayLedger([...entries, ...added])
  const hand = await codeHand(lake, state, said)
  const changed = listHandChanges(await codeHand(lake, state, sayLedger(heeded)), hand)
  const version = state.version + 1
  const entry = added.at(-1)!.entry
  const next = { ...state, version, hand: version, entry, nobody: listNobody(said) }
  const draft = { state: next, rules, hand, touched: selectChangedByHand(next, changed) }
  const outcome = await workOut(lake, draft)
  refuseBroken(state, added, hand, outcome)
  const { people, moved, list } = outcome.differences
  if (options.isPreview) return { change: null, people, moved }
  await appendEntries(lake, space, added)
  const { change } = added[0]!
  await publish(lake, draft, outcome, { change, details: list })
  return { change, people, moved }
}

function toEntries(
  drafts: readonly EntryDraft[],
  last: number,
  { author, note }: EditOptions,
): readonly Entry[] {
  const change = `c${last + 1}`
  const at = Date.now()
  return drafts.map((draft, index) => ({
    ...draft,
    entry: last + 1 + index,
    change,
    at,
    author,
    note,
  }))
}

/** Identities that no row has linked may be named by hand, too. Errors: identity/refused for blocked values. */
async function giveCodesTo(
  lake: LakeClient,
  { state, rules }: Pick<Footing, 'state' | 'rules'>,
  entries: readonly Entry[],
): Promise<void> {
  const named = entries
    .filter(({ kind }) => kind !== 'undo')
    .flatMap(({ a, b }) => [a, b])
    .filter(([namespace]) => namespace !== '')
  const blocked = named.find((identity) => rules.isBlocked(...identity))
  if (blocked !== undefined) {
    const reason = `${printIdentity(blocked)} is a blocked value, which names nobody`
    throw new ThroughlineError('identity/refused', { reason })
  }
  const known = await findCodes(lake, state, named)
  const unknown = named.filter((identity) => !known.has(printIdentity(identity)))
  if (unknown.length === 0) return
  const { definition } = state
  await giveCodes(lake, { tables: state, rules, definition }, selectIdentities(unknown))
}

/**
 * A link by hand that would break a rule is refused when it is made: one that does not stand, or that joins graphs
 * with different ids of a unique namespace. Errors: identity/refused.
 */
function refuseBroken(
  { definition }: SpaceState,
  added: readonly Entry[],
  hand: Hand,
  { relinked }: Outcome,
): void {
  const { world, before, after } = relinked
  const made = new Map(added.filter(({ kind }) => kind === 'together').map((e) => [e.entry, e]))
  const pairs = hand.pairs.flatMap(({ kind, entry, a, b }) => {
    const said = kind === 'together' ? made.get(entry) : undefined
    return said ? [{ said, a: world.codes.indexOf(a), b: world.codes.indexOf(b) }] : []
  })
  const apart = pairs.find(({ a, b }) => after[a] !== after[b])
  if (apart !== undefined) throw refusal(apart.said, 'they are kept apart by a rule or by hand')
  const joined = joinGraphs(before, pairs)
  for (const { said, a } of pairs) {
    const counts = new Map<number, number>()
    for (let index = 0; index < before.length; index++) {
      if (joined(index) !== joined(a)) continue
      const namespace = world.ledger.namespaceOf[index]!
      counts.set(namespace, (counts.get(namespace) ?? 0) + 1)
    }
    const twice = definition.namespaces.find(
      ({ unique }, namespace) => unique && (counts.get(namespace) ?? 0) > 1,
    )
    if (twice !== undefined) throw refusal(said, `one person would have two ids of ${twice.id}`)
  }
}

function refusal({ a, b }: Entry, why: string): ThroughlineError {
  const reason = `${printIdentity(a)} and ${printIdentity(b)} cannot be one person: ${why}`
  return new ThroughlineError('identity/refused', { reason })
}

/** A number for what an identity is together with: its graph before, and what pairs join to it. */
function joinGraphs(
  before: Uint32Array,
  pairs: readonly { readonly a: number; readonly b: number }[],
): (index: number) => number {
  // An identity without a graph stands for itself, below all codes of graphs.
  const own = (index: number) => before[index]! || -1 - index
  const next = new Map<number, number>()
  const rootOf = (graph: number): number => {
    const found = next.get(graph)
    return found === undefined ? graph : rootOf(found)
  }
  for (const { a, b } of pairs) {
    const [x, y] = [rootOf(own(a)), rootOf(own(b))]
    if (x !== y) next.set(x, y)
  }
  return (index) => rootOf(own(index))
}
