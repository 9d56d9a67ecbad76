import type { RunOptions, RunResult } from '../engine/index.ts'
import type { DataView } from '../model/definitions/data-view.ts'
import { withinPath } from '../model/errors.ts'
import type { ResultMeta } from '../model/result.ts'
import type { Compilation } from './compilation/compilation.ts'
import type { Definitions } from './compilation/definitions.ts'
import { compileExplanation, type Explain } from './explain/explanation.ts'
import type { JourneySource } from './compilation/journey-source.ts'
import { resolvePeriod } from './compilation/period.ts'
import { underSegments, underView } from './segments/scope-mask.ts'
import type { Finish } from './compilation/finish.ts'
import { findReport, type ReportRequest, type ReportResult } from './reports/index.ts'
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
  const c = underView(await startCompilation(source, dataView, definitions, now))
  const finishes: Finish<object>[] = []
  const explains: (Explain | null)[] = []
  const warnings = requests.map(() => new Set<string>())
  for (const [index, request] of requests.entries()) {
    const path = requests.length > 1 ? [index] : []
    await withinPath(path, async () => {
      const { compile, peopleBehind } = findReport(request)
      const seen = await seenBy({ ...c, warnings: warnings[index]! }, request)
      finishes.push(await compile(seen, request, []))
      explains.push(await compileExplanation(seen, request, peopleBehind))
    })
  }
  const run = await source.run(c.plan.build(), context.options)
  const results: ReportResult[] = []
  for (const find of c.findings.values()) {
    const found = find(run.partials)
    if (found !== null) c.warnings.add(found)
  }
  for (const [index, finish] of finishes.entries()) {
    const result = await finish(run.partials)
    const request = requests[index]!
    const plan = request.explain ? [...findReport(request).explain(c, request)] : null
    const explanation = await explains[index]?.(run, plan ?? [])
    const meta = {
      ...metaOf([...c.warnings, ...warnings[index]!], run, begun),
      ...(plan && { plan }),
      ...(explanation && { explanation }),
    }
    results.push({ ...result, meta } as ReportResult)
  }
  return results
}

export interface ExplainedPlan {
  /** One sentence per rule. */
  readonly plan: readonly string[]
  readonly columns: readonly string[]
  readonly cost: { readonly events: number; readonly people: number; readonly operators: number }
}

/** What a request would compute and read, without running it. */
export async function explainReport(
  context: ReportContext,
  request: ReportRequest,
): Promise<ExplainedPlan> {
  const { source, dataView, definitions, now } = context
  const c = underView(await startCompilation(source, dataView, definitions, now))
  const { compile, explain } = findReport(request)
  await compile(await seenBy(c, request), request, [])
  const { nodes } = c.plan.build()
  const columns = nodes.flatMap((node) => ('column' in node ? [node.column] : []))
  const { events, persons } = c.schema
  return {
    plan: explain(c, request),
    columns: ['person', 'time', ...new Set(columns)],
    cost: { events, people: persons, operators: nodes.length },
  }
}

/** The plan as a request's components see it: under its segments (§0.4). */
async function seenBy(c: Compilation, request: ReportRequest): Promise<Compilation> {
  if (findReport(request).seesEverything === true) return c
  return underSegments(c, request.segments, resolvePeriod(c, request.dateRange))
}

function metaOf(warnings: string[], run: RunResult, begun: number): ResultMeta {
  return {
    dataVersion: run.dataVersion,
    events: run.events,
    people: run.persons,
    elapsedMs: performance.now() - begun,
    scannedBatches: run.scannedBatches,
    warnings,
  }
}
