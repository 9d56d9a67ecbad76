import type { LostReason, Pair } from './graphs.ts'
import { createPairCounts, type PairCounts } from './pair-counts.ts'
import { createPathFinder, type PathFinder } from './paths.ts'
import type { Row, World } from './world.ts'

/** What stands in a world, and what does not; links by their places in it. */
export interface Outcome {
  readonly standing: readonly StandingLink[]
  readonly lost: ReadonlyMap<number, Loss>
}

export interface StandingLink {
  readonly pair: Pair
  readonly byHand: boolean
  /** The time of the last row that carried it; -Infinity where none did. */
  readonly last: number
}

export interface Loss {
  readonly to: Pair | null
  readonly reason: LostReason
  /** The row on which it was lost; null where a hand's link was refused. */
  readonly row: Row | null
}

/** Identities that standing links connect. */
interface Graph {
  readonly members: number[]
  readonly links: number[]
  /** Its identity of each unique namespace, if any. */
  readonly holders: (number | undefined)[]
  /** Members that must never be together with someone. */
  readonly nevers: number[]
}

/** Why a link cannot stand. */
type Obstacle =
  | { readonly reason: 'never'; readonly to: Pair }
  | { readonly reason: 'unique'; readonly slot: number }
  | { readonly reason: 'pair'; readonly key: NonNullable<ReturnType<PairCounts['findFull']>> }

/**
 * Links a world row by row. A row whose links break no rule is taken as it is; otherwise the graphs
 * concerned are made again, link by link: by hand, of this row, by the sum of the two priorities, the
 * newest, by text; a link that would break a rule is lost until a row carries it again. identity §3
 */
export function linkInOrder(world: World): Outcome {
  const { rules, namespaceOf, links } = world
  const slots = rules.namespaces.flatMap(({ unique }, index) => (unique ? [index] : []))
  const slotOf = rules.namespaces.map((_, index) => slots.indexOf(index))
  const sums = links.map(([x, y]) => namespaceOf[x]! + namespaceOf[y]!)
  const lastSeen = new Float64Array(links.length).fill(-Infinity)
  const isStanding = new Uint8Array(links.length)
  const isByHand = new Uint8Array(links.length)
  const isOfRow = new Uint8Array(links.length)
  const pairCounts = createPairCounts(world)
  const nevers = partnersOf(world.never)
  const lost = new Map<number, Loss>()
  const graphOf = Array.from(namespaceOf, (_, identity) => createGraph(identity))

  function createGraph(identity: number): Graph {
    const holders: (number | undefined)[] = slots.map(() => undefined)
    const slot = slotOf[namespaceOf[identity]!]!
    if (slot >= 0) holders[slot] = identity
    return {
      members: [identity],
      links: [],
      holders,
      nevers: nevers.has(identity) ? [identity] : [],
    }
  }

  function stand(link: number): void {
    isStanding[link] = 1
    lost.delete(link)
    pairCounts.add(link)
    const [x, y] = links[link]!
    mergeGraphs(graphOf[x]!, graphOf[y]!).links.push(link)
  }

  function mergeGraphs(one: Graph, other: Graph): Graph {
    if (one === other) return one
    const [large, small] = one.members.length < other.members.length ? [other, one] : [one, other]
    for (const member of small.members) {
      graphOf[member] = large
      large.members.push(member)
    }
    for (const link of small.links) large.links.push(link)
    for (const member of small.nevers) large.nevers.push(member)
    for (const [slot, holder] of small.holders.entries()) {
      if (holder !== undefined) large.holders[slot] = holder
    }
    return large
  }

  function findObstacle(link: number): Obstacle | undefined {
    const [x, y] = links[link]!
    const one = graphOf[x]!
    const other = graphOf[y]!
    const key = pairCounts.findFull(link)
    const full = key && ({ reason: 'pair', key } as const)
    if (one === other) return full
    const to = findNever(one, other)
    if (to) return { reason: 'never', to }
    const slot = slots.findIndex(
      (_, each) => one.holders[each] !== undefined && other.holders[each] !== undefined,
    )
    return slot < 0 ? full : { reason: 'unique', slot }
  }

  function findNever(one: Graph, other: Graph): Pair | undefined {
    const [few, many] = one.nevers.length < other.nevers.length ? [one, other] : [other, one]
    for (const member of few.nevers) {
      for (const partner of nevers.get(member)!) {
        if (graphOf[partner] === many) return [member, partner]
      }
    }
    return undefined
  }

  /** Rows carry links with the same time, which is newer than any before. */
  function compareLinks(x: number, y: number): number {
    return (
      isByHand[y]! - isByHand[x]! ||
      isOfRow[y]! - isOfRow[x]! ||
      sums[x]! - sums[y]! ||
      lastSeen[y]! - lastSeen[x]! ||
      links[x]![0] - links[y]![0] ||
      links[x]![1] - links[y]![1]
    )
  }

  function readRow(row: Row): void {
    for (const link of row.links) lastSeen[link] = row.time
    if (row.links.every((link) => isStanding[link] === 1)) return
    for (const group of groupLinks(row.links)) {
      if (breaksRules(group)) makeAgain(group, row)
      else for (const link of group.links) if (isStanding[link] === 0) stand(link)
    }
  }

  /** What a row brings together: all of it, unless links of it were retracted or held back. */
  function groupLinks(ofRow: readonly number[]): readonly Group[] {
    const groupOf = new Map<Graph, Group>()
    for (const link of ofRow) {
      const [x, y] = links[link]!
      joinGroups(groupOf, graphOf[x]!, graphOf[y]!).links.push(link)
    }
    return [...new Set(groupOf.values())]
  }

  function breaksRules({ graphs, links: ofGroup }: Group): boolean {
    const added = ofGroup.filter((link) => isStanding[link] === 0)
    if (pairCounts.isTooMany(added)) return true
    const all = [...graphs]
    const isTaken = (slot: number) =>
      all.filter(({ holders }) => holders[slot] !== undefined).length > 1
    if (slots.some((_, slot) => isTaken(slot))) return true
    return all.some((graph) =>
      graph.nevers.some((member) =>
        nevers.get(member)!.some((partner) => {
          const other = graphOf[partner]!
          return other !== graph && graphs.has(other)
        }),
      ),
    )
  }

  function makeAgain({ graphs, links: ofGroup }: Group, row: Row): void {
    const wasStanding = new Set(ofGroup.filter((link) => isStanding[link] === 1))
    const candidates: number[] = []
    for (const graph of graphs) {
      for (const link of graph.links) candidates.push(link)
      for (const member of graph.members) graphOf[member] = createGraph(member)
    }
    for (const link of candidates) {
      isStanding[link] = 0
      pairCounts.remove(link)
    }
    for (const link of ofGroup) {
      isOfRow[link] = 1
      if (!wasStanding.has(link)) candidates.push(link)
    }
    candidates.sort(compareLinks)
    for (const link of ofGroup) isOfRow[link] = 0
    standOrLose(candidates, row)
  }

  /** Those that cannot stand are lost to the strongest link that keeps their ends from each other. */
  function standOrLose(candidates: readonly number[], row: Row | null): void {
    const refused: (readonly [link: number, obstacle: Obstacle])[] = []
    const tree: number[] = []
    for (const link of candidates) {
      const obstacle = findObstacle(link)
      if (obstacle) {
        refused.push([link, obstacle])
        continue
      }
      const [x, y] = links[link]!
      if (graphOf[x] !== graphOf[y]) tree.push(link)
      stand(link)
    }
    if (refused.length === 0) return
    const paths = createPathFinder(tree, links)
    for (const [link, obstacle] of refused) {
      lost.set(link, {
        to: findWinner(link, obstacle, paths, candidates),
        reason: obstacle.reason,
        row,
      })
    }
  }

  function findWinner(
    link: number,
    obstacle: Obstacle,
    paths: PathFinder,
    candidates: readonly number[],
  ): Pair | null {
    if (obstacle.reason === 'never') return obstacle.to
    if (obstacle.reason === 'pair') {
      const { key } = obstacle
      const winner = candidates.find(
        (other) => isStanding[other] === 1 && pairCounts.isCounted(key, other),
      )
      return winner === undefined ? null : links[winner]!
    }
    const places = links[link]!.map((end) =>
      paths.findStrongest(graphOf[end]!.holders[obstacle.slot]!, end),
    )
    const winner = Math.min(...places)
    return winner === Infinity ? null : links[paths.linkAt(winner)]!
  }

  const byHand = world.links.flatMap((_, link) => (link < world.byHand ? [link] : []))
  for (const link of byHand) isByHand[link] = 1
  standOrLose(byHand, null)
  for (const link of lost.keys()) isByHand[link] = 0
  for (const row of world.rows) readRow(row)
  const standing = links.flatMap((pair, link) =>
    isStanding[link] === 1 ? [{ pair, byHand: isByHand[link] === 1, last: lastSeen[link]! }] : [],
  )
  return { standing, lost }
}

/** Graphs that links of a row bring together. */
interface Group {
  readonly graphs: Set<Graph>
  readonly links: number[]
}

/** The group of two graphs, which are in none or in groups of their own before. */
function joinGroups(groupOf: Map<Graph, Group>, one: Graph, other: Graph): Group {
  const group = groupOf.get(one) ?? { graphs: new Set([one]), links: [] }
  groupOf.set(one, group)
  const joined = groupOf.get(other) ?? { graphs: new Set([other]), links: [] }
  if (joined === group) return group
  for (const graph of joined.graphs) {
    group.graphs.add(graph)
    groupOf.set(graph, group)
  }
  for (const link of joined.links) group.links.push(link)
  return group
}

function partnersOf(never: readonly Pair[]): ReadonlyMap<number, readonly number[]> {
  const partners = new Map<number, number[]>()
  const note = (x: number, y: number) => {
    const known = partners.get(x)
    if (known) known.push(y)
    else partners.set(x, [y])
  }
  for (const [x, y] of never) {
    note(x, y)
    note(y, x)
  }
  return partners
}
