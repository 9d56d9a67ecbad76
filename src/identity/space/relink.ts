import type { LakeClient } from '../../lake/client.ts'
import { type Graphs, linkGraphs } from '../linking/index.ts'
import { listSpoken } from './hand.ts'
import { readRecords } from './records.ts'
import { HELD, selectGraphs } from './tables.ts'
import { type IsNamed, withNamed } from './named.ts'
import { findMembers, type Ground, indexBy, loadWorld, NONE, type World } from './world.ts'
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
  /** 1 for identities of which something may be other than before. */
  readonly concerned: Uint8Array
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
  const found = touched === null ? null : await findMembers(lake, ground, touched)
  const members = found?.members ?? null
  const { world, stored } = await withNamed(lake, members, async (isMember) => {
    const loaded = await loadWorld(lake, ground, members, isMember)
    return { world: loaded, stored: await readBefore(lake, ground, loaded.codes, isMember) }
  })
  const graphs = await linkGraphs(world.ledger)
  const { codes } = world
  const isThere = markLinked(ground, world)
  const codeOf = (indexes: Uint32Array) =>
    indexes.map((index, own) => (isThere[own] === 1 ? codes[index]! : 0))
  const { componentBefore, ...before } = stored
  const relinked = {
    world,
    graphs,
    isWhole: members === null,
    ...before,
    after: codeOf(graphs.graph),
    component: codeOf(graphs.component),
    held: listHeld(ground, world, graphs),
  }
  const isAll = found === null || members !== null
  const concerned = isAll
    ? new Uint8Array(codes.length).fill(1)
    : markConcerned(relinked, componentBefore, found.start)
  return { ...relinked, concerned }
}

/** Where all were worked out though few were touched: those in their components, and those whose graph is another one. */
function markConcerned(
  { world: { codes }, before, after, heldBefore, held, component }: Omit<Relinked, 'concerned'>,
  componentBefore: Uint32Array,
  touched: Uint32Array,
): Uint8Array {
  const indexOf = indexBy(codes)
  const places = [...touched].map(indexOf).filter((index) => index !== NONE)
  const components = new Set(places.flatMap((at) => [component[at]!, componentBefore[at]!]))
  components.delete(0)
  return Uint8Array.from(codes, (_, at) => {
    const isNear = components.has(component[at]!) || components.has(componentBefore[at]!)
    const isOther =
      after[at] !== before[at] ||
      held[at] !== heldBefore[at] ||
      component[at] !== componentBefore[at]
    return isNear || isOther ? 1 : 0
  })
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
  isMember: IsNamed,
): Promise<Pick<Relinked, 'before' | 'heldBefore'> & { readonly componentBefore: Uint32Array }> {
  const rows = await readRecords(
    lake,
    sql`
      SELECT code, graph, held, component FROM (${selectGraphs(state, isMember(sql`code`))})
      ORDER BY code`,
    0,
    4,
  )
  const code = rows.integers(0)
  const graph = rows.integers(1)
  const held = rows.integers(2)
  const component = rows.integers(3)
  const before = new Uint32Array(codes.length)
  const heldBefore = new Uint32Array(codes.length)
  const componentBefore = new Uint32Array(codes.length)
  for (let row = 0, index = 0; row < rows.rows; row++) {
    while (codes[index]! < code[row]!) index++
    before[index] = graph[row]!
    heldBefore[index] = held[row]!
    componentBefore[index] = component[row]!
  }
  return { before, heldBefore, componentBefore }
}
