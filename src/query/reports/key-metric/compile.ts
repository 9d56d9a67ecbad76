import type { Path } from '../../../model/path.ts'
import type { SegmentRef } from '../../../model/conditions.ts'
import type { KeyMetricRequest, KeyMetricResult, KeyMetricSeries } from './request.ts'
import { findPreviousPeriod } from '../../../calendar/index.ts'
import { type Compilation, type Period, addPeriod } from '../../compilation/compilation.ts'
import { drawTrendLine } from '../../freeform/draw-trend-line.ts'
import { figureOrNull } from '../../freeform/figures.ts'
import { Tally } from '../../freeform/tally.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { compileMetricFigure, planMetric } from '../parts/metric-figure.ts'
import { placeOverTime, type TimeSeries } from '../parts/figure-over-time.ts'
import { writeRange } from '../parts/time-comparison.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { describeScope } from '../../explain/describe-scope.ts'
import { nameSegment, namesIn } from '../../segments/describe.ts'
import { sayRange } from '../../texts/say-time.ts'

/** One metric over time beside an earlier range or a segment (§8.9). */
export const compileKeyMetric: CompileReport<KeyMetricRequest, KeyMetricResult> = async (
  c,
  request,
  path,
) => {
  const period = resolvePeriod(c, request.dateRange, [...path, 'dateRange'])
  const plan = await planMetric(c, request.metric, period, [...path, 'metric'])
  const tally = new Tally(c)
  const place = (segments: readonly SegmentRef[], over: Period) => {
    const axis = { interval: request.interval, period: over, breakdown: null, limit: 1 }
    return placeOverTime(c, compileMetricFigure(c, tally, plan, { segments, period: over }), axis)
  }
  const readOwn = await place(request.segments, period)
  const segment = request.compareSegment === undefined ? [] : [request.compareSegment]
  const compared = findComparedPeriod(c, request, period, path)
  const readOther = await place([...request.segments, ...segment], compared)
  tally.settle()
  return (partials) => {
    const [own, other] = [seriesOf(readOwn(partials)), seriesOf(readOther(partials))]
    const change = changeOf(own.total, other.total)
    const primary = { ...own, ...lineThrough(c, request, own) }
    const { upIs } = plan
    const comparison = { ...other, dateRange: writeRange(compared) }
    return { primary, comparison, ...change, ...(upIs === undefined ? {} : { upIs }) }
  }
}

export const explainKeyMetric: ExplainReport<KeyMetricRequest> = (c, request) => [
  ...describeScope(c, request),
  comparisonWords(c, request),
]

/** The range asked for, or the same one for a segment, or the one before (§8.2). */
export function findComparedPeriod(
  c: Compilation,
  { compareDateRange, compareSegment }: KeyMetricRequest,
  period: Period,
  path: Path,
): Period {
  if (compareDateRange !== undefined) {
    return resolvePeriod(c, compareDateRange, [...path, 'compareDateRange'])
  }
  if (compareSegment !== undefined) return period
  const { timeZone, calendar } = c.view
  const { start, end } = findPreviousPeriod(period, { timeZone, calendar })
  return addPeriod(c, start, end)
}

function seriesOf([series]: readonly TimeSeries[]): KeyMetricSeries {
  const { total, points } = series!
  return { total, points: points.map(({ interval, value }) => ({ item: interval, value })) }
}

function lineThrough(
  c: Compilation,
  { metric, interval, trendLine }: KeyMetricRequest,
  { points }: KeyMetricSeries,
): Pick<KeyMetricSeries, 'trendLine'> {
  if (trendLine === undefined) return {}
  const values = points.map(({ value }) => value ?? Number.NaN)
  return { trendLine: drawTrendLine(c, { name: metric, unit: interval, values }, trendLine) }
}

function changeOf(primary: number | null, comparison: number | null) {
  if (primary === null || comparison === null) return { change: null, difference: null }
  return { change: figureOrNull(primary / comparison - 1), difference: primary - comparison }
}

function comparisonWords(c: Compilation, request: KeyMetricRequest): string {
  const compared = findComparedPeriod(c, request, resolvePeriod(c, request.dateRange), [])
  const names = namesIn(c)
  const { compareSegment: ref } = request
  const of = ref === undefined ? '' : ` in ${nameSegment(ref, names)}`
  return `Compares ${names.metric(request.metric)} with that of ${sayRange(compared, c.view.timeZone)}${of}, by ${request.interval}.`
}
