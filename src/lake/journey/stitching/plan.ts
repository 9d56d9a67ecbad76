import type { LakeClient } from '../../client.ts'
import { type ChosenRows, hasRows } from '../../datasets/index.ts'
import type { JourneyFields } from '../fields.ts'
import type { BatchShare, DatasetShare, Journey, StitchedState } from '../journey.ts'
import type { StitchingGraph, StitchingGraphs } from './graph.ts'
import { chooseCarried, listNamespaces } from './own-ids.ts'
import { isDue } from './is-replay-due.ts'
import type { Knowledge } from './owners.ts'
import { restitch, type RestitchScope, touchedByBatches, touchedByGraph } from './restitch.ts'

/** What a refresh does about the persons of a stitched dataset. */
export interface StitchingPlan {
  readonly knowledge: Knowledge
  /** Rows that were there before and are stitched again; null: none are. */
  readonly scope: ((journey: Journey) => RestitchScope) | null
  readonly isReplay: boolean
}

/** A replay that is asked for. */
export interface Replay {
  /** Null: all datasets that are stitched. */
  readonly dataset: string | null
  /** Milliseconds; null: as the connection says, and everything when it says nothing. */
  readonly lookback: number | null
}

interface Circumstances {
  /** UTC ms. */
  readonly now: number
  readonly graphs: StitchingGraphs
  readonly replay: Replay | undefined
  readonly mostSwitches: number
}

/** Batches that a refresh adds and takes out. */
interface Changes {
  readonly added: ChosenRows
  readonly removed: readonly number[]
}

/** The datasets with what rows are known by, which the graphs say, and the namespaces of all. */
export function withGraphs(fields: JourneyFields, graphs: StitchingGraphs): JourneyFields {
  const datasets = fields.datasets.map((dataset) => {
    const { stitching } = dataset
    if (stitching === undefined) return dataset
    const graph = stitching.graph === null ? undefined : graphOf(graphs, stitching.graph.space)
    return { ...dataset, stitching: chooseCarried(dataset, stitching, graph) }
  })
  if (datasets.every(({ stitching }) => stitching === undefined)) return fields
  return { ...fields, datasets, namespaces: listNamespaces(datasets) }
}

function graphOf(graphs: StitchingGraphs, space: string): StitchingGraph {
  const graph = graphs.get(space)
  if (graph === undefined) throw new Error(`nothing is known of the identity space ${space}`)
  return graph
}

/** By event dataset; null: it is not stitched. */
export function planStitching(
  journey: Journey,
  work: readonly Changes[],
  circumstances: Circumstances,
): readonly (StitchingPlan | null)[] {
  return journey.datasets.map((share, index) => {
    const { stitching } = share
    if (stitching === undefined) return null
    const { added, removed } = work[index]!
    const stay = share.batches.map(({ batch }) => batch).filter((batch) => !removed.includes(batch))
    const graph =
      stitching.graph === null ? null : graphOf(circumstances.graphs, stitching.graph.space)
    const knowledge: Knowledge = {
      input: share,
      stitching,
      graph,
      namespaces: journey.namespaces ?? [],
      mostSwitches: circumstances.mostSwitches,
      batches: stay,
      arriving: added,
    }
    return {
      knowledge,
      ...whatIsStitchedAgain(share, index + 1, knowledge, work[index]!, circumstances),
    }
  })
}

function whatIsStitchedAgain(
  share: DatasetShare,
  dataset: number,
  { stitching, graph, batches }: Knowledge,
  { added, removed }: Changes,
  { now, replay }: Circumstances,
): Pick<StitchingPlan, 'scope' | 'isReplay'> {
  const state = share.stitched
  if (state === undefined || batches.length === 0) return { scope: null, isReplay: true }
  if (replay !== undefined && (replay.dataset === null || replay.dataset === share.dataset)) {
    const lookback = replay.lookback ?? stitching.replay?.lookback ?? null
    const since = lookback === null ? null : now - lookback
    return { scope: () => ({ since, touched: null }), isReplay: true }
  }
  if (stitching.replay !== null) {
    const all = { since: now - stitching.replay.lookback, touched: null }
    const isReplay = isDue(share, now)
    return { scope: isReplay ? () => all : null, isReplay }
  }
  if (graph !== null) return { scope: followGraph(graph, state), isReplay: true }
  const isChanged = hasRows(added) || removed.length > 0
  const touched = (journey: Journey) => touchedByBatches(journey, dataset)
  const scope = (journey: Journey) => ({ since: null, touched: touched(journey) })
  return { scope: isChanged ? scope : null, isReplay: true }
}

function followGraph(graph: StitchingGraph, state: StitchedState): StitchingPlan['scope'] {
  if (graph.version === state.graph) return null
  const changed = state.graph === undefined ? null : graph.selectChangedIds(state.graph)
  return (journey) => ({
    since: null,
    touched: changed === null ? null : touchedByGraph(journey, changed),
  })
}

/** What a refresh has read by event dataset, and when (UTC ms). */
interface Arrived {
  readonly added: readonly (readonly BatchShare[])[]
  readonly now: number
}

/** The state after the plans were followed: rows have moved, and datasets know how far they are. */
export async function stitchAgain(
  lake: LakeClient,
  journey: Journey,
  plans: readonly (StitchingPlan | null)[],
  arrived: Arrived,
): Promise<Journey> {
  let { moved = 0 } = journey
  for (const [index, plan] of plans.entries()) {
    if (!plan?.scope) continue
    moved += await restitch(lake, journey, index + 1, plan.knowledge, plan.scope(journey))
  }
  const datasets = describeStitched(journey, plans, arrived)
  return moved === 0 ? { ...journey, datasets } : { ...journey, datasets, moved }
}

/** The datasets, and how far they follow what is known. */
export const describeStitched = (
  { datasets }: Pick<Journey, 'datasets'>,
  plans: readonly (StitchingPlan | null)[],
  { added, now }: Arrived,
): readonly DatasetShare[] =>
  datasets.map((share, index) => {
    const plan = plans[index] ?? null
    if (plan === null) return share
    const rows = added[index]!.reduce((sum, each) => sum + each.rows, 0)
    return { ...share, stitched: stateAfter(share, plan, { rows, now }) }
  })

function stateAfter(
  { stitched: before }: DatasetShare,
  { knowledge, isReplay }: StitchingPlan,
  { rows: live, now }: { readonly rows: number; readonly now: number },
): StitchedState {
  const graph = knowledge.graph === null ? {} : { graph: knowledge.graph.version }
  return isReplay || before === undefined
    ? { replayedAt: now, liveRows: 0, ...graph }
    : { ...before, liveRows: before.liveRows + live, ...graph }
}
