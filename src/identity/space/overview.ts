import type { LakeClient } from '../../lake/client.ts'
import { mostEventsPerMonth } from '../../lake/journey/index.ts'
import { type Sql, sql, value } from '../../lake/sql.ts'
import { isUnusual, usualOf } from '../../lake/unusual.ts'
import { printIdentity } from '../ledger/index.ts'
import { nameSpaceTable, type SpaceState, spaceTable } from './state.ts'
import { HELD, selectGraphs, selectLinks, selectStoredHand } from './tables.ts'

/** How much a space holds. */
export interface SpaceFigures {
  readonly identities: number
  readonly people: number
  readonly largestGraph: number
  /** Pairs of identities that rows or people have linked. */
  readonly links: number
  readonly lost: number
  readonly quarantined: number
  readonly storedBytes: number
}

export async function measureSpace(lake: LakeClient, state: SpaceState): Promise<SpaceFigures> {
  const graphs = selectGraphs(state)
  const [figures] = await lake.query<Omit<SpaceFigures, 'links' | 'lost' | 'storedBytes'>>(sql`
    SELECT toFloat64(sum(size)) AS identities, toFloat64(count()) AS people,
      toFloat64(max(size)) AS largestGraph, toFloat64(sum(held)) AS quarantined
    FROM (
      SELECT graph, count() AS size, countIf(held = ${value(HELD.quarantined, 'UInt32')}) AS held
      FROM (${graphs}) GROUP BY graph)`)
  const links = sql`
    SELECT DISTINCT a, b FROM (${selectLinks(state, selectStoredHand(state))}) WHERE a < b`
  const lost = sql`
    SELECT a FROM ${spaceTable(state, 'lost')} WHERE (a, version) IN (SELECT code, at FROM (${graphs}))`
  const prefix = nameSpaceTable(state, 'ids').replace(/ids$/, '')
  return {
    ...figures!,
    links: await count(lake, links),
    lost: await count(lake, lost),
    storedBytes: await count(
      lake,
      sql`SELECT bytes_on_disk FROM system.parts
        WHERE database = currentDatabase() AND active AND startsWith(table, ${value(prefix, 'String')})`,
      sql`sum(bytes_on_disk)`,
    ),
  }
}

async function count(lake: LakeClient, rows: Sql, what: Sql = sql`count()`): Promise<number> {
  const [row] = await lake.query<{ n: number }>(sql`SELECT toFloat64(${what}) AS n FROM (${rows})`)
  return row!.n
}

/** An identity that the guard holds back. */
export interface HeldBack {
  readonly id: string
  /** How many people it would have joined. */
  readonly people: number
  readonly neighbours: number
  readonly idsPerMinute: number
}

export async function listQuarantined(
  lake: LakeClient,
  state: SpaceState,
): Promise<readonly HeldBack[]> {
  const isHeld = sql`held = ${value(HELD.quarantined, 'UInt32')}`
  const rows = await lake.query<Omit<HeldBack, 'id'> & { namespace: string; name: string }>(sql`
    SELECT namespace, id AS name, people, neighbours, per_minute AS idsPerMinute
    FROM ${spaceTable(state, 'quarantine')} AS held
    INNER JOIN (
      SELECT code, at AS version FROM (${selectGraphs(state)}) WHERE ${isHeld}
    ) AS graphs USING (code, version)
    INNER JOIN ${spaceTable(state, 'ids')} AS ids USING (code)
    ORDER BY neighbours DESC, namespace, name`)
  return rows.map(({ namespace, name, ...row }) => ({
    id: printIdentity([namespace, name]),
    ...row,
  }))
}

/** An identity that may name nobody, with the figures that say so. */
export interface Suspect {
  readonly id: string
  /** Identities that it was linked with directly. */
  readonly neighbours: number
  /** Rows of its busiest month that link it. */
  readonly rowsInMonth: number
  readonly reason: string
}

/**
 * Identities that seem to name nobody, those with the most neighbours first: linked with many times as many as
 * all but a few of their namespace, or on more rows in a month than a person can make. identity §3
 */
export async function listSuspects(
  lake: LakeClient,
  state: SpaceState,
  limit: number,
): Promise<readonly Suspect[]> {
  const links = sql`
    SELECT a AS code, b, dataset, row, toYYYYMM(fromUnixTimestamp64Milli(time, 'UTC')) AS month
    FROM (${selectLinks(state, selectStoredHand(state))}) WHERE dataset != 0`
  const neighbours = sql`SELECT code, toFloat64(uniqExact(b)) AS neighbours FROM (${links}) GROUP BY code`
  const months = sql`
    SELECT code, toFloat64(max(rows)) AS rowsInMonth FROM (
      SELECT code, uniqExact(dataset, row) AS rows FROM (${links}) GROUP BY code, month) GROUP BY code`
  const named = sql`
    SELECT namespace, id AS name, neighbours, rowsInMonth
    FROM (${neighbours}) AS seen
    INNER JOIN (${months}) AS months USING (code)
    INNER JOIN (SELECT code, namespace, id FROM ${spaceTable(state, 'ids')}) AS ids USING (code)`
  const usual = sql`SELECT namespace, ${usualOf(sql`neighbours`)} AS usual FROM (${named}) GROUP BY namespace`
  const rows = await lake.query<{
    readonly namespace: string
    readonly name: string
    readonly neighbours: number
    readonly rowsInMonth: number
    readonly crowded: number
  }>(sql`
    SELECT namespace, name, neighbours, rowsInMonth, ${isUnusual(sql`neighbours`, sql`usual`)} AS crowded
    FROM (${named}) AS named INNER JOIN (${usual}) AS usual USING (namespace)
    WHERE crowded OR rowsInMonth > ${value(mostEventsPerMonth, 'Float64')}
    ORDER BY neighbours DESC, namespace, name LIMIT ${value(limit, 'UInt32')}`)
  return rows.map(({ namespace, name, crowded, ...row }) => ({
    id: printIdentity([namespace, name]),
    ...row,
    reason: crowded
      ? `linked with ${row.neighbours} identities, far more than others of ${namespace}`
      : 'on more rows in a month than a person can make',
  }))
}
