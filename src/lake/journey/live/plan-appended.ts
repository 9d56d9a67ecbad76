import type { ChosenRows } from '../../datasets/index.ts'
import type { Limits } from '../generation.ts'
import type { DatasetShare, Journey } from '../journey.ts'
import type { StitchingGraphs } from '../stitching/graph.ts'
import { planStitching, type StitchingPlan } from '../stitching/plan.ts'

type Plans = readonly (StitchingPlan | null)[]

interface Circumstances extends Pick<Limits, 'mostSwitches'> {
  /** UTC ms. */
  readonly now: number
  readonly graphs: StitchingGraphs
}

/** How new rows are stitched; null where that takes more than to ask whose they are and which earlier ones move. */
export function planAppended(
  journey: Journey,
  chosen: readonly ChosenRows[],
  { now, graphs, mostSwitches }: Circumstances,
): Plans | null {
  if (!journey.datasets.every((share) => canFollow(share, graphs))) return null
  const work = chosen.map((added) => ({ added, removed: [] }))
  const plans = planStitching(journey, work, { now, graphs, replay: undefined, mostSwitches })
  const isReplayDue = plans.some(
    (plan) => plan !== null && plan.scope !== null && plan.knowledge.stitching.replay !== null,
  )
  return isReplayDue ? null : plans
}

function canFollow(
  { stitching, stitched, periods }: DatasetShare,
  graphs: StitchingGraphs,
): boolean {
  if (stitching === undefined) return true
  if (stitched === undefined) return false
  const { graph: asked, replay } = stitching
  // What arrives is known from its own time on, and rows that are not read say whose others are, too.
  if (asked === null) return replay === null && periods === undefined
  const graph = graphs.get(asked.space)
  return graph !== undefined && (asked.blocking ?? null) === graph.blocking
}
