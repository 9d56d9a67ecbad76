import type { IdentityGraph, IdentitySimulation } from '../../../model/answers/identity.ts'
import type { EventLine } from '../../../model/event-lines.ts'

type Pair = readonly [string, string]

/** A person's identities and links, as they are drawn. */
export interface DrawnGraph {
  /** By priority: the first one names the person. */
  readonly ids: readonly DrawnIdentity[]
  readonly links: readonly DrawnLink[]
  /** Links that do not stand, also to identities of other people. */
  readonly lost: readonly { readonly ids: Pair }[]
}

interface DrawnIdentity {
  readonly id: string
  /** Whether it links nothing. */
  readonly isHeld: boolean
}

interface DrawnLink {
  readonly ids: Pair
  /** On how many rows it was. */
  readonly count: number
  readonly isByHand: boolean
}

/** Names a pair, in whatever order it comes. */
export const pairKey = (ids: Pair): string => JSON.stringify(ids.toSorted())

export const namespaceOf = (id: string): string => id.slice(0, id.indexOf(':'))

export const drawPerson = ({ ids, links, lost }: IdentityGraph): DrawnGraph => ({
  ids: ids.map(({ id, held }) => ({ id, isHeld: held !== 'no' })),
  links: links.map((link) => ({
    ids: link.ids,
    count: link.count,
    isByHand: link.evidence.some(({ byHand }) => byHand !== null),
  })),
  lost,
})

/** A graph per person that comes of events, those with most identities first. */
export function drawSimulation(
  { graphs, lost, warnings }: IdentitySimulation,
  events: readonly EventLine[],
  priority: readonly string[],
): readonly DrawnGraph[] {
  const held = new Set(
    warnings.filter(({ kind }) => kind === 'blocked' || kind === 'quarantined').flatMap(idsOf),
  )
  const isLost = new Set(lost.map(({ link }) => pairKey(link)))
  const pairs = countPairs(events)
  const seen = new Map(
    events
      .flatMap(idsOf)
      .toReversed()
      .map((id, place) => [id, -place]),
  )
  const rank = (id: string) => priority.indexOf(namespaceOf(id))
  const drawn = graphs.map((graph): DrawnGraph => {
    const own = new Set(graph)
    const ids = graph.toSorted((x, y) => rank(x) - rank(y) || seen.get(x)! - seen.get(y)!)
    return {
      ids: ids.map((id) => ({ id, isHeld: held.has(id) })),
      links: pairs
        .filter(({ key, ids: pair }) => !isLost.has(key) && pair.every((id) => own.has(id)))
        .map(({ ids: pair, count }) => ({ ids: pair, count, isByHand: false })),
      lost: lost.flatMap(({ link }) => (link.some((id) => own.has(id)) ? [{ ids: link }] : [])),
    }
  })
  return drawn.toSorted((x, y) => y.ids.length - x.ids.length)
}

const idsOf = ({ ids }: { readonly ids: readonly string[] }): readonly string[] => ids

interface CountedPair {
  readonly key: string
  readonly ids: Pair
  readonly count: number
}

/** How many events carry each pair of identities. */
function countPairs(events: readonly EventLine[]): readonly CountedPair[] {
  const pairs = new Map<string, CountedPair>()
  for (const event of events) {
    const ids = [...new Set(event.ids)]
    for (const [place, one] of ids.entries()) {
      for (const other of ids.slice(place + 1)) {
        const key = pairKey([one, other])
        pairs.set(key, { key, ids: [one, other], count: (pairs.get(key)?.count ?? 0) + 1 })
      }
    }
  }
  return [...pairs.values()]
}
