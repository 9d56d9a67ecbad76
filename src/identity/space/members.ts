import type { LakeClient } from '../../lake/client.ts'
import { type Sql, sql, value } from '../../lake/sql.ts'
import { withScratch } from './scratch.ts'
import { type SpaceState, spaceTable } from './state.ts'
import { HELD, selectGraphs, selectLinks, selectStoredHand } from './tables.ts'

/** An identity of the graph that somebody's id is in; the times of its links in UTC ms. */
export interface Member {
  /** Of the ids that were asked for. */
  readonly person: string
  readonly namespace: string
  readonly id: string
  readonly first: number
  readonly last: number
}

/** The graphs that ids of a namespace are in, with all of their identities; those that link nothing are in none. */
export function listMembers(
  lake: LakeClient,
  state: SpaceState,
  namespace: string,
  ids: readonly string[],
): Promise<readonly Member[]> {
  return withScratch(lake, state, async (keep) => {
    const isFree = sql`held = ${value(HELD.no, 'UInt32')}`
    const asked = await keep(
      sql`code UInt32, id String`,
      sql`SELECT code, id FROM ${spaceTable(state, 'ids')}
        WHERE namespace = ${value(namespace, 'String')} AND id IN ${value(ids, 'Array(String)')}`,
    )
    const isAsked = sql`code IN (SELECT code FROM ${asked})`
    const own = await keep(
      sql`id String, graph UInt32`,
      sql`SELECT id, graph FROM ${asked} AS asked
        INNER JOIN (${selectGraphs(state, isAsked)}) AS graphs USING (code) WHERE ${isFree}`,
    )
    const near = sql`code IN (
      SELECT code FROM ${spaceTable(state, 'graphs')} WHERE graph IN (SELECT graph FROM ${own}))`
    const members = await keep(
      sql`code UInt32, graph UInt32`,
      sql`SELECT code, graph FROM (${selectGraphs(state, near)}) WHERE ${isFree}`,
    )
    const isMember = (code: Sql) => sql`${code} IN (SELECT code FROM ${members})`
    const links = selectLinks(state, selectStoredHand(state), { of: isMember(sql`a`) })
    return lake.query<Member>(sql`
      SELECT own.id AS person, texts.namespace AS namespace, texts.id AS id,
        toFloat64(seen.first) AS first, toFloat64(seen.last) AS last
      FROM ${own} AS own
      INNER JOIN ${members} AS members ON members.graph = own.graph
      INNER JOIN (
        SELECT code, toString(namespace) AS namespace, id FROM ${spaceTable(state, 'ids')}
        WHERE ${isMember(sql`code`)}) AS texts ON texts.code = members.code
      INNER JOIN (SELECT a AS code, min(time) AS first, max(time) AS last FROM (${links}) GROUP BY a) AS seen
        ON seen.code = members.code`)
  })
}
