import { checkBudget } from '../model/budgets/index.ts'
import { countMostFigures, countValues } from './count-figures.ts'
import type { RunOptions, RunResult } from '../engine/index.ts'
import type { DataView } from '../model/definitions/data-view.ts'
import type { ResultMeta } from '../model/result.ts'
import type { Compilation } from './compilation/compilation.ts'
import type { Definitions } from './compilation/definitions.ts'
import { describeFormulas } from './explain/describe-formulas.ts'
import { compileExplanation } from './explain/explanation.ts'
import type { JourneySource } from './compilation/journey-source.ts'
import { letOthersIn } from '../model/let-others-in.ts'
import { resolvePeriod } from './compilation/period.ts'
import { underSegments, underView } from './segments/scope-mask.ts'
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

/** What came of a request: its result, or what failed, with a path into it where it is a mistake. */
export type Outcome<Result = ReportResult> =
  | { readonly result: Result }
  | { readonly error: unknown }

/** Runs a request on a data view. */
export async function runReport(
  context: ReportContext,
  request: ReportRequest,
): Promise<ReportResult> {
  const [outcome] = await runReports(context, [request])
  if ('error' in outcome!) throw outcome.error
  return outcome!.result
}

/** Runs requests in one pass over the journeys; one that cannot be compiled or finished fails alone. */
export async function runReports(
  context: ReportContext,
  requests: readonly ReportRequest[],
): Promise<readonly Outcome[]> {
  const begun = performance.now()
  const { source, dataView, definitions, now } = context
  const c = underView(await startCompilation(source, dataView, definitions, now))
  const compiled: Outcome<Compiled>[] = []
  for (const request of requests) {
    await letOthersIn()
    compiled.push(await attempt(c, () => compileWithin(c, request)))
  }
  if (compiled.every(isFailure)) return compiled
  const run = await source.run(c.plan.build(), context.options)
  const outcomes: Outcome[] = []
  let values = 0
  for (const each of compiled) {
    await letOthersIn()
    const result = async (found: Compiled): Promise<ReportResult> => {
      const answer = await found(run, begun)
      const all = values + countValues(answer)
      checkBudget('cells-per-body', all)
      values = all
      return answer
    }
    outcomes.push(isFailure(each) ? each : await attempt(c, () => result(each.result)))
  }
  return outcomes
}

const isFailure = (outcome: Outcome<unknown>): outcome is { readonly error: unknown } =>
  'error' in outcome

/** Completes a request when the plan has run. */
type Compiled = (run: RunResult, begun: number) => Promise<ReportResult>

/** What a request that fails has added to the plan is not run. */
async function attempt<T>({ plan }: Compilation, work: () => Promise<T>): Promise<Outcome<T>> {
  const before = plan.aggregationCount
  try {
    return { result: await work() }
  } catch (error) {
    plan.dropAggregations(before)
    return { error }
  }
}

/** What all requests so far can count is bounded. */
async function compileWithin(c: Compilation, request: ReportRequest): Promise<Compiled> {
  const compiled = await compileRequest(c, request)
  const figures = countMostFigures(c.plan.aggregationsFrom(0), c.schema.events)
  checkBudget('figures-per-body', figures)
  return compiled
}

async function compileRequest(all: Compilation, request: ReportRequest): Promise<Compiled> {
  const c: Compilation = { ...all, warnings: new Set(), findings: new Map() }
  const { compile, peopleBehind } = findReport(request)
  const seen = await seenBy(c, request)
  const finish = await compile(seen, request, [])
  const explainNumber = await compileExplanation(seen, request, peopleBehind)
  const { start, end } = resolvePeriod(c, request.dateRange)
  return async (run, begun) => {
    const result = await finish(run.partials)
    const plan = request.explain ? describePlan(c, request) : null
    const explanation = await explainNumber?.(run, plan ?? [])
    const found = [...all.findings, ...c.findings].map(([, find]) => find(run.partials))
    const warnings = [...all.warnings, ...c.warnings, ...found.filter((each) => each !== null)]
    const meta: ResultMeta = {
      dataVersion: run.dataVersion,
      events: run.events,
      people: run.persons,
      elapsedMs: performance.now() - begun,
      scannedBatches: run.scannedBatches,
      warnings: [...new Set(warnings)],
      dateRange: { start: new Date(start).toISOString(), end: new Date(end).toISOString() },
      ...(plan && { plan }),
      ...(explanation && { explanation }),
    }
    return { ...result, meta } as ReportResult
  }
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
  const { compile } = findReport(request)
  await compile(await seenBy(c, request), request, [])
  const { nodes } = c.plan.build()
  const columns = nodes.flatMap((node) => ('column' in node ? [node.column] : []))
  const { events, persons } = c.schema
  return {
    plan: describePlan(c, request),
    columns: ['person', 'time', ...new Set(columns)],
    cost: { events, people: persons, operators: nodes.length },
  }
}

/** What a request computes, in words: its kind's rules, and what calculated metrics are. */
const describePlan = (c: Compilation, request: ReportRequest): string[] => [
  ...findReport(request).explain(c, request),
  ...describeFormulas(c, request),
]

/** The plan as a request's components see it: under its segments (§0.4). */
export async function seenBy(c: Compilation, request: ReportRequest): Promise<Compilation> {
  if (findReport(request).seesEverything === true) return c
  return underSegments(c, request.segments, resolvePeriod(c, request.dateRange))
}
