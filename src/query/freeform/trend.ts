import type { PartialResult } from '../../engine/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { sayAllowed } from '../../model/nearest.ts'
import type { Expectation, Figure, ForecastPoint } from '../../model/result.ts'
import { toNumbers } from '../formula/index.ts'
import { addUnits, endOf, buildTimeDomain } from '../../calendar/index.ts'
import type { Compilation, Period } from '../compilation/compilation.ts'
import type { TimeBuckets } from '../standard/time-values.ts'
import { type Granularity, seasonLengths } from '../../statistics/anomalies.ts'
import { FEWEST_VALUES, forecast } from '../../statistics/forecast.ts'
import type { Domain } from '../compilation/value.ts'
import { compileDimensions } from './column-rows.ts'
import type { ColumnPlan } from './columns.ts'
import { drawTrendLine } from './draw-trend-line.ts'
import { type Judgement, planJudgement, findPeriodBefore } from './judgement.ts'
import { everyItem } from './row-space.ts'
import { noFilter } from './search.ts'
import { type CompiledColumn, compileColumn, evaluateColumn } from './table.ts'
import { seenIn } from './table-rows.ts'
import type { TableScope } from './table-scope.ts'
import type { Tally } from './tally.ts'
import { type TimeItemPlace, listTimeItems } from './time-items.ts'

/** What a column's history says of its values, and of those to come. semantics §8.10, §8.11 */
export interface Trend {
  readonly column: ColumnPlan
  /** Codes of the items that lie between the first event and the present. */
  readonly known: readonly number[]
  /** One per code of the time dimension, 0 included; null where nothing can be said. */
  expectations(partials: readonly PartialResult[]): readonly (Expectation | null)[]
  /** One per code of the time dimension, 0 included. */
  trendLine(partials: readonly PartialResult[]): readonly Figure[]
  /** The items after the last known one. */
  forecast(partials: readonly PartialResult[]): ForecastPoint[]
}

/** How many units before the range a forecast learns from, where there are so many. */
const historyCount: Readonly<Record<Granularity, number>> = {
  minute: 3 * 1440,
  hour: 14 * 24,
  day: 8 * 7,
  week: 2 * 52,
  month: 24,
  quarter: 8,
  year: 8,
}

export const isTrended = ({ request }: Pick<ColumnPlan, 'request'>): boolean =>
  request.anomalies || request.forecast !== undefined || request.trendLine !== undefined

/** A column's figures in a period, one per item. */
type Figures = (partials: readonly PartialResult[]) => Float64Array

/**
 * Adds the column outside of the range to the plan, to learn from. Errors: request/impossible where the
 * rows are not those of one time dimension.
 */
export async function compileTrend(
  c: Compilation,
  tally: Tally,
  own: CompiledColumn,
  scope: TableScope,
  dimensionIds: readonly string[],
): Promise<Trend> {
  const { plan } = own
  const { period } = scope
  refuseOwnRange(plan)
  const bucketsIn = async (when: Period, rows = when) => {
    const [dimension] = await compileDimensions(c, dimensionIds, when, rows)
    return bucketsOf(dimension!.value.domain, plan, dimensionIds)
  }
  const figuresIn = async (when: Period | null): Promise<Figures> => {
    if (when === null) return () => new Float64Array()
    const over = {
      ...scope,
      period: when,
      rowPeriod: when,
      seesAllRows: false,
      periodOf: () => when,
    }
    const column = await compileColumn(c, tally, plan, over, dimensionIds, () => noFilter)
    const { size } = await bucketsIn(when)
    return (partials) => valuesOf(column, size, partials)
  }
  const buckets = await bucketsIn(period, scope.rowPeriod)
  const unit = dimensionIds[0] as Granularity
  const items = listTimeItems(c, unit, buckets, period)
  const figures: Figures = (partials) => valuesOf(own, buckets.size, partials)
  const continued = { plan, unit, items, period }
  return {
    column: plan,
    known: items.filter(({ isKnown }) => isKnown).map(({ code }) => code),
    expectations: await expectationsOf(
      plan.request.anomalies
        ? planJudgement(c, unit, buckets, period, plan.request.confidence)
        : null,
      figures,
      figuresIn,
    ),
    trendLine: (partials) => trendLineOf(c, continued, figures(partials)),
    forecast: await forecastOf(c, continued, figures, figuresIn),
  }
}

type FiguresIn = (when: Period | null) => Promise<Figures>

async function expectationsOf(
  judgement: Judgement | null,
  figures: Figures,
  figuresIn: FiguresIn,
): Promise<Trend['expectations']> {
  if (judgement === null) return () => []
  const training = await figuresIn(judgement.training)
  const yearBefore = await figuresIn(judgement.yearBefore)
  return (partials) => [
    null,
    ...judgement.expectations(figures(partials), training(partials), yearBefore(partials)),
  ]
}

interface Continued {
  readonly plan: ColumnPlan
  readonly unit: Granularity
  readonly items: readonly TimeItemPlace[]
  readonly period: Period
}

/** Through what is known of the range. */
function trendLineOf(
  c: Compilation,
  { plan: { id, request }, unit, items }: Continued,
  own: Float64Array,
): readonly Figure[] {
  const codes = items.filter(({ isKnown }) => isKnown).map(({ code }) => code)
  const values = codes.map((code) => own[code - 1]!)
  const line = drawTrendLine(c, { name: id, unit, values }, request.trendLine!)
  const figures: Figure[] = [null, ...items.map(() => null)]
  codes.forEach((code, x) => {
    figures[code] = line[x]!
  })
  return figures
}

async function forecastOf(
  c: Compilation,
  { plan, unit, items, period }: Continued,
  figures: Figures,
  figuresIn: FiguresIn,
): Promise<Trend['forecast']> {
  const horizon = plan.request.forecast
  if (horizon === undefined) return () => []
  const past = await figuresIn(findPeriodBefore(c, unit, period, historyCount[unit]))
  const first = items.findIndex(({ end }) => end > period.start)
  const last = items.findLastIndex(({ isWhole }) => isWhole)
  const from = items[last]?.end ?? period.end
  return (partials) => {
    const own = figures(partials)
    const inRange = items.slice(first, last + 1)
    const shown = inRange.map(({ code, isWhole }) => (isWhole ? own[code - 1]! : Number.NaN))
    const series = [...past(partials), ...shown]
    const history = historyCount[unit]
    const bands = forecast(series, { period: seasonLengths[unit], horizon, history })
    const known = series.filter((value) => !Number.isNaN(value)).length
    if (known < history) c.warnings.add(shortHistory(plan, unit, known))
    return bands.map((band, step) => ({ item: itemAt(c, unit, from, step), ...band }))
  }
}

/** How far a forecast can be trusted that knows less than it should. */
function shortHistory({ id }: ColumnPlan, unit: Granularity, known: number): string {
  const needed = `a forecast by ${unit} should know ${historyCount[unit]} ${unit}s, of ${id} it knows ${known}`
  return known < FEWEST_VALUES
    ? `${needed}: too few for any`
    : `${needed}; its bands say how little that is`
}

/** Its values would stand beside items of another time. */
function refuseOwnRange({ request, path }: ColumnPlan): void {
  if (request.dateRange === undefined) return
  const reason = 'anomalies, forecasts and trend lines are those of the date range of the table'
  throw new ThroughlineError('request/impossible', { reason }, [...path, 'dateRange'])
}

function bucketsOf(domain: Domain, plan: ColumnPlan, ids: readonly string[]): TimeBuckets {
  const [id] = ids
  const isTime = ids.length === 1 && Object.hasOwn(seasonLengths, id!) && 'wall' in domain
  if (isTime) return domain as TimeBuckets
  const reason = `the rows must be of time${sayAllowed(id, Object.keys(seasonLengths))}`
  const { anomalies, forecast: ahead } = plan.request
  const at = anomalies ? 'anomalies' : ahead === undefined ? 'trendLine' : 'forecast'
  throw new ThroughlineError('request/impossible', { reason }, [...plan.path, at])
}

function valuesOf(
  column: CompiledColumn,
  size: number,
  partials: readonly PartialResult[],
): Float64Array {
  const space = everyItem(size)
  const seen = column.seen ? seenIn(column, partials, space) : undefined
  return toNumbers(evaluateColumn(column, partials, space, null, seen).rows)
}

function itemAt(c: Compilation, unit: Granularity, from: number, step: number): string {
  const start = addUnits(from, unit, step, c.view)
  return String(buildTimeDomain(unit, c.view, { start, end: endOf(start, unit, c.view) }).item(1))
}
