import type { LakeClient } from '../../lake/client.ts'
import { type Graphs, linkGraphs } from '../linking/index.ts'
import { listSpoken } from './hand.ts'
import { readRecords } from './records.ts'
import { HELD, selectGraphs } from './tables.ts'
import { findMembers, type Ground, indexBy, isAmong, loadWorld, NONE, type World } from './world.ts'
import { type Sql, sql } from '../../lake/sql.ts'

/** The graphs of some identities as they were and as they are to be; one element per identity of the world. */
export interface Relinked {
  readonly world: World
  readonly graphs: Graphs
  /** Whether all identities of the space are in it. */
  readonly isWhole: boolean
  /** Of the state before: the code of the graph, 0 where there was none. */
  readonly before: Uint32Array
  readonly heldBefore: Uint32Array
  /** The code of the graph, 0 for an identity that nothing links any more. */
  readonly after: Uint32Array
  readonly component: Uint32Array
  readonly held: Uint32Array
}

/**
 * Works out the graphs of all components that the identities of `touched` (a query of codes; null: all) are in.
 * Nothing is written.
 */
export async function relink(
  lake: LakeClient,
  ground: Ground,
  touched: Sql | null,
): Promise<Relinked> {
  const members = touched === null ? null : await findMembers(lake, ground, touched)
  const world = await loadWorld(lake, ground, members)
  const graphs = await linkGraphs(world.ledger)
  const { codes } = world
  const isThere = markLinked(ground, world)
  const codeOf = (indexes: Uint32Array) =>
    indexes.map((index, own) => (isThere[own] === 1 ? codes[index]! : 0))
  return {
    world,
    graphs,
    isWhole: members === null,
    ...(await readBefore(lake, ground, codes, members)),
    after: codeOf(graphs.graph),
    component: codeOf(graphs.component),
    held: listHeld(ground, world, graphs),
  }
}

/** Identities that rows link, or people speak of. */
function markLinked({ hand }: Ground, { codes, ledger }: World): Uint8Array {
  const isThere = new Uint8Array(codes.length)
  const spoken = listSpoken(hand).map(indexBy(codes))
  for (const indexes of [ledger.links.a, ledger.links.b, spoken.filter((i) => i !== NONE)]) {
    for (const index of indexes) isThere[index] = 1
  }
  return isThere
}

function listHeld({ hand }: Ground, { codes }: World, { quarantined }: Graphs): Uint32Array {
  const held = new Uint32Array(codes.length)
  for (const { index } of quarantined) held[index] = HELD.quarantined
  if (hand.blocked.size > 0) {
    for (const [index, code] of codes.entries()) {
      if (hand.blocked.has(code)) held[index] = HELD.blocked
    }
  }
  return held
}

async function readBefore(
  lake: LakeClient,
  { state }: Ground,
  codes: Uint32Array,
  members: Uint32Array | null,
): Promise<Pick<Relinked, 'before' | 'heldBefore'>> {
  const rows = await readRecords(
    lake,
    sql`
      SELECT code, graph, held, toUInt32(0) FROM (${selectGraphs(state, isAmong(sql`code`, members))})
      ORDER BY code`,
    0,
    4,
  )
  const [code, graph, held] = [0, 1, 2].map((column) => rows.integers(column)) as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ]
  const before = new Uint32Array(codes.length)
  const heldBefore = new Uint32Array(codes.length)
  for (let row = 0, index = 0; row < rows.rows; row++) {
    while (codes[index]! < code[row]!) index++
    before[index] = graph[row]!
    heldBefore[index] = held[row]!
  }
  return { before, heldBefore }
}
