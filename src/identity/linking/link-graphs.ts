import { findConflicts } from './conflicts.ts'
import type { Graphs, Ledger, LostLink, Pair } from './graphs.ts'
import { findQuarantined } from './guard.ts'
import { applyLimits, findCrowded } from './limits.ts'
import { linkInOrder, type StandingLink } from './linker.ts'
import { createSets } from './sets.ts'
import { readWorld } from './world.ts'

/**
 * The graphs of a ledger: f(ledger, rules), nothing else. Where links break no rule they are joined at
 * once; only elsewhere they are followed row by row, in the order of time. identity §2, §3
 */
export async function linkGraphs(ledger: Ledger): Promise<Graphs> {
  const quarantined = findQuarantined(ledger)
  const held: ReadonlySet<number> = new Set(quarantined.map(({ index }) => index))
  const component = joinLinks(ledger, nobody)
  const parts = held.size === 0 ? component : joinLinks(ledger, held)
  const broken = findConflicts(ledger, held, parts)
  const followed = await followRows(ledger, held, selectMembers(parts, broken))
  const graph = joinAgain(parts, broken, followed.standing)
  const crowded = findCrowded(ledger, graph)
  const isCrowded = (index: number) => crowded[graph[index]!] === 1
  const isPlain = (index: number) => isCrowded(index) && broken[parts[index]!] === 0
  const limited = applyLimits(ledger, [
    ...followed.standing.filter(({ pair }) => isCrowded(pair[0])),
    ...standingLinks(ledger, held, isPlain),
  ])
  return {
    component,
    graph: joinAgain(graph, crowded, limited.standing),
    lost: [...followed.lost, ...limited.cut.map(lostToLimit)],
    left: limited.left,
    quarantined,
  }
}

const nobody: ReadonlySet<number> = new Set()

/** Per identity the lowest one that it is linked with, where what rows say of the held ones is left out. */
function joinLinks({ namespaceOf, links, hand }: Ledger, held: ReadonlySet<number>): Uint32Array {
  const { a, b } = links
  const sets = createSets(namespaceOf.length)
  for (const [i, j] of hand.together) sets.join(i, j)
  for (let link = 0; link < a.length; link++) {
    if (!held.has(a[link]!) && !held.has(b[link]!)) sets.join(a[link]!, b[link]!)
  }
  return sets.roots()
}

/** The identities whose sets are selected by their lowest one. */
function selectMembers(rootOf: Uint32Array, isSelected: Uint8Array): Uint32Array {
  let count = 0
  for (let i = 0; i < rootOf.length; i++) count += isSelected[rootOf[i]!]!
  const members = new Uint32Array(count)
  let place = 0
  for (let i = 0; i < rootOf.length; i++) if (isSelected[rootOf[i]!] === 1) members[place++] = i
  return members
}

/** The selected sets by these links only, the others as they are. */
function joinAgain(
  rootOf: Uint32Array,
  isSelected: Uint8Array,
  standing: readonly StandingLink[],
): Uint32Array {
  if (!isSelected.includes(1)) return rootOf
  const sets = createSets(rootOf.length)
  for (let i = 0; i < rootOf.length; i++) {
    if (isSelected[rootOf[i]!] === 0) sets.join(i, rootOf[i]!)
  }
  for (const { pair } of standing) sets.join(pair[0], pair[1])
  return sets.roots()
}

interface Followed {
  readonly standing: readonly StandingLink[]
  readonly lost: readonly LostLink[]
}

async function followRows(
  ledger: Ledger,
  held: ReadonlySet<number>,
  members: Uint32Array,
): Promise<Followed> {
  if (members.length === 0) return { standing: [], lost: [] }
  const world = readWorld(ledger, held, members, await ledger.readSightings(members))
  const { standing, lost } = linkInOrder(world)
  const indexed = ([x, y]: Pair): Pair => inOrder(world.indexes[x]!, world.indexes[y]!)
  return {
    standing: standing.map((link) => ({ ...link, pair: indexed(link.pair) })),
    lost: Array.from(lost, ([link, { to, reason, row }]) => {
      const [a, b] = indexed(world.links[link]!)
      const at = { row: row?.row ?? null, time: row?.time ?? null }
      return { a, b, to: to && indexed(to), reason, ...at }
    }),
  }
}

const inOrder = (i: number, j: number): Pair => (i < j ? [i, j] : [j, i])

/** The links of identities whose graphs rows have not broken: all of them. */
function standingLinks(
  { links: { a, b, last }, hand }: Ledger,
  held: ReadonlySet<number>,
  isWanted: (index: number) => boolean,
): readonly StandingLink[] {
  const found: StandingLink[] = []
  for (const pair of hand.together) {
    if (isWanted(pair[0])) found.push({ pair, byHand: true, last: -Infinity })
  }
  for (let link = 0; link < a.length; link++) {
    const i = a[link]!
    const j = b[link]!
    if (!isWanted(i) || held.has(i) || held.has(j)) continue
    found.push({ pair: [i, j], byHand: false, last: last[link]! })
  }
  return found
}

const lostToLimit = ([a, b]: Pair): LostLink => ({
  a,
  b,
  to: null,
  reason: 'limit',
  row: null,
  time: null,
})
