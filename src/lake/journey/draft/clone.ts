import { forgetOwners } from '../stitching/kept-owners.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { LakeClient } from '../../client.ts'
import { ident, literal, sql } from '../../sql.ts'
import { readBatchVersions } from '../../datasets/index.ts'
import { dropUnpublishedRows } from '../generation.ts'
import {
  type BatchShare,
  COMMITTED,
  type Journey,
  JOURNEY_PREFIX,
  type JourneyTables,
  nameTables,
  tablesOf,
} from '../journey.ts'
import { dropTables, loadJourney, takeConnectionTurn } from '../state.ts'
import { dropUnpublishedMoves } from '../stitching/moves.ts'

/** A published journey, and the same in tables of its own. */
export interface Cloned {
  readonly published: Journey
  readonly copy: Journey
}

/** As it is between two refreshes. Errors: connection/not-built, connection/damaged. */
export function clonePublished(
  lake: LakeClient,
  connection: string,
  name: string,
): Promise<Cloned> {
  return takeConnectionTurn(lake, connection, async () => {
    const published = await loadJourney(lake, connection)
    if (published === null) throw new ThroughlineError('connection/not-built', { id: connection })
    if (published.isDamaged) throw new ThroughlineError('connection/damaged', { id: connection })
    return { published, copy: await cloneJourney(lake, published, name) }
  })
}

/**
 * A journey in tables of its own, whose files are links: whatever becomes of the other one, this stays. To be
 * called where nothing is written to the tables. `name`: of the copy, as a connection, see `nameDraft`.
 */
export async function cloneJourney(
  lake: LakeClient,
  journey: Journey,
  name: string,
): Promise<Journey> {
  const from = tablesOf(journey)
  const named = nameTables(name, 1, from.moves !== undefined)
  for (const table of Object.keys(named) as (keyof JourneyTables)[]) {
    await lake.command(sql`CREATE TABLE ${ident(named[table]!)} CLONE AS ${ident(from[table]!)}`)
  }
  const copy = { ...journey, connection: name, tables: named }
  await dropUnpublishedRows(lake, copy)
  await dropUnpublishedMoves(lake, copy)
  return copy
}

/** What a draft is called in the place of a connection; no id has a space. */
export const nameDraft = (connection: string, work: string, part: string): string =>
  `${connection} ${work} ${part}`

/** Drops all tables of the drafts of one piece of work. */
export async function dropDrafts(
  lake: LakeClient,
  connection: string,
  work: string,
): Promise<void> {
  const prefix = `${JOURNEY_PREFIX}${nameDraft(connection, work, '')}`
  const tables = await lake.query<{ name: string }>(sql`
    SELECT name FROM system.tables
    WHERE database = currentDatabase() AND startsWith(name, ${literal(prefix)})`)
  const names = tables.map(({ name }) => name)
  for (const name of names.filter((each) => each.endsWith(EVENTS))) {
    const connection = name.slice(JOURNEY_PREFIX.length, -EVENTS.length)
    await forgetOwners(lake, { connection, generation: 1 })
  }
  await dropTables(lake, names)
}

/** How the name of a draft's table of events ends. */
const EVENTS = ':1:events'

/** Whether batches of which a journey has rows are gone or others by now. */
export async function hasOtherBatches(lake: LakeClient, { datasets }: Journey): Promise<boolean> {
  for (const { dataset, batches } of datasets) {
    const versions = await readBatchVersions(lake, dataset)
    const isSame = ({ batch, version = COMMITTED }: BatchShare) => versions[batch] === version
    if (!batches.every(isSame)) return true
  }
  return false
}
