import type { LakeClient } from '../../lake/client.ts'
import { sql, value } from '../../lake/sql.ts'
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
  const ownCodes = sql`
    SELECT code FROM ${spaceTable(state, 'ids')}
    WHERE namespace = ${value(namespace, 'String')} AND id IN ${value(ids, 'Array(String)')}`
  const isFree = sql`held = ${value(HELD.no, 'UInt32')}`
  const own = sql`SELECT code, graph FROM (${selectGraphs(state, sql`code IN (${ownCodes})`)}) WHERE ${isFree}`
  const near = sql`code IN (
    SELECT code FROM ${spaceTable(state, 'graphs')} WHERE graph IN (SELECT graph FROM (${own})))`
  const members = sql`SELECT code, graph FROM (${selectGraphs(state, near)}) WHERE ${isFree}`
  const links = selectLinks(state, selectStoredHand(state), {
    of: sql`a IN (SELECT code FROM (${members}))`,
  })
  return lake.query<Member>(sql`
    SELECT persons.id AS person, texts.namespace AS namespace, texts.id AS id,
      toFloat64(seen.first) AS first, toFloat64(seen.last) AS last
    FROM (${own}) AS own
    INNER JOIN (SELECT code, id FROM ${spaceTable(state, 'ids')} WHERE code IN (${ownCodes})) AS persons
      ON persons.code = own.code
    INNER JOIN (${members}) AS members ON members.graph = own.graph
    INNER JOIN (
      SELECT code, toString(namespace) AS namespace, id FROM ${spaceTable(state, 'ids')}
      WHERE code IN (SELECT code FROM (${members}))) AS texts ON texts.code = members.code
    INNER JOIN (SELECT a AS code, min(time) AS first, max(time) AS last FROM (${links}) GROUP BY a) AS seen
      ON seen.code = members.code`)
}
