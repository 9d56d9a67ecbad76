import { ThroughlineError } from '../../model/errors.ts'
import type { LakeClient } from '../../lake/client.ts'
import { sql, value } from '../../lake/sql.ts'
import { type Identity, printIdentity } from '../ledger/index.ts'
import { compileRules } from '../linking/index.ts'
import { readIdentities } from './people.ts'
import { readCodes } from './records.ts'
import { type SpaceState, spaceTable } from './state.ts'
import { selectGraphs, selectKnown } from './tables.ts'

/** `namespace:id` of a space. Errors: request/invalid. */
export function parseIdentity({ definition }: SpaceState, text: string): Identity {
  const colon = text.indexOf(':')
  const namespace = text.slice(0, Math.max(0, colon))
  const allowed = definition.namespaces.map(({ id }) => id)
  const id = text.slice(colon + 1)
  if (id !== '' && allowed.includes(namespace)) return [namespace, id]
  const reason = 'an identity is written namespace:id, with a namespace of the space'
  throw new ThroughlineError('request/invalid', { reason, value: text, allowed })
}

/** The code of a value that the space blocks: no link has it. */
export const BLOCKED = 0

/**
 * The code of an identity that a row links or a person speaks of; `BLOCKED` for a value that the space blocks.
 * One that no row has any more is not known, whatever there was before.
 * Errors: identity/unknown.
 */
export async function findIdentity(
  lake: LakeClient,
  state: SpaceState,
  identity: Identity,
): Promise<number> {
  const [namespace, id] = identity
  if (compileRules(state.definition).isBlocked(namespace, id)) return BLOCKED
  const [found] = await lake.query<{ code: number }>(sql`
    SELECT code FROM ${spaceTable(state, 'ids')}
    WHERE namespace = ${value(namespace, 'String')} AND id = ${value(id, 'String')}`)
  if (found !== undefined && (await isKnown(lake, state, found.code))) return found.code
  throw new ThroughlineError('identity/unknown', { id: printIdentity(identity) })
}

async function isKnown(lake: LakeClient, state: SpaceState, code: number): Promise<boolean> {
  const known = selectKnown(state, sql`code = ${value(code, 'UInt32')}`)
  return (await readCodes(lake, sql`SELECT code FROM (${known}) LIMIT 1`)).length > 0
}

/** The identities of the graph that an identity is in, ascending; only itself where nothing links it. */
export async function findGraph(
  lake: LakeClient,
  state: SpaceState,
  code: number,
): Promise<Uint32Array> {
  const own = sql`code = ${value(code, 'UInt32')}`
  const mine = (column: 'component' | 'graph') =>
    sql`(SELECT ${column === 'graph' ? sql`graph` : sql`component`} FROM (${selectGraphs(state, own)}))`
  const near = sql`code IN (
    SELECT code FROM ${spaceTable(state, 'graphs')} WHERE component IN ${mine('component')})`
  const members = await readCodes(
    lake,
    sql`SELECT code FROM (${selectGraphs(state, near)}) WHERE graph IN ${mine('graph')} ORDER BY code`,
  )
  return members.length === 0 ? Uint32Array.of(code) : members
}

/**
 * The graph that an identity is in, by the codes of its identities; only itself, under the code 0, where the space
 * gives none.
 */
export async function readGraph(
  lake: LakeClient,
  state: SpaceState,
  identity: Identity,
): Promise<ReadonlyMap<number, Identity>> {
  const [namespace, id] = identity
  const [found] = await lake.query<{ code: number }>(sql`
    SELECT code FROM ${spaceTable(state, 'ids')}
    WHERE namespace = ${value(namespace, 'String')} AND id = ${value(id, 'String')} AND NOT blocked`)
  if (found === undefined) return new Map([[0, identity]])
  return readIdentities(lake, state, await findGraph(lake, state, found.code))
}
