import { printLines } from '../model/print-lines.ts'
import { cellPattern } from './cell-pattern.ts'
import type { LakeClient } from './client.ts'
import { keptOn } from './durability.ts'
import { type Sql, sql, value } from './sql.ts'

/** Items of calls that were kept aside, whose times are ISO in UTC. */
export interface RejectedItem {
  readonly id: string
  readonly at: string
  readonly protocol: string
  readonly reason: string
  readonly detail: string
  readonly body: string
}

interface KeptItem {
  readonly source: string
  readonly item: RejectedItem
}

export interface RejectedPlace {
  readonly limit: number
  /** The id of the last one of the page before. */
  readonly after?: string | undefined
}

/** Made once, harmless to repeat. The same item may be written twice. */
export async function createRejectedTable(lake: LakeClient): Promise<void> {
  await lake.command(sql`
    CREATE TABLE IF NOT EXISTS _rejected
      (source String, id String, at DateTime64(3, 'UTC'), protocol LowCardinality(String),
       reason LowCardinality(String), detail String, body String)
    ENGINE = ReplacingMergeTree ORDER BY (source, id) ${keptOn(lake)}`)
}

/** Durable when it resolves. */
export async function keepRejected(lake: LakeClient, rows: readonly KeptItem[]): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    const lines = await printLines(rows.slice(at, at + ROWS_AT_ONCE).map(toRow))
    await lake.insertBytes('_rejected', 'JSONEachRow', Buffer.from(lines))
  }
}

const ROWS_AT_ONCE = 10_000

const toRow = ({ source, item: { at, ...rest } }: KeptItem) => ({
  source,
  at: at.slice(0, -1).replace('T', ' '),
  ...rest,
})

/** The latest first: ids rise with time. */
export function listRejected(
  lake: LakeClient,
  source: string,
  { limit, after }: RejectedPlace,
): Promise<RejectedItem[]> {
  const from = after === undefined ? sql`` : sql`AND id < ${value(after, 'String')}`
  return lake.query<RejectedItem>(sql`
    SELECT id, concat(replace(toString(at), ' ', 'T'), 'Z') AS at, protocol, reason, detail, body
    FROM _rejected FINAL WHERE source = ${value(source, 'String')} ${from}
    ORDER BY id DESC LIMIT ${value(limit, 'UInt32')}`)
}

export function findRejected(
  lake: LakeClient,
  source: string,
  ids: readonly string[],
): Promise<RejectedItem[]> {
  return lake.query<RejectedItem>(sql`
    SELECT id, concat(replace(toString(at), ' ', 'T'), 'Z') AS at, protocol, reason, detail, body
    FROM _rejected FINAL
    WHERE source = ${value(source, 'String')} AND id IN ${value([...ids], 'Array(String)')}`)
}

/** Those that were taken after all, or all of a source that is gone. */
export async function dropRejected(
  lake: LakeClient,
  source: string,
  ids?: readonly string[],
): Promise<void> {
  const these = ids === undefined ? sql`` : sql`AND id IN ${value([...ids], 'Array(String)')}`
  await lake.command(sql`
    ALTER TABLE _rejected DELETE WHERE source = ${value(source, 'String')} ${these}
    SETTINGS mutations_sync = 2`)
}

/** Items of some sources whose texts have one of these ids. */
export async function countRejectedWith(
  lake: LakeClient,
  sources: readonly string[],
  ids: readonly string[],
): Promise<number> {
  const [found] = await lake.query<{ n: number }>(
    sql`SELECT toFloat64(count()) AS n FROM _rejected FINAL WHERE ${haveIds(sources, ids)}`,
  )
  return found!.n
}

/** Removes them for good. */
export async function eraseRejectedWith(
  lake: LakeClient,
  sources: readonly string[],
  ids: readonly string[],
): Promise<void> {
  if (sources.length === 0 || ids.length === 0) return
  await lake.command(sql`
    ALTER TABLE _rejected DELETE WHERE ${haveIds(sources, ids)} SETTINGS mutations_sync = 2`)
}

const haveIds = (sources: readonly string[], ids: readonly string[]): Sql => sql`
  source IN ${value([...sources], 'Array(String)')}
  AND match(body, ${value(cellPattern(ids), 'String')})`
