import type { LakeClient } from '../../lake/client.ts'
import { keptOn } from '../../lake/durability.ts'
import { type Sql, sql, value } from '../../lake/sql.ts'
import type { Difference } from './differences.ts'
import type { SpaceState } from './state.ts'

/** What became of graphs, as those who follow a space are told. */
export interface SpaceChange {
  /** `version-nth`: what comes later has a higher version, or the same and a higher number. */
  readonly id: string
  readonly version: number
  /** UTC ms. */
  readonly at: number
  /** The change by hand that did it; null where rows did. */
  readonly change: string | null
  readonly detail: Difference | { readonly kind: 'rebuilt' }
}

const createChanges = (lake: LakeClient): Sql => sql`
  CREATE TABLE IF NOT EXISTS _identity_changes (
    space String, version UInt32, nth UInt32, at Int64, change String, ids Array(String), detail String)
  ENGINE = MergeTree ORDER BY (space, version, nth) ${keptOn(lake)}`

const prepareChanges = (lake: LakeClient): Promise<void> =>
  lake.memory.recall('identity changes', () => lake.command(createChanges(lake)))

/** Adds what a version of a space changed; told once the state of that version is published. */
export async function writeChanges(
  lake: LakeClient,
  { space, version }: Pick<SpaceState, 'space' | 'version'>,
  change: string,
  details: readonly SpaceChange['detail'][],
): Promise<void> {
  await prepareChanges(lake)
  const at = Date.now()
  const lines = details.map((detail, nth) =>
    JSON.stringify({
      space,
      version,
      nth,
      at,
      change,
      ids: idsOf(detail),
      detail: JSON.stringify(detail),
    }),
  )
  await lake.insertBytes('_identity_changes', 'JSONEachRow', Buffer.from(lines.join('\n')))
}

/** Every identity that a change names: it goes when one of them is forgotten. */
function idsOf(detail: SpaceChange['detail']): readonly string[] {
  switch (detail.kind) {
    case 'merged':
      return [...new Set([detail.person, ...detail.from, ...detail.ids])]
    case 'split':
      return [...new Set([detail.person, ...detail.into, ...detail.ids])]
    case 'renamed':
      return [...new Set([detail.person, detail.from, ...detail.ids])]
    case 'link-lost':
      return [...detail.link, ...(detail.to ?? [])]
    case 'quarantined':
    case 'released':
      return [detail.id]
    case 'rebuilt':
      return []
    default:
      return detail satisfies never
  }
}

/** Changes of published versions behind `after` (an id), the earliest first. */
export async function listChanges(
  lake: LakeClient,
  { space, version }: Pick<SpaceState, 'space' | 'version'>,
  after: string | undefined,
  limit: number,
): Promise<readonly SpaceChange[]> {
  await prepareChanges(lake)
  const [afterVersion = 0, afterNth = -1] = (after ?? '0-0').split('-').map(Number)
  const rows = await lake.query<
    Omit<SpaceChange, 'detail' | 'id'> & { nth: number; detail: string }
  >(sql`
    SELECT version, nth, toFloat64(at) AS at, change, detail FROM _identity_changes
    WHERE space = ${value(space, 'String')} AND version <= ${value(version, 'UInt32')}
      AND (version, toInt64(nth)) > (${value(afterVersion, 'UInt32')}, ${value(afterNth, 'Int64')})
    ORDER BY version, nth LIMIT ${value(limit, 'UInt32')}`)
  return rows.map(({ nth, detail, change, ...row }) => ({
    ...row,
    id: `${row.version}-${nth}`,
    change: change === '' ? null : change,
    detail: JSON.parse(detail) as SpaceChange['detail'],
  }))
}

/** Behind it come the latest changes of published versions, so many; undefined where there are no more. */
export async function findChangeBefore(
  lake: LakeClient,
  { space, version }: Pick<SpaceState, 'space' | 'version'>,
  latest: number,
): Promise<string | undefined> {
  await prepareChanges(lake)
  const [row] = await lake.query<{ id: string }>(sql`
    SELECT concat(toString(version), '-', toString(nth)) AS id FROM _identity_changes
    WHERE space = ${value(space, 'String')} AND version <= ${value(version, 'UInt32')}
    ORDER BY version DESC, nth DESC LIMIT 1 OFFSET ${value(latest, 'UInt32')}`)
  return row?.id
}

/** Takes out what a killed refresh wrote and never published. */
export async function dropUnpublishedChanges(
  lake: LakeClient,
  { space, version }: Pick<SpaceState, 'space' | 'version'>,
): Promise<void> {
  await prepareChanges(lake)
  const later = sql`space = ${value(space, 'String')} AND version > ${value(version, 'UInt32')}`
  const [left] = await lake.query<{ rows: number }>(
    sql`SELECT toFloat64(count()) AS rows FROM _identity_changes WHERE ${later}`,
  )
  if (left!.rows === 0) return
  await lake.command(
    sql`ALTER TABLE _identity_changes DELETE WHERE ${later} SETTINGS mutations_sync = 2`,
  )
}

/** Takes out all changes of a space. */
export async function dropChanges(lake: LakeClient, space: string): Promise<void> {
  await prepareChanges(lake)
  await lake.command(sql`
    ALTER TABLE _identity_changes DELETE WHERE space = ${value(space, 'String')}
    SETTINGS mutations_sync = 2`)
}

/** Takes out every change that names an identity. */
export async function dropChangesOf(lake: LakeClient, space: string, id: string): Promise<void> {
  await prepareChanges(lake)
  await lake.command(sql`
    ALTER TABLE _identity_changes DELETE
    WHERE space = ${value(space, 'String')} AND has(ids, ${value(id, 'String')})
    SETTINGS mutations_sync = 2`)
}
