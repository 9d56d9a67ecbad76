import type { RunOptions, RunResult } from '../engine/index.ts'
import type { Path } from '../model/path.ts'
import type { DataView } from '../model/definitions/data-view.ts'
import { ThroughlineError } from '../model/errors.ts'
import type { ReportKind, ReportRequest, ReportResult } from '../model/requests/index.ts'
import type { ResultMeta } from '../model/result.ts'
import type { Compilation } from './compilation/compilation.ts'
import type { Definitions } from './compilation/definitions.ts'
import { compileExplanation, type Explain } from './explain/explanation.ts'
import type { JourneySource } from './compilation/journey-source.ts'
import { resolvePeriod } from './compilation/period.ts'
import { underSegments } from './segments/scope-mask.ts'
import { reportDoors } from './reports/index.ts'
import type { Finish, ReportDoor, Unmeasured } from './reports/report.ts'
import { startCompilation } from './components/start-compilation.ts'

/** Everything a request needs besides itself. */
export interface ReportContext {
  readonly source: JourneySource
  readonly dataView: DataView
  readonly definitions: Definitions
  /** UTC milliseconds, for rolling date ranges. */
  readonly now: number
  readonly options?: RunOptions
}

/**
 * Runs requests on one data view in one pass over its journeys, results in the same order. Paths in
 * errors begin with `[i].` when there are several requests.
 */
export async function runReports(
  context: ReportContext,
  requests: readonly ReportRequest[],
): Promise<ReportResult[]> {
  const begun = performance.now()
  const { source, dataView, definitions, now } = context
  const c = await startCompilation(source, dataView, definitions, now)
  const finishes: Finish<unknown>[] = []
  const explains: (Explain | null)[] = []
  for (const [index, request] of requests.entries()) {
    const path = requests.length > 1 ? [index] : []
    const seen = await behind(path, () => seenBy(c, request))
    finishes.push(await behind(path, () => doorOf(request).compile(seen, request, [])))
    explains.push(await behind(path, () => compileExplanation(seen, request)))
  }
  const run = await source.run(c.plan.build(), context.options)
  const results: ReportResult[] = []
  for (const [index, finish] of finishes.entries()) {
    const result = (await finish(run.partials)) as Unmeasured<ReportKind>
    const plan = requests[index]!.explain ? explainIn(c, requests[index]!) : null
    const explanation = await explains[index]?.(run, plan ?? [])
    const meta = {
      ...metaOf(c, run, begun),
      ...(plan && { plan }),
      ...(explanation && { explanation }),
    }
    results.push({ ...result, meta } as ReportResult)
  }
  return results
}

export async function runReport(
  context: ReportContext,
  request: ReportRequest,
): Promise<ReportResult> {
  const [result] = await runReports(context, [request])
  return result!
}

export interface Explanation {
  /** One sentence per rule. */
  readonly plan: readonly string[]
  readonly columns: readonly string[]
  readonly cost: { readonly events: number; readonly people: number; readonly operators: number }
}

/** What a request would compute and read, without running it. */
export async function explainReport(
  context: ReportContext,
  request: ReportRequest,
): Promise<Explanation> {
  const { source, dataView, definitions, now } = context
  const c = await startCompilation(source, dataView, definitions, now)
  await doorOf(request).compile(await seenBy(c, request), request, [])
  const { nodes } = c.plan.build()
  const columns = nodes.flatMap((node) => ('column' in node ? [node.column] : []))
  const { events, persons } = c.schema
  return {
    plan: explainIn(c, request),
    columns: ['person', 'time', ...new Set(columns)],
    cost: { events, people: persons, operators: nodes.length },
  }
}

/** The plan as a request's components see it: under its segments (§0.4). */
async function seenBy(c: Compilation, request: ReportRequest): Promise<Compilation> {
  if (doorOf(request).seesEverything === true) return c
  return underSegments(c, request.segments, resolvePeriod(c, request.dateRange))
}

type AnyDoor = ReportDoor<ReportKind>

function doorOf(request: ReportRequest): AnyDoor {
  const door = reportDoors[request.kind] as AnyDoor | undefined
  if (door) return door
  const allowed = Object.keys(reportDoors)
  throw new ThroughlineError('request/unknown-kind', { kind: request.kind, allowed }, ['kind'])
}

/** Errors of one of several requests point into that one. */
async function behind<T>(prefix: Path, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ThroughlineError) || prefix.length === 0) throw error
    throw new ThroughlineError(error.code, error.params, [...prefix, ...error.path])
  }
}

function explainIn(c: Compilation, request: ReportRequest): string[] {
  return [...doorOf(request).explain(c, request)]
}

function metaOf(c: Compilation, run: RunResult, begun: number): ResultMeta {
  return {
    dataVersion: run.dataVersion,
    events: run.events,
    people: run.persons,
    elapsedMs: performance.now() - begun,
    scannedBatches: run.scannedBatches,
    warnings: [...c.warnings],
  }
}
