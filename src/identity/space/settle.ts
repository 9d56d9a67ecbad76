import type { LakeClient } from '../../lake/client.ts'
import { sql, value } from '../../lake/sql.ts'
import { dropUnpublishedChanges } from './changes.ts'
import { dropOtherGenerations, saveSpace, type SpaceState, spaceTable } from './state.ts'
import { isOfRemoved } from './tables.ts'

const memoryOf = (space: string): string => `identity settled ${space}`

/**
 * The state as work can go on from it: what a killed or failed piece of work has written and never published is
 * gone, and so are batches that were taken out, and the tables of generations before. To be called in the space's turn.
 */
export async function settle(lake: LakeClient, state: SpaceState): Promise<SpaceState> {
  await lake.memory.recall(memoryOf(state.space), () => dropUnpublished(lake, state))
  return finishRemoval(lake, state)
}

/** The next piece of work settles what is published then. */
export const unsettle = (lake: LakeClient, space: string): void =>
  lake.memory.forget(memoryOf(space))

/** What `work` gives; when it fails, what it has written is dropped before the next piece of work. */
export async function orUnsettle<T>(
  lake: LakeClient,
  space: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    unsettle(lake, space)
    throw error
  }
}

async function dropUnpublished(lake: LakeClient, state: SpaceState): Promise<void> {
  await dropOtherGenerations(lake, state)
  await dropUnpublishedChanges(lake, state)
  if (state.isDamaged) return
  const later = sql`version > ${value(state.version, 'UInt32')}`
  for (const name of ['links', 'graphs', 'lost', 'quarantine', 'hand'] as const) {
    const table = spaceTable(state, name)
    const [left] = await lake.query<{ rows: number }>(
      sql`SELECT toFloat64(count()) AS rows FROM ${table} WHERE ${later}`,
    )
    if (left!.rows === 0) continue
    await lake.command(sql`ALTER TABLE ${table} DELETE WHERE ${later} SETTINGS mutations_sync = 2`)
  }
}

/** Takes the links of removed batches out of the table, and then off the state's list. */
export async function finishRemoval(lake: LakeClient, state: SpaceState): Promise<SpaceState> {
  if (state.removed.length === 0) return state
  for (const batches of state.removed) {
    await lake.command(sql`
      ALTER TABLE ${spaceTable(state, 'links')}
      DELETE WHERE ${isOfRemoved(batches, state.version)} SETTINGS mutations_sync = 2`)
  }
  const settled = { ...state, removed: [] }
  await saveSpace(lake, settled)
  return settled
}
