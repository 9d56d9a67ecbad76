import { ThroughlineError } from '../../model/errors.ts'
import type { LakeClient } from '../../lake/client.ts'
import { sql, value } from '../../lake/sql.ts'
import { type Identity, printIdentity } from '../ledger/index.ts'
import { readIdentities } from './people.ts'
import { readCodes } from './records.ts'
import { type SpaceState, spaceTable } from './state.ts'
import { selectGraphs } from './tables.ts'

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

/** What is known of an identity by itself. */
export interface FoundIdentity {
  readonly code: number
  /** By the values that the space blocks. */
  readonly isBlocked: boolean
}

/** Errors: identity/unknown. */
export async function findIdentity(
  lake: LakeClient,
  state: SpaceState,
  identity: Identity,
): Promise<FoundIdentity> {
  const [namespace, id] = identity
  const [found] = await lake.query<FoundIdentity>(sql`
    SELECT code, blocked AS isBlocked FROM ${spaceTable(state, 'ids')}
    WHERE namespace = ${value(namespace, 'String')} AND id = ${value(id, 'String')}`)
  if (found !== undefined) return found
  throw new ThroughlineError('identity/unknown', { id: printIdentity(identity) })
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

/** The identities of the graph that an identity is in; only itself where the space does not know it. */
export async function listGraph(
  lake: LakeClient,
  state: SpaceState,
  identity: Identity,
): Promise<readonly Identity[]> {
  const [namespace, id] = identity
  const [found] = await lake.query<{ code: number }>(sql`
    SELECT code FROM ${spaceTable(state, 'ids')}
    WHERE namespace = ${value(namespace, 'String')} AND id = ${value(id, 'String')} AND NOT blocked`)
  if (found === undefined) return [identity]
  return [...(await readIdentities(lake, state, await findGraph(lake, state, found.code))).values()]
}
