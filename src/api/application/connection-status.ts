import type { LakeClient } from '../../lake/client.ts'
import { listBatches } from '../../lake/datasets/index.ts'
import { type BatchShare, importsNewData, loadJourney } from '../../lake/journey/index.ts'
import type { BackfillStatus, ConnectionStatus } from '../../model/answers/connections.ts'
import type { Connection } from '../../model/definitions/index.ts'
import { listUsage, type UsedBatch } from './usage.ts'

type Journey = NonNullable<Awaited<ReturnType<typeof loadJourney>>>
type DatasetShare = Journey['datasets'][number]
type Entry = Connection['datasets'][number]

interface BuildState {
  readonly isRefreshing: boolean
  readonly problem: string | null
}

/** What a connection holds, and how far it is with what its definition asks for. */
export async function describeConnection(
  lake: LakeClient,
  connection: Connection,
  state: BuildState,
): Promise<ConnectionStatus> {
  const journey = await loadJourney(lake, connection.id)
  const entries = new Map(connection.datasets.map((entry) => [entry.dataset, entry]))
  const others = [...(journey?.joined ?? []), ...(journey?.summaries ?? [])]
  return {
    connection: connection.id,
    isBuilt: journey !== null,
    ...state,
    events: journey?.events ?? 0,
    people: journey?.persons ?? 0,
    firstTime: journey?.firstTime ?? null,
    lastTime: journey?.lastTime ?? null,
    dataVersion: journey?.dataVersion ?? null,
    datasets: (journey?.datasets ?? []).map((share) => ({
      dataset: share.dataset,
      ...sumShares(share.batches),
      ...describeImports(entries.get(share.dataset), share, state),
    })),
    otherDatasets: others.map(({ dataset, batches }) => ({
      dataset,
      batches: batches.length,
      ...describeImports(entries.get(dataset), {}, state),
    })),
    usage: listUsage(await listUsed(lake, journey?.datasets ?? [])),
  }
}

function sumShares(batches: readonly BatchShare[]) {
  const sum = (count: (share: BatchShare) => number) =>
    batches.reduce((total, share) => total + count(share), 0)
  return {
    rows: sum(({ rows }) => rows),
    missingPerson: sum(({ missingPerson }) => missingPerson),
    expired: sum(({ expired }) => expired),
    heldBack: sum(({ heldBack = 0 }) => heldBack),
  }
}

function describeImports(
  entry: Entry | undefined,
  share: Pick<DatasetShare, 'periods'>,
  state: BuildState,
) {
  return {
    importNewData: entry === undefined || importsNewData(entry),
    backfill: describeBackfill(entry?.backfill, share, state),
  }
}

/** A period is completed when the journey was built with it. semantics §1.1 */
function describeBackfill(
  wanted: Entry['backfill'],
  { periods: built = [] }: Pick<DatasetShare, 'periods'>,
  { isRefreshing, problem }: BuildState,
): BackfillStatus {
  if (wanted === false) return { status: 'off', periods: [] }
  const whole = [{ start: null, end: null, status: 'completed' as const }]
  if (!Array.isArray(wanted)) return { status: 'completed', periods: whole }
  const unfinished = problem !== null && !isRefreshing ? 'failed' : 'processing'
  const periods = wanted.map(({ start, end }) => {
    const isBuilt = built.some(
      (period) => period.start === Date.parse(start) && period.end === Date.parse(end),
    )
    return { start, end, status: isBuilt ? ('completed' as const) : unfinished } as const
  })
  const isCompleted = periods.every(({ status }) => status === 'completed')
  return { status: isCompleted ? 'completed' : unfinished, periods }
}

async function listUsed(
  lake: LakeClient,
  datasets: readonly DatasetShare[],
): Promise<readonly UsedBatch[]> {
  const used = datasets.map(async ({ dataset, batches }) => {
    const shares = new Map(batches.map((share) => [share.batch, share]))
    return (await listBatches(lake, dataset)).flatMap((batch): readonly UsedBatch[] => {
      const share = shares.get(batch.batch)
      return share !== undefined || batch.status === 'deleted' ? [{ batch, share }] : []
    })
  })
  return (await Promise.all(used)).flat()
}
