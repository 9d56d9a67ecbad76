import type { StandingLink } from './linker.ts'
import type { LeftIdentity, Pair } from './graphs.ts'
import type { Rules } from './rules.ts'
import { createSets } from './sets.ts'

const DAY = 86_400_000

/** What limits leave of graphs. Links and identities are indexes of the ledger. */
export interface Limited {
  /** Links that still stand. */
  readonly standing: readonly StandingLink[]
  /** Links that went with an identity. */
  readonly cut: readonly Pair[]
  readonly left: readonly LeftIdentity[]
}

interface Surroundings {
  readonly rules: Rules
  readonly namespaceOf: Uint8Array
  readonly compare: (i: number, j: number) => number
}

/** The graphs that may have too many ids of a namespace, by their lowest identity: 1 where they do. */
export function findCrowded({ rules, namespaceOf }: Surroundings, graph: Uint32Array): Uint8Array {
  const crowded = new Uint8Array(graph.length)
  for (const [index, { limit }] of rules.namespaces.entries()) {
    if (limit === undefined) continue
    const counts = new Uint32Array(graph.length)
    for (let i = 0; i < graph.length; i++) {
      if (namespaceOf[i] === index && ++counts[graph[i]!]! > limit.count) crowded[graph[i]!] = 1
    }
  }
  return crowded
}

/**
 * Of every namespace with a limit the ids that were seen longest ago leave their graph with their
 * links; those with a link by hand stay. What is left may fall apart, and then each part has limits of
 * its own. identity §3
 */
export function applyLimits(surroundings: Surroundings, links: readonly StandingLink[]): Limited {
  const left: LeftIdentity[] = []
  const cut: Pair[] = []
  let standing = links
  for (;;) {
    const leaving = readGraphs(standing).flatMap((graph) => findLeaving(surroundings, graph))
    if (leaving.length === 0) return { standing, cut, left }
    for (const each of leaving) left.push(each)
    const gone = new Set(leaving.map(({ index }) => index))
    const isCut = ({ pair: [i, j] }: StandingLink) => gone.has(i) || gone.has(j)
    for (const link of standing) if (isCut(link)) cut.push(link.pair)
    standing = standing.filter((link) => !isCut(link))
  }
}

interface SeenGraph {
  /** When each identity was seen last; those with a link by hand are always there. */
  readonly seen: Map<number, number>
  /** The time of its latest link. */
  latest: number
}

function readGraphs(links: readonly StandingLink[]): readonly SeenGraph[] {
  const numbers = numberEnds(links)
  const sets = createSets(numbers.size)
  for (const { pair } of links) sets.join(numbers.get(pair[0])!, numbers.get(pair[1])!)
  const graphs = new Map<number, SeenGraph>()
  for (const { pair, last, byHand } of links) {
    const root = sets.find(numbers.get(pair[0])!)
    const graph = graphs.get(root) ?? { seen: new Map<number, number>(), latest: -Infinity }
    graphs.set(root, graph)
    graph.latest = Math.max(graph.latest, last)
    const time = byHand ? Infinity : last
    for (const end of pair) {
      graph.seen.set(end, Math.max(graph.seen.get(end) ?? -Infinity, time))
    }
  }
  return [...graphs.values()]
}

function numberEnds(links: readonly StandingLink[]): ReadonlyMap<number, number> {
  const numbers = new Map<number, number>()
  for (const { pair } of links) {
    for (const end of pair) if (!numbers.has(end)) numbers.set(end, numbers.size)
  }
  return numbers
}

function findLeaving(
  { rules, namespaceOf, compare }: Surroundings,
  { seen, latest }: SeenGraph,
): readonly LeftIdentity[] {
  const members = [...seen.keys()]
  const gone = rules.namespaces.flatMap(({ limit }, namespace) => {
    if (limit === undefined) return []
    const { count, days = Infinity } = limit
    const since = latest - days * DAY
    return members
      .filter((index) => namespaceOf[index] === namespace && seen.get(index)! >= since)
      .sort((i, j) => compareDown(seen.get(i)!, seen.get(j)!) || compare(i, j))
      .slice(count)
      .filter((index) => seen.get(index) !== Infinity)
  })
  const leaving = new Set(gone)
  const from = members.filter((index) => !leaving.has(index)).reduce(lower, Infinity)
  return gone.map((index) => ({ index, from }))
}

const lower = (i: number, j: number): number => Math.min(i, j)

const compareDown = (x: number, y: number): number => Number(y > x) - Number(x > y)
