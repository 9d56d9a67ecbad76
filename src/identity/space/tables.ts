import type { LakeClient } from '../../lake/client.ts'
import { keptOn } from '../../lake/durability.ts'
import { join, type Sql, sql, value } from '../../lake/sql.ts'
import { type RemovedBatches, type SpaceState, spaceTable, type Tables } from './state.ts'

/**
 * Makes the tables of a generation, empty. Links lie in both directions, so that all of an identity's are
 * neighbours; `graphs` and `lost` are only added to: the latest version of an identity counts.
 */
export async function createSpaceTables(lake: LakeClient, tables: Tables): Promise<void> {
  const create = async (name: Parameters<typeof spaceTable>[1], columns: Sql, order: Sql) => {
    const table = spaceTable(tables, name)
    await lake.command(sql`DROP TABLE IF EXISTS ${table} SYNC`)
    await lake.command(sql`
      CREATE TABLE ${table} (${columns}) ENGINE = MergeTree ORDER BY (${order}) ${keptOn(lake)}`)
  }
  await create(
    'ids',
    sql`namespace LowCardinality(String), id String, code UInt32, blocked Bool`,
    sql`namespace, id`,
  )
  await create(
    'links',
    sql`a UInt32, b UInt32, time Int64, dataset UInt16, batch UInt32, row UInt64, version UInt32`,
    sql`a, b, time`,
  )
  await create(
    'graphs',
    sql`code UInt32, component UInt32, graph UInt32, held UInt32, version UInt32`,
    sql`code, version`,
  )
  await create(
    'quarantine',
    sql`code UInt32, people UInt32, neighbours UInt32, per_minute UInt32, version UInt32`,
    sql`code, version`,
  )
  await create(
    'lost',
    sql`a UInt32, b UInt32, to_a UInt32, to_b UInt32, time Nullable(Int64), reason LowCardinality(String), version UInt32`,
    sql`a, b, version`,
  )
  await create(
    'hand',
    sql`a UInt32, b UInt32, kind LowCardinality(String), time Int64, entry UInt64, version UInt32`,
    sql`version, a, b`,
  )
}

/** Why an identity links nothing, as `held` of `graphs` says it. */
export const HELD = { no: 0, quarantined: 1, blocked: 2 } as const

/** What tells which rows of a generation belong to a state. */
export type Version = Tables & Pick<SpaceState, 'version' | 'removed'>

/** Condition for the rows of `links` that belong to a state. */
const isLinked = ({ version, removed }: Version): Sql =>
  join(
    [
      sql`version <= ${value(version, 'UInt32')}`,
      ...removed.map((batches) => sql`NOT (${isOfRemoved(batches, version)})`),
    ],
    sql` AND `,
  )

/** Condition for the rows of batches that were taken out; those of this version came anew. */
export const isOfRemoved = ({ dataset, batches }: RemovedBatches, version: number): Sql =>
  sql`dataset = ${value(dataset, 'UInt16')} AND batch IN ${value(batches, 'Array(UInt32)')}
    AND version < ${value(version, 'UInt32')}`

/** Entries by hand of a state in codes: `a`, `b`, `kind`, `time`, `entry`, in both directions. */
export const selectStoredHand = (state: Tables & Pick<SpaceState, 'hand'>): Sql => sql`
  SELECT a, b, kind, time, entry FROM ${spaceTable(state, 'hand')}
  WHERE version = ${value(state.hand, 'UInt32')}`

interface LinkOptions {
  /** A condition on `a`. */
  readonly of?: Sql
  /** Without the links of ids that never belong together. */
  readonly withoutNever?: boolean
}

/**
 * The links of a state, in both directions: `a`, `b`, `time`, `dataset` (0: by hand), `batch`, `row`; without
 * those that were retracted. `hand`: what people said, as `selectStoredHand` gives it.
 */
export function selectLinks(
  state: Version,
  hand: Sql,
  { of = sql`1`, withoutNever = false }: LinkOptions = {},
): Sql {
  const isCut = withoutNever ? sql`kind != 'together'` : sql`kind = 'retracted'`
  const until = sql`if(kind = 'never', toInt64(9223372036854775807), time)`
  return sql`
    SELECT a, b, time, dataset, batch, row FROM (
      SELECT a, b, time, dataset, batch, row FROM ${spaceTable(state, 'links')}
      WHERE ${isLinked(state)} AND ${of}
    ) AS links
    LEFT ANY JOIN (
      SELECT a, b, max(${until}) AS until, true AS is_cut FROM (${hand}) WHERE ${isCut} GROUP BY a, b
    ) AS cuts USING (a, b)
    WHERE NOT (is_cut AND time <= until)
    UNION ALL
    SELECT a, b, time, toUInt16(0), toUInt32(0), entry FROM (${hand}) WHERE kind = 'together' AND ${of}`
}

/** Identities that rows link or people speak of, retracted links included: a query of `code`. `of`: a condition on it. */
export const selectKnown = (
  state: Version & Pick<SpaceState, 'hand'>,
  of: Sql = sql`1`,
): Sql => sql`
  SELECT code FROM (
    SELECT a AS code FROM ${spaceTable(state, 'links')} WHERE ${isLinked(state)}
    UNION ALL SELECT a AS code FROM (${selectStoredHand(state)})
  ) WHERE ${of}
  UNION ALL SELECT code FROM (${selectGraphs(state, of)})`

/**
 * The graph of each identity that has one: `code`, `component`, `graph`, `held`, `at` (the version that made it).
 * `of`: a condition on `code`.
 */
export const selectGraphs = (state: Version, of: Sql = sql`1`): Sql => sql`
  SELECT code, component, graph, held, at
  FROM (
    SELECT code, component, graph, held, version AS at
    FROM ${spaceTable(state, 'graphs')}
    WHERE version <= ${value(state.version, 'UInt32')} AND ${of}
    ORDER BY code, version DESC LIMIT 1 BY code)
  WHERE graph != 0`
