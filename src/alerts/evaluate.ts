import { nameIntervals, type TimeRange } from '../calendar/index.ts'
import type { AlertFinding, AlertPeriod } from '../model/answers/alerts.ts'
import type { Alert } from '../model/definitions/alert.ts'
import { ThroughlineError } from '../model/errors.ts'
import type { NumberFormat } from '../model/format.ts'
import type { FreeformRequest, FreeformResult } from '../query/reports/freeform/request.ts'
import { type Outcome, type ReportContext, runReports } from '../query/run-reports.ts'
import { sayDataBeside, sayEmptyRange } from '../query/compilation/period.ts'
import { judge, type Known } from './judge.ts'
import { placeInAlert } from './place.ts'
import { buildPeriodRequests, type PeriodRequests } from './requests.ts'
import { sayFinding } from './say.ts'

export interface Evaluation {
  /** One per period, in their order. */
  readonly periods: readonly AlertPeriod[]
  readonly warnings: readonly string[]
}

/**
 * What the metrics of an alert were in periods, in one pass over the journeys: each by the tables of that period alone.
 * Errors: what its components and segments say.
 */
export async function evaluateAlert(
  context: ReportContext,
  alert: Alert,
  periods: readonly TimeRange[],
): Promise<Evaluation> {
  const { dataView } = context
  const asked = periods.map((period) => buildPeriodRequests(alert, period, dataView))
  const requests = asked.flatMap(({ own, compared }) => [own, ...compared.values()])
  const outcomes = await runReports(context, requests)
  const results = new Map(
    requests.map((request, index) => [request, resultOf(alert, outcomes[index]!)]),
  )
  return {
    periods: periods.map((period, index) => {
      const { item, findings } = readPeriod(context, alert, period, asked[index]!, results)
      const [start, end] = [period.start, period.end].map((at) => new Date(at).toISOString())
      const fired = findings.some((finding) => finding.fired)
      return { item, start: start!, end: end!, fired, findings }
    }),
    warnings: await foldEmptyPeriods(context, requests, results),
  }
}

/** The warnings of all; of several periods without data one line tells, not one for each. */
async function foldEmptyPeriods(
  { source, dataView }: ReportContext,
  requests: readonly FreeformRequest[],
  results: Results,
): Promise<readonly string[]> {
  const { timeZone } = dataView
  const schema = await source.schema()
  const warnings = new Set([...results.values()].flatMap(({ meta }) => meta.warnings))
  const empty = new Map<string, string>()
  for (const { dateRange } of requests) {
    const { start, end } = dateRange as { readonly start: string; readonly end: string }
    const range = { start: Date.parse(start), end: Date.parse(end) }
    const data = sayDataBeside(schema, timeZone, range)
    if (data !== null) empty.set(sayEmptyRange(range, timeZone, data), data)
  }
  const [data] = empty.values()
  if (data === undefined || empty.size === 1) return [...warnings]
  const others = [...warnings].filter((warning) => !empty.has(warning))
  return [`${empty.size} of the periods that are looked at are empty: ${data}`, ...others]
}

function resultOf(alert: Alert, outcome: Outcome): FreeformResult {
  if (!('error' in outcome)) return outcome.result as FreeformResult
  const { error } = outcome
  throw error instanceof ThroughlineError ? error.at(placeInAlert(alert, error.path)) : error
}

type Results = ReadonlyMap<FreeformRequest, FreeformResult>

function readPeriod(
  { dataView }: ReportContext,
  alert: Alert,
  { start }: TimeRange,
  { own, compared }: PeriodRequests,
  results: Results,
): Pick<AlertPeriod, 'item' | 'findings'> {
  const itemAt = (moment: number) => nameIntervals(moment, dataView)[alert.granularity]!
  const rowOf = (request: FreeformRequest) => {
    const { start: from } = request.dateRange as { readonly start: string }
    const item = itemAt(Date.parse(from))
    return results.get(request)!.rows.find((row) => row.item === item)
  }
  const row = rowOf(own)
  const { columns } = results.get(own)!
  const findings = alert.metrics.map(({ metric, when }, index): AlertFinding => {
    const before = when.kind === 'change' ? rowOf(compared.get(when.comparedWith)!) : undefined
    const known: Known = {
      value: row?.values[index] ?? null,
      expectation: row?.expectations?.[index] ?? null,
      before: before?.values[index] ?? null,
    }
    const { name, format } = columns[index]!
    const { expected = null, lower = null, upper = null } = known.expectation ?? {}
    return {
      metric,
      name,
      ...{ value: known.value, expected, lower, upper, before: known.before },
      fired: judge(when, known),
      reason: sayFinding(when, known, format as NumberFormat | undefined),
    }
  })
  return { item: itemAt(start), findings }
}
