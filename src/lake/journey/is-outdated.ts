import type { Connection } from '../../model/definitions/index.ts'
import type { LakeClient } from '../client.ts'
import { type BatchVersions, readBatchEnds, recallBatchVersions } from '../datasets/index.ts'
import { chooseBatches } from './choose-batches.ts'
import { COMMITTED, type Journey } from './journey.ts'
import { printSettings } from './settings.ts'
import { loadJourney } from './state.ts'

/**
 * Whether batches have come, changed or gone since the connection's journey table was refreshed, the connection says
 * something else since then, the identity spaces that stitch it (their versions: `graphs`) do, or the table is damaged.
 */
export async function isOutdated(
  lake: LakeClient,
  connection: Connection,
  graphs: ReadonlyMap<string, string> = new Map(),
): Promise<boolean> {
  const journey = await loadJourney(lake, connection.id)
  if (await hasChanged(lake, connection, journey, graphs)) return true
  return journey !== null && haveGrown(lake, journey)
}

/** The same, but for rows that have come to batches that were read. */
export async function hasChanged(
  lake: LakeClient,
  connection: Connection,
  journey: Journey | null,
  graphs: ReadonlyMap<string, string> = new Map(),
): Promise<boolean> {
  if (journey?.isDamaged) return true
  if (journey?.settings !== undefined && journey.settings !== printSettings(connection)) return true
  if (journey?.datasets.some((share) => isBehindGraph(share, graphs))) return true
  const stored = connection.datasets.map(async ({ dataset }) => {
    const versions = await recallBatchVersions(lake, dataset)
    return [dataset, { batches: Object.keys(versions).map(Number), versions }] as const
  })
  const chosen = chooseBatches(connection, new Map(await Promise.all(stored)), journey)
  const before = journey === null ? new Map<string, BatchVersions>() : listBatches(journey)
  return [...chosen].some(([dataset, { batches, versions }]) => {
    const known = before.get(dataset) ?? {}
    const isSame = (batch: number) => versions[batch] === known[batch]
    return batches.length !== Object.keys(known).length || !batches.every(isSame)
  })
}

/** Whether rows have come to batches that were read. */
async function haveGrown(lake: LakeClient, { datasets }: Journey): Promise<boolean> {
  for (const { dataset, batches } of datasets) {
    const growing = batches.filter(({ upTo }) => upTo !== undefined)
    if (growing.length === 0) continue
    const ends = await readBatchEnds(lake, dataset)
    if (growing.some(({ batch, upTo }) => (ends.get(batch) ?? -1) > upTo!)) return true
  }
  return false
}

/** Rows that are replayed by a schedule wait for it. */
function isBehindGraph(
  { stitching, stitched }: Journey['datasets'][number],
  graphs: ReadonlyMap<string, string>,
): boolean {
  const graph = stitching?.graph ?? null
  if (graph === null || stitching?.replay !== null) return false
  return graphs.get(graph.space) !== stitched?.graph
}

/** The batches that a state of a journey reads, by dataset. */
function listBatches({ datasets, joined, summaries }: Journey): Map<string, BatchVersions> {
  const events = datasets.map(({ dataset, batches }) => {
    const versions = batches.map(({ batch, version = COMMITTED }) => [batch, version])
    return [dataset, Object.fromEntries(versions) as BatchVersions] as const
  })
  const others = [...joined, ...summaries].map(({ dataset, batches, versions = {} }) => {
    const own = batches.map((batch) => [batch, versions[batch] ?? COMMITTED])
    return [dataset, Object.fromEntries(own) as BatchVersions] as const
  })
  return new Map([...events, ...others])
}
