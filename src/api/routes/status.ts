import { totalmem } from 'node:os'
import { listDamage, listDatasets } from '../../lake/datasets/index.ts'
import { measureStorage } from '../../lake/measure-storage.ts'
import { type Status, statusAnswer } from '../../model/answers/status.ts'
import { storageAnswer } from '../../model/answers/storage.ts'
import { endpoint, type Resource } from '../endpoint.ts'
import type { Throughline } from '../application/throughline.ts'
import { version } from '../version.ts'

/** The workspace at a glance. */
export const statusResource: Resource = {
  tag: 'Operations',
  endpoints: [
    endpoint(
      {
        method: 'get',
        path: '/status',
        summary: 'Datasets, connections, rows, freshness, memory and version',
        answer: statusAnswer,
      },
      ({ throughline }) => statusOf(throughline),
    ),
    endpoint(
      {
        method: 'get',
        path: '/storage',
        summary: 'What lies on the disk: datasets with their months, journeys, and the rest',
        answer: storageAnswer,
      },
      ({ throughline: { lake } }) => measureStorage(lake),
    ),
  ],
}

async function statusOf({
  lake,
  catalog,
  connections,
  reports,
  openedAt,
}: Throughline): Promise<Status> {
  const known = await catalog()
  const built = known.list('connection').map(({ id }) => connections.status(id))
  return {
    version,
    lake: lake.kind,
    uptimeSeconds: (Date.now() - openedAt) / 1000,
    memory: { usedBytes: process.memoryUsage().rss, totalBytes: totalmem() },
    datasets: await listDatasets(lake),
    connections: await Promise.all(built),
    dataViews: known.list('data-view').map(({ id, connection }) => ({ id, connection })),
    damage: [...(await listDamage(lake))],
    runningReports: reports.running.list(),
  }
}
