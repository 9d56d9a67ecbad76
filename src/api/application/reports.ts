import type { Path } from '../../model/path.ts'
import { randomUUID } from 'node:crypto'
import type { ReportPlan } from '../../model/answers/reports.ts'
import type { DataView } from '../../model/definitions/index.ts'
import { errorsAt, withinPath } from '../../model/errors.ts'
import type {
  ReportKind,
  ReportRequest,
  ReportResult,
  RequestOf,
  ResultOf,
} from '../../query/reports/index.ts'
import { parseRequest } from '../../query/reports/parse-request.ts'
import { explainReport, runReports } from '../../query/run-reports.ts'
import type { ReportContext } from '../../query/run-reports.ts'
import type { Catalog } from './catalog.ts'
import type { Connections } from './connections.ts'
import { keepRunningReports, type Run, type RunningReports } from './running-reports.ts'

/** What a client may ask for beside its requests. */
export interface ReportRunOptions {
  readonly id?: string | undefined
  /** Computes anew although the same has been asked before. */
  readonly fresh?: boolean
  /** Aborts when nobody waits for the answer any more. */
  readonly signal?: AbortSignal
}

export interface Reports {
  readonly running: RunningReports
  /**
   * Runs one request, or an array of requests with results in the same order. Requests of the same
   * data view share one pass. Errors carry paths into the body: `[1].rows.dimension`.
   */
  run(body: unknown, options?: ReportRunOptions): Promise<ReportResult | ReportResult[]>
  /** Runs a request that the server itself has made, on a data view that need not be saved. */
  runOn<K extends ReportKind>(dataView: DataView, request: RequestOf<K>): Promise<ResultOf<K>>
  explain(body: unknown): Promise<ReportPlan | ReportPlan[]>
}

export function openReports(catalog: () => Promise<Catalog>, connections: Connections): Reports {
  const ground = { catalog, connections }
  const running = keepRunningReports()
  return {
    running,
    async run(body, { id = randomUUID(), fresh = false, signal } = {}) {
      const requests = placedRequests(body)
      const kinds = requests.map(({ request }) => request.kind)
      const results = await running.track(id, kinds, (run) => {
        signal?.addEventListener('abort', run.cancel, { once: true })
        return answer(ground, requests, run, fresh)
      })
      return Array.isArray(body) ? results : results[0]!
    },
    async runOn<K extends ReportKind>(dataView: DataView, request: RequestOf<K>) {
      const context = await contextOf(ground, await catalog(), dataView)
      const [result] = await runReports(context, [request])
      return result as ResultOf<K>
    },
    async explain(body) {
      const plans: ReportPlan[] = []
      for (const placed of placedRequests(body)) {
        const context = await contextFor(ground, placed)
        plans.push(await withinPath(placed.path, () => explainReport(context, placed.request)))
      }
      return Array.isArray(body) ? plans : plans[0]!
    },
  }
}

/** What reports are run on. */
interface Ground {
  readonly catalog: () => Promise<Catalog>
  readonly connections: Connections
}

async function contextOf(
  { connections }: Ground,
  { definitions }: Catalog,
  dataView: DataView,
): Promise<ReportContext> {
  const source = await connections.source(dataView.connection)
  return { source, dataView, definitions, now: Date.now() }
}

async function contextFor(ground: Ground, { request, path }: Placed): Promise<ReportContext> {
  const known = await ground.catalog()
  return contextOf(ground, known, known.dataView(request.dataView, [...path, 'dataView']))
}

/** Results in the order of the requests; those on one data view are run together. */
async function answer(
  ground: Ground,
  requests: readonly Placed[],
  { signal, advance }: Run,
  fresh: boolean,
): Promise<ReportResult[]> {
  const results = new Array<ReportResult>(requests.length)
  const groups = byDataView(requests)
  for (const [index, group] of groups.entries()) {
    const onProgress = (share: number) => advance((index + share) / groups.length)
    const options = { signal, onProgress, fresh }
    const context = { ...(await contextFor(ground, group[0]!)), options }
    const together = group.map(({ request }) => request)
    const found = await atPlaces(group, () => runReports(context, together))
    for (const [k, result] of found.entries()) results[group[k]!.index] = result
  }
  return results
}

/** A request with its place in the body. */
interface Placed {
  readonly request: ReportRequest
  readonly index: number
  /** In front of its paths: `[2]`, or nothing for a single request. */
  readonly path: Path
}

function placedRequests(body: unknown): Placed[] {
  if (!Array.isArray(body)) return [{ request: parseRequest(body), index: 0, path: [] }]
  return body.map((each, index) => {
    const place = [index]
    return { request: parseRequest(each, place), index, path: place }
  })
}

function byDataView(requests: readonly Placed[]): Placed[][] {
  const groups = new Map<string, Placed[]>()
  for (const placed of requests) {
    const group = groups.get(placed.request.dataView) ?? []
    groups.set(placed.request.dataView, [...group, placed])
  }
  return [...groups.values()]
}

/** Errors of a group point at their place in the group; here they are made to point into the body. */
function atPlaces<T>(group: readonly Placed[], work: () => Promise<T>): Promise<T> {
  if (group.length === 1) return withinPath(group[0]!.path, work)
  return errorsAt(({ path }) => {
    const [index, ...rest] = path
    return typeof index === 'number' ? [...group[index]!.path, ...rest] : path
  }, work)
}
