import type { LakeClient } from '../../client.ts'
import type { Sql } from '../../sql.ts'

export interface AskedOwners {
  /** The namespace of the persons. */
  readonly target: string
  /** A query of the ids (`id`, of any namespace) that are asked for; null: all. */
  readonly among: Sql | null
}

/** What stitching asks of an identity graph, as it is at one version. */
export interface StitchingGraph {
  readonly version: string
  /** Namespaces, the most important one first. */
  readonly priorities: readonly string[]
  /** Namespaces of devices: what people share, and are not known by. */
  readonly devices: readonly string[]
  /** Which ids are nobody's, as one text; null: none is. A row that is known by one needs another one. */
  readonly blocking: string | null
  /**
   * Writes who rows with an id belong to into a table: columns `namespace`, `id`, `start` (UTC ms, Int64; the least one for
   * always) and `person`, the id of the target namespace; empty: nobody, the rows are their own id's.
   */
  writeOwners(lake: LakeClient, asked: AskedOwners, table: Sql): Promise<void>
  /** Ids (`namespace`, `id`) whose owners may be others than at an earlier version; null: any. */
  selectChangedIds(since: string): Sql | null
  /** Ids (`namespace`, `id`) that are nobody's; null: none is. */
  selectBlocked(): Sql | null
}

/** By identity space. */
export type StitchingGraphs = ReadonlyMap<string, StitchingGraph>
