import type { Path } from '../../model/path.ts'
import { randomUUID } from 'node:crypto'
import type { ReportPlan, RunningReport } from '../../model/answers/reports.ts'
import type { DataView } from '../../model/definitions/index.ts'
import { errorsAt, ThroughlineError, withinPath } from '../../model/errors.ts'
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

/** What a client may ask for beside its requests. */
export interface RunWish {
  readonly id?: string | undefined
  /** Computes anew although the same has been asked before. */
  readonly fresh?: boolean
  /** Aborts when nobody waits for the answer any more. */
  readonly signal?: AbortSignal
}

export interface Reports {
  /**
   * Runs one request, or an array of requests with results in the same order. Requests of the same
   * data view share one pass. Errors carry paths into the request: `[1].rows.dimension`.
   */
  run(body: unknown, wish?: RunWish): Promise<ReportResult | ReportResult[]>
  /** Runs a request that the server itself has made, on a data view that need not be saved. */
  runOn<K extends ReportKind>(dataView: DataView, request: RequestOf<K>): Promise<ResultOf<K>>
  explain(body: unknown): Promise<ReportPlan | ReportPlan[]>
  /** Calls back with the share done until the report ends. Errors: report/unknown. */
  watch(id: string, onProgress: (share: number) => void): Promise<void>
  /** The share done. Errors: report/unknown. */
  progressOf(id: string): number
  /** Errors: report/unknown. */
  cancel(id: string): void
  running(): readonly RunningReport[]
  /** Since the start. */
  readonly totals: { finished: number; failed: number; seconds: number }
}

interface Running {
  readonly kinds: readonly string[]
  readonly startedAt: number
  progress: number
  readonly abort: AbortController
  readonly watchers: Set<(share: number) => void>
  readonly ended: Promise<void>
}

export function openReports(catalog: () => Promise<Catalog>, connections: Connections): Reports {
  const all = new Map<string, Running>()
  const totals = { finished: 0, failed: 0, seconds: 0 }

  async function contextOf({ definitions }: Catalog, dataView: DataView): Promise<ReportContext> {
    const source = await connections.source(dataView.connection)
    return { source, dataView, definitions, now: Date.now() }
  }

  async function contextFor({ request, path }: Placed): Promise<ReportContext> {
    const known = await catalog()
    return contextOf(known, known.dataView(request.dataView, [...path, 'dataView']))
  }

  async function answer(
    requests: readonly Placed[],
    running: Running,
    fresh: boolean,
  ): Promise<ReportResult[]> {
    const results = new Array<ReportResult>(requests.length)
    const groups = byDataView(requests)
    for (const [index, group] of groups.entries()) {
      const onProgress = (share: number) => advance(running, (index + share) / groups.length)
      const options = { signal: running.abort.signal, onProgress, fresh }
      const context = { ...(await contextFor(group[0]!)), options }
      const found = await atPlaces(group, () =>
        runReports(
          context,
          group.map(({ request }) => request),
        ),
      )
      for (const [k, result] of found.entries()) results[group[k]!.index] = result
    }
    return results
  }

  function track<T>(id: string, kinds: readonly string[], work: (r: Running) => Promise<T>) {
    let end = () => {}
    const ended = new Promise<void>((resolve) => {
      end = resolve
    })
    const running: Running = {
      kinds,
      startedAt: Date.now(),
      progress: 0,
      abort: new AbortController(),
      watchers: new Set(),
      ended,
    }
    all.set(id, running)
    return work(running)
      .then(
        (result) => {
          totals.finished += 1
          return result
        },
        (error: unknown) => {
          totals.failed += 1
          throw error
        },
      )
      .finally(() => {
        totals.seconds += (Date.now() - running.startedAt) / 1000
        all.delete(id)
        end()
      })
  }

  const runningOf = (id: string): Running => {
    const running = all.get(id)
    if (running) return running
    throw new ThroughlineError('report/unknown', { id })
  }

  return {
    totals,
    async run(body, { id = randomUUID(), fresh = false, signal } = {}) {
      const requests = placedRequests(body)
      if (all.has(id)) {
        const reason = 'a report with this id is running'
        throw new ThroughlineError('request/invalid', { reason }, ['id'])
      }
      const kinds = requests.map(({ request }) => request.kind)
      const results = await track(id, kinds, (running) => {
        signal?.addEventListener('abort', () => running.abort.abort(), { once: true })
        return answer(requests, running, fresh)
      })
      return Array.isArray(body) ? results : results[0]!
    },
    async runOn<K extends ReportKind>(dataView: DataView, request: RequestOf<K>) {
      const [result] = await runReports(await contextOf(await catalog(), dataView), [request])
      return result as ResultOf<K>
    },
    async explain(body) {
      const plans: ReportPlan[] = []
      for (const placed of placedRequests(body)) {
        const context = await contextFor(placed)
        plans.push(await withinPath(placed.path, () => explainReport(context, placed.request)))
      }
      return Array.isArray(body) ? plans : plans[0]!
    },
    async watch(id, onProgress) {
      const running = runningOf(id)
      onProgress(running.progress)
      running.watchers.add(onProgress)
      await running.ended
    },
    progressOf: (id) => runningOf(id).progress,
    cancel: (id) => runningOf(id).abort.abort(),
    running: () =>
      [...all].map(([id, { kinds, startedAt, progress }]) => ({ id, kinds, startedAt, progress })),
  }
}

function advance(running: Running, share: number): void {
  running.progress = share
  for (const watcher of running.watchers) watcher(share)
}

/** A request with its place in the body. */
interface Placed {
  readonly request: ReportRequest
  readonly index: number
  /** In front of its paths: `[2].`, or empty for a single request. */
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
