import type { Rules } from '../linking/index.ts'
import type { DatasetType } from '../../model/definitions/dataset.ts'
import type { LakeClient } from '../../lake/client.ts'
import {
  type BatchEnds,
  type BatchVersions,
  type FieldLeaf,
  findRecord,
  hasTime,
  listLeaves,
  nameTable,
  readBatchEnds,
  readBatchVersions,
  recallBatchVersions,
  recallRecord,
  refuseDamage,
} from '../../lake/datasets/index.ts'
import { listTexts } from '../../lake/journey/encode.ts'
import { join, type Sql, sql, value } from '../../lake/sql.ts'

/** A dataset whose rows carry identities of a space. */
export interface Feed {
  readonly dataset: string
  readonly identities: readonly FedIdentity[]
}

export interface FedIdentity {
  /** A field of the rows; one in lists carries as many identities as it has texts. */
  readonly field: string
  readonly namespace: string
}

/** A feed as it lies in the lake now. */
export interface StoredFeed extends Feed {
  readonly type: DatasetType
  readonly leaves: readonly FieldLeaf[]
  readonly versions: BatchVersions
  /** How far those go that rows are appended to. */
  readonly ends: BatchEnds
}

/** Those of the feeds that have a table; `isLive` as in `readDatasets`. Errors: dataset/damaged. */
export async function readFeeds(
  lake: LakeClient,
  feeds: readonly Feed[],
  isLive = false,
): Promise<readonly StoredFeed[]> {
  const stored: StoredFeed[] = []
  for (const feed of feeds) {
    await refuseDamage(lake, feed.dataset, isLive)
    // First the batches: fields that come with later ones do no harm.
    const versions = await (isLive ? recallBatchVersions : readBatchVersions)(lake, feed.dataset)
    const ends = await readBatchEnds(lake, feed.dataset)
    const record = await (isLive ? recallRecord : findRecord)(lake, feed.dataset)
    if (record === undefined) continue
    stored.push({ ...feed, type: record.type, leaves: listLeaves(record.fields), versions, ends })
  }
  return stored
}

/**
 * More ids on one row say nothing about a person. Their pairs would be half a million for a list of a
 * thousand ids.
 */
const MOST_IDS = 100

/**
 * Rows that link something: `_row`, `_batch`, `time` (UTC ms; of arrival where the rows have none) and `ids`, an
 * array of distinct namespaces and ids without those that are blocked. `of`: a condition on the dataset's rows.
 */
export function selectLinkingRows(feed: StoredFeed, rules: Rules, forgotten: Sql, of: Sql): Sql {
  const time = hasTime(feed) ? sql`_time` : sql`_ingested_at`
  const known = feed.identities.filter(({ namespace }) => rules.indexOf(namespace) !== undefined)
  const ids = known.flatMap((identity) => selectIds(feed, identity))
  if (ids.length === 0)
    return sql`SELECT 0 AS _row, 0 AS _batch, 0 AS time, [('', '')] AS ids WHERE 0`
  const isId = sql`tupleElement(_id, 2) != '' AND NOT ${forgotten}`
  return sql`
    SELECT _row, _batch, toUnixTimestamp64Milli(${time}) AS time,
      arrayDistinct(arrayFilter(_id -> ${isId}, arrayConcat(${join(ids)}))) AS ids
    FROM ${nameTable(feed.dataset)}
    WHERE ${of} AND length(ids) BETWEEN 2 AND ${value(MOST_IDS, 'UInt32')}`
}

function selectIds({ leaves }: StoredFeed, { field, namespace }: FedIdentity): readonly Sql[] {
  const leaf = leaves.find(({ path }) => path === field)
  if (leaf === undefined) return []
  return [sql`arrayMap(_text -> (${value(namespace, 'String')}, _text), ${listTexts(leaf)})`]
}
