import type { RefreshReport } from '../../model/answers/connections.ts'
import type { Connection } from '../../model/definitions/index.ts'
import type { LakeClient } from '../client.ts'
import {
  type BatchVersions,
  type ChosenRows,
  chooseRows,
  endGrowing,
  hasRows,
} from '../datasets/index.ts'
import { listJourneyFields, type JourneyFields } from './fields.ts'
import { type EventInput, insertBatches } from './insert.ts'
import { type BatchShare, COMMITTED, type DatasetShare, type Journey } from './journey.ts'
import { type ChosenDataset, chooseBatches } from './choose-batches.ts'
import { chooseBase, dropGeneration, finishRemoval, type Limits, mergeParts } from './generation.ts'
import { type HeldBack, holdBack, mostEventsOf, withoutHeld } from './hold-back.ts'
import { checkJourney } from './check-journeys.ts'
import { measure } from './measure.ts'
import { addAppended } from './live/add-appended.ts'
import {
  forgetChecked,
  printDatasets,
  printVersion,
  rememberChecked,
  startRemembering,
} from './live/remembered.ts'
import { readDatasets, type StoredDataset } from './read-datasets.ts'
import { printSettings } from './settings.ts'
import { loadJourney, saveJourney, takeConnectionTurn } from './state.ts'
import { addShares } from './add-shares.ts'
import { measureSummary } from './summaries.ts'
import { mostSwitchesOf } from './stitching/field-owners.ts'
import type { StitchingGraphs } from './stitching/graph.ts'
import { askOwners } from './stitching/ask-owners.ts'
import { forgetOwners } from './stitching/kept-owners.ts'
import { clearMoved, hasMoved } from './stitching/moves.ts'
import {
  planStitching,
  type Replay,
  stitchAgain,
  type StitchingPlan,
  withGraphs,
} from './stitching/plan.ts'

export interface RefreshOptions {
  /** Between 0 and 1. */
  readonly onProgress?: (share: number) => void
  /** UTC ms that the retention is counted back from, and replays are due at; the current time unless told. */
  readonly now?: number
  /** What identity spaces know: those that the connection's datasets are stitched by. */
  readonly graphs?: StitchingGraphs
  /** Stitched datasets that are replayed now, whenever they were before: of these times. */
  readonly replay?: Replay
  /** Whether all is encoded anew, with new dictionaries, whatever is there. */
  readonly isAnew?: boolean
  /** Rows were appended, and nothing else is known to have changed: what was checked lately is not checked again. */
  readonly isLive?: boolean
  /** A bucket of persons is made for so many rows; a million unless told. */
  readonly rowsPerBucket?: number
  /** Smaller dictionaries are looked through for every text that arrives; see `live/known-texts.ts`. */
  readonly fewestSifted?: number
}

/**
 * Brings the connection's journey table up to date with its datasets: encodes new batches, takes
 * out deleted ones, and builds all anew when the definition asks for it. What readers see changes
 * at once, at the end; a process killed before leaves the state before. Refreshes of a connection
 * run one after the other. semantics §1.2, §1.4, §1.6
 */
export function refreshJourney(
  lake: LakeClient,
  connection: Connection,
  options: RefreshOptions = {},
): Promise<RefreshReport> {
  return takeConnectionTurn(lake, connection.id, () => refresh(lake, connection, options))
}

async function refresh(
  lake: LakeClient,
  connection: Connection,
  options: RefreshOptions,
): Promise<RefreshReport> {
  const { now = Date.now(), replay, isAnew = false, graphs = new Map(), fewestSifted } = options
  const isOrdinary = replay === undefined && !isAnew
  const added = isOrdinary
    ? await addAppended(lake, connection, {
        ...limitsOf(connection, now),
        now,
        graphs,
        fewestSifted,
      })
    : null
  if (added !== null) return added
  forgetChecked(lake, connection.id)
  return refreshAll(lake, connection, options)
}

async function refreshAll(
  lake: LakeClient,
  connection: Connection,
  {
    onProgress = () => {},
    now = Date.now(),
    graphs = new Map(),
    replay,
    isAnew = false,
    isLive = false,
    rowsPerBucket,
  }: RefreshOptions,
): Promise<RefreshReport> {
  await endGrowthOfNew(lake, connection)
  const stored = await readDatasets(lake, connection, isLive)
  const fields = withGraphs(listJourneyFields(connection, stored), graphs)
  const before = await loadChecked(lake, connection.id, isLive)
  const datasets = chooseBatches(connection, stored, before)
  const limits = limitsOf(connection, now)
  const chosen = await chooseBase(lake, connection.id, fields, before, {
    ...limits,
    isAnew,
    rowsPerBucket,
  })
  const base = {
    ...chosen,
    settings: printSettings(connection),
    datasets: chosen.datasets.map((share) => withExisting(share, datasets)),
  }
  const work = base.datasets.map((share) => workOf(share, datasets.get(share.dataset)!))
  const others = await readOthers(lake, fields, datasets)
  const current = { ...base, ...others, since: limits.since }
  const plans = planStitching(current, work, {
    now,
    graphs,
    replay,
    mostSwitches: limits.mostSwitches,
  })
  const isIdle = plans.every((plan) => plan === null || plan.scope === null)
  if (before !== null && isIdle && isUnchanged(before, current, work)) {
    if (before.settings !== current.settings) await saveJourney(lake, current)
    await remember(lake, connection, stored, now)
    onProgress(1)
    return reportOf(before, before, work, [])
  }
  const target = { ...current, increment: base.increment + 1, removed: listRemoved(work) }
  const fill = async () => {
    const told = await askOwners(lake, target, plans)
    const read = await insertAll(lake, target, work, told, (share) => onProgress(share * 0.8))
    const held = await holdBack(lake, target, limits.mostEventsPerMonth)
    const added = read.map((shares, index) =>
      shares.map((each) => withoutHeld(each, index + 1, held)),
    )
    const filled = withBatches(target, work, added, held)
    return { added, stitched: await stitchAgain(lake, filled, told, { added, now }) }
  }
  const { added, stitched } = await fill().finally(async () => {
    if (target.namespaces) await forgetOwners(lake, target, plans.length)
  })
  const counted = await measure(lake, stitched, base)
  const isSame = before !== null && isUnchanged(before, current, work) && !hasMoved(stitched, base)
  const next = { ...counted, dataVersion: base.dataVersion + (isSame ? 0 : 1) }
  await publish(lake, next, before)
  await remember(lake, connection, stored, now)
  onProgress(1)
  return reportOf(next, before, work, added)
}

/** What came before a dataset was added is told from what has come since by the batch. */
async function endGrowthOfNew(lake: LakeClient, connection: Connection): Promise<void> {
  const before = await loadJourney(lake, connection.id)
  const known = before?.datasets.map(({ dataset }) => dataset) ?? []
  for (const { dataset } of connection.datasets) {
    if (!known.includes(dataset)) await endGrowing(lake, dataset)
  }
}

/** Rows may be added to what was checked as a whole, see `addAppended`. */
async function remember(
  lake: LakeClient,
  { id }: Connection,
  stored: ReadonlyMap<string, StoredDataset>,
  now: number,
): Promise<void> {
  const version = printVersion((await loadJourney(lake, id))!)
  const datasets = printDatasets(stored)
  rememberChecked(lake, id, { version, datasets, checkedAt: now, ...startRemembering() })
}

/** What is added to has to be whole. */
async function loadChecked(
  lake: LakeClient,
  connection: string,
  isLive: boolean,
): Promise<Journey | null> {
  const journey = await loadJourney(lake, connection)
  return journey === null ? null : checkJourney(lake, journey, isLive)
}

const limitsOf = (connection: Connection, now: number): Limits => ({
  since: cutoff(connection.retentionMonths, now),
  mostEventsPerMonth: mostEventsOf(connection),
  mostSwitches: mostSwitchesOf(connection),
})

const withExisting = (
  share: DatasetShare,
  datasets: ReadonlyMap<string, ChosenDataset>,
): DatasetShare => ({ ...share, existing: datasets.get(share.dataset)!.existing })

/** The datasets that are no part of events, with the batches that this refresh found. */
async function readOthers(
  lake: LakeClient,
  fields: JourneyFields,
  datasets: ReadonlyMap<string, ChosenDataset>,
): Promise<Pick<Journey, 'joined' | 'summaries'>> {
  const withBatchesOf = <T extends { readonly dataset: string }>(each: T) => ({
    ...each,
    batches: datasets.get(each.dataset)!.batches,
    versions: datasets.get(each.dataset)!.versions,
    existing: datasets.get(each.dataset)!.existing,
  })
  const summaries = fields.summaries.map((each) => measureSummary(lake, withBatchesOf(each)))
  return { joined: fields.joined.map(withBatchesOf), summaries: await Promise.all(summaries) }
}

/** What became of the batches that each dataset has new. */
async function insertAll(
  lake: LakeClient,
  journey: Journey,
  work: readonly Work[],
  plans: readonly (StitchingPlan | null)[],
  onProgress: (share: number) => void,
): Promise<readonly (readonly BatchShare[])[]> {
  const added: (readonly BatchShare[])[] = []
  for (const [index, { input, added: batches }] of work.entries()) {
    const knowledge = plans[index]?.knowledge ?? null
    added.push(await insertBatches(lake, journey, index, input, batches, knowledge))
    onProgress((index + 1) / work.length)
  }
  return added
}

const listRemoved = (work: readonly Work[]): Journey['removed'] =>
  work
    .map(({ removed: batches }, index) => ({ dataset: index + 1, batches }))
    .filter(({ batches }) => batches.length > 0)

/** The state with its batches as the work leaves them. */
function withBatches(
  journey: Journey,
  work: readonly Work[],
  added: readonly (readonly BatchShare[])[],
  held: HeldBack,
): Journey {
  const datasets = journey.datasets.map((share, index) =>
    shareOf(share, work[index]!, added[index]!),
  )
  const { badPersons, busiest } = held
  return { ...journey, datasets, badPersons, busiest }
}

/** What a refresh has to do for an event dataset. */
interface Work {
  readonly input: EventInput
  readonly versions: BatchVersions
  readonly added: ChosenRows
  readonly removed: readonly number[]
}

function workOf({ batches: shares, ...dataset }: DatasetShare, stored: ChosenDataset): Work {
  const before = new Map(shares.map(({ batch, version = COMMITTED }) => [batch, version]))
  const chosen = new Set(stored.batches)
  const isSame = (batch: number) =>
    chosen.has(batch) && before.get(batch) === stored.versions[batch]
  const added = stored.batches.filter((batch) => !isSame(batch))
  const read = shares.filter(({ batch, upTo }) => upTo !== undefined && isSame(batch))
  const ends = new Map(read.map(({ batch, upTo }) => [batch, upTo!]))
  return {
    input: { ...dataset, leaves: stored.leaves },
    versions: stored.versions,
    added: chooseRows(added, stored.ends, ends),
    removed: [...before.keys()].filter((batch) => !isSame(batch)),
  }
}

function isUnchanged(before: Journey, next: Journey, work: readonly Work[]): boolean {
  const settled = (journey: Journey) =>
    JSON.stringify([
      journey.generation,
      journey.fields,
      journey.since,
      journey.joined,
      journey.summaries,
    ])
  const isIdle = work.every(({ added, removed }) => !hasRows(added) && removed.length === 0)
  return isIdle && settled(before) === settled(next)
}

/** The first UTC millisecond that is still kept: midnight, so many months before today. */
function cutoff(retentionMonths: number | undefined, now: number): number | null {
  if (retentionMonths === undefined) return null
  const date = new Date(now)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - retentionMonths, date.getUTCDate())
}

function shareOf(before: DatasetShare, { removed, versions }: Work, added: readonly BatchShare[]) {
  const stay = new Map(
    before.batches
      .filter(({ batch }) => !removed.includes(batch))
      .map((share): [number, BatchShare] => [share.batch, share]),
  )
  for (const share of added) {
    const whole = addShares(stay.get(share.batch), share)
    stay.set(share.batch, { ...whole, version: versions[share.batch] ?? COMMITTED })
  }
  return { ...before, batches: [...stay.values()] }
}

/** Publishes the state, then tidies up: whatever is left undone is invisible and done later. */
async function publish(lake: LakeClient, next: Journey, before: Journey | null): Promise<void> {
  await saveJourney(lake, next)
  await finishRemoval(lake, next)
  const cleared = await clearMoved(lake, next)
  if (cleared !== next) await saveJourney(lake, { ...cleared, removed: [] })
  if (before?.generation === next.generation) return
  if (before !== null) await dropGeneration(lake, before)
  await mergeParts(lake, next)
}

function reportOf(
  next: Journey,
  before: Journey | null,
  work: readonly Work[],
  added: readonly (readonly BatchShare[])[],
): RefreshReport {
  const sum = (index: number, count: 'rows' | 'missingPerson' | 'expired') =>
    (added[index] ?? []).reduce((total, share) => total + share[count], 0)
  return {
    connection: next.connection,
    dataVersion: next.dataVersion,
    isRebuilt: before?.generation !== next.generation,
    datasets: work.map(({ input, removed }, index) => ({
      dataset: input.dataset,
      addedBatches: added[index]?.length ?? 0,
      addedRows: sum(index, 'rows'),
      missingPerson: sum(index, 'missingPerson'),
      expired: sum(index, 'expired'),
      removedBatches: removed.length,
    })),
    events: next.events,
    persons: next.persons,
  }
}
