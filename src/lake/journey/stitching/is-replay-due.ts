import type { LakeClient } from '../../client.ts'
import type { DatasetShare } from '../journey.ts'
import { loadJourney } from '../state.ts'

/** Whether rows of a stitched dataset are to be stitched again by its schedule. `now`: UTC ms. */
export async function isReplayDue(
  lake: LakeClient,
  connection: string,
  now: number,
): Promise<boolean> {
  const journey = await loadJourney(lake, connection)
  return journey?.datasets.some((share) => isDue(share, now)) ?? false
}

/** Whether the schedule of a dataset's replays says that one is due. */
export function isDue({ stitching, stitched }: DatasetShare, now: number): boolean {
  const replay = stitching?.replay ?? null
  return replay !== null && stitched !== undefined && now - stitched.replayedAt >= replay.every
}
