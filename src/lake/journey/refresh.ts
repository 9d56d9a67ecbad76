import type { Connection } from '../../model/definitions/index.ts'
import type { LakeClient } from '../client.ts'
import { insertBatches } from './insert.ts'
import { describeInputs, type Input } from './inputs.ts'
import type { BatchShare, DatasetShare, Journey } from './journey.ts'
import { baseFor, dropGeneration, finishRemoval, mergeParts } from './generation.ts'
import { measure } from './measure.ts'
import { sidesOf } from './sides.ts'
import { loadJourney, saveJourney } from './state.ts'
import { describeSummaries } from './summaries.ts'

export interface RefreshOptions {
  /** Between 0 and 1. */
  readonly onProgress?: (share: number) => void
  /** UTC ms that the retention is counted back from; the current time unless told. */
  readonly now?: number
}

export interface RefreshReport {
  readonly connection: string
  readonly dataVersion: number
  /** Whether the tables were built anew. */
  readonly isRebuilt: boolean
  readonly datasets: readonly {
    readonly dataset: string
    /** Batches and rows that this refresh put into the journey table. */
    readonly addedBatches: number
    readonly addedRows: number
    /** Rows of these batches that are not in the journey because they have no person. */
    readonly missingPerson: number
    /** Rows of these batches that are older than the retention. */
    readonly expired: number
    readonly removedBatches: number
  }[]
  readonly events: number
  readonly persons: number
}

/**
 * Brings the connection's journey table up to date with its datasets: encodes new batches, takes
 * out deleted ones, and builds all anew when the definition asks for it. What readers see changes
 * at once, at the end; a process killed before leaves the state before. Refreshes of a connection
 * run one after the other. semantics §1.2, §1.4, §1.6
 */
export function refreshConnection(
  lake: LakeClient,
  connection: Connection,
  options: RefreshOptions = {},
): Promise<RefreshReport> {
  return lake.queue.run(`connection ${connection.id}`, () => refresh(lake, connection, options))
}

async function refresh(
  lake: LakeClient,
  connection: Connection,
  { onProgress = () => {}, now = Date.now() }: RefreshOptions,
): Promise<RefreshReport> {
  const inputs = await describeInputs(lake, connection)
  const events = inputs.filter((input) => input.role === 'event')
  const before = await loadJourney(lake, connection.id)
  const since = cutoff(connection.retentionMonths, now)
  const base = await baseFor(lake, connection, events, before)
  const work = events.map((input) => workOf(base, input))
  const sides = sidesOf(inputs)
  const summaries = await describeSummaries(lake, connection)
  if (before !== null && isUnchanged(before, { ...base, since, sides, summaries }, work)) {
    onProgress(1)
    return reportOf(before, before, work, [])
  }
  const increment = base.increment + 1
  const added: (readonly BatchShare[])[] = []
  for (const [index, { input, added: batches }] of work.entries()) {
    added.push(await insertBatches(lake, { ...base, increment, since }, index, input, batches))
    onProgress(((index + 1) / work.length) * 0.9)
  }
  const datasets = work.map((each, index) => shareOf(base.datasets[index]!, each, added[index]!))
  const removed = work
    .map(({ removed: batches }, index) => ({ dataset: index + 1, batches }))
    .filter(({ batches }) => batches.length > 0)
  const counted = { ...base, increment, since, sides, summaries, datasets, removed }
  const next = { ...(await measure(lake, counted, base)), dataVersion: base.dataVersion + 1 }
  await publish(lake, next, before)
  onProgress(1)
  return reportOf(next, before, work, added)
}

interface Work {
  readonly input: Input
  readonly added: readonly number[]
  readonly removed: readonly number[]
}

function workOf(base: Journey, input: Input): Work {
  const share = base.datasets.find(({ dataset }) => dataset === input.dataset)
  const before = new Set(share?.batches.map(({ batch }) => batch))
  const now = new Set(input.batches)
  return {
    input,
    added: input.batches.filter((batch) => !before.has(batch)),
    removed: [...before].filter((batch) => !now.has(batch)),
  }
}

function isUnchanged(before: Journey, next: Journey, work: readonly Work[]): boolean {
  const settled = (journey: Journey) =>
    JSON.stringify([
      journey.generation,
      journey.fields,
      journey.since,
      journey.sides,
      journey.summaries,
    ])
  const isIdle = work.every(({ added, removed }) => added.length + removed.length === 0)
  return isIdle && settled(before) === settled(next)
}

/** The first UTC millisecond that is still kept: midnight, so many months before today. */
function cutoff(retentionMonths: number | undefined, now: number): number | null {
  if (retentionMonths === undefined) return null
  const date = new Date(now)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - retentionMonths, date.getUTCDate())
}

function shareOf(before: DatasetShare, { removed }: Work, added: readonly BatchShare[]) {
  const kept = before.batches.filter(({ batch }) => !removed.includes(batch))
  return { ...before, batches: [...kept, ...added] }
}

/** Publishes the state, then tidies up: whatever is left undone is invisible and done later. */
async function publish(lake: LakeClient, next: Journey, before: Journey | null): Promise<void> {
  await saveJourney(lake, next)
  await finishRemoval(lake, next)
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
