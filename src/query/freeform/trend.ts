import type { Partial } from '../../engine/index.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { Expectation, ForecastPoint } from '../../model/result.ts'
import { addUnits, endOf, instantOfWall, startOf, timeDomain } from '../calendar/index.ts'
import { type Compilation, type Period, periodOf } from '../compilation.ts'
import type { TimeBuckets } from '../standard/time-values.ts'
import { anomalies, type Granularity, seasonOf, trainingCount } from '../statistics/anomalies.ts'
import { forecast } from '../statistics/forecast.ts'
import type { Domain } from '../value.ts'
import type { ColumnPlan } from './columns.ts'
import { everyItem } from './row-space.ts'
import {
  type CompiledColumn,
  compileColumn,
  compileDimensions,
  evaluateColumn,
  type TableScope,
} from './table.ts'
import type { Tally } from './tally.ts'

/** What a column's history says of its values, and of those to come. semantics §8.10, §8.11 */
export interface Trend {
  readonly column: ColumnPlan
  /** Codes of the items that lie between the first event and the present. */
  readonly known: readonly number[]
  /** One per code of the time dimension, 0 included; null where nothing can be said. */
  expectations(partials: readonly Partial[]): readonly (Expectation | null)[]
  /** The items after the last known one. */
  forecast(partials: readonly Partial[]): ForecastPoint[]
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

export const isTrended = ({ request }: ColumnPlan): boolean =>
  request.anomalies || request.forecast !== undefined

/**
 * Adds the column before the range to the plan, to learn from. Errors: request/impossible where the
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
  const buckets = await bucketsIn(period, scope.rowPeriod)
  const unit = dimensionIds[0] as Granularity
  const training = trainingPeriod(c, plan, unit, period)
  const before = training && {
    column: await compileColumn(
      c,
      tally,
      plan,
      { ...scope, period: training, rowPeriod: training, periodOf: () => training },
      dimensionIds,
      () => everything,
    ),
    size: (await bucketsIn(training)).size,
  }
  const items = knownItems(c, unit, buckets, period)
  const seriesOf = (partials: readonly Partial[]) => {
    const history = before ? valuesOf(before.column, before.size, partials) : []
    const values = valuesOf(own, buckets.size, partials)
    const compared = values.map((value, row) => (items[row]!.isWhole ? value : Number.NaN))
    return { history: [...history], compared: [...compared] }
  }
  return {
    column: plan,
    known: items.filter(({ isKnown }) => isKnown).map(({ code }) => code),
    expectations(partials) {
      const { history, compared } = seriesOf(partials)
      const judged = anomalies([...history, ...compared], { granularity: unit })
      return [null, ...judged.slice(history.length)]
    },
    forecast(partials) {
      const { history, compared } = seriesOf(partials)
      const last = items.findLastIndex(({ isWhole }) => isWhole)
      const series = [...history, ...compared.slice(0, last + 1)]
      const from = items[last]?.end ?? period.end
      const horizon = plan.request.forecast ?? 0
      const bands = forecast(series, { period: seasonOf[unit], horizon })
      return bands.map((band, step) => ({ item: itemAt(c, unit, from, step), ...band }))
    },
  }
}

/** Its values would stand beside items of another time. */
function refuseOwnRange({ request, path }: ColumnPlan): void {
  if (request.dateRange === undefined) return
  const reason = 'anomalies and forecasts are those of the date range of the table'
  throw new ThroughlineError('request/impossible', { reason }, `${path}.dateRange`)
}

const everything = { isEmpty: true, shows: () => true, mask: () => null }

function bucketsOf(domain: Domain, plan: ColumnPlan, ids: readonly string[]): TimeBuckets {
  const [id] = ids
  const isTime = ids.length === 1 && Object.hasOwn(seasonOf, id!) && 'wall' in domain
  if (isTime) return domain as TimeBuckets
  const reason = `the rows must be one of ${Object.keys(seasonOf).join(', ')}`
  const at = plan.request.anomalies ? 'anomalies' : 'forecast'
  throw new ThroughlineError('request/impossible', { reason }, `${plan.path}.${at}`)
}

/** Whole units before the range, from the first event on; null where there are none. */
function trainingPeriod(
  c: Compilation,
  { request }: ColumnPlan,
  unit: Granularity,
  period: Period,
): Period | null {
  const { firstTime } = c.schema
  if (firstTime === null || !Number.isFinite(period.start)) return null
  const end = startOf(period.start, unit, c.view)
  const count = Math.max(
    request.anomalies ? trainingCount[unit] : 0,
    request.forecast === undefined ? 0 : historyCount[unit],
  )
  const start = Math.max(startOf(firstTime, unit, c.view), addUnits(end, unit, -count, c.view))
  return start < end ? periodOf(c, start, end) : null
}

function valuesOf(
  column: CompiledColumn,
  size: number,
  partials: readonly Partial[],
): Float64Array {
  const space = everyItem(size)
  const all = Uint32Array.from({ length: space.count }, (_, row) => row)
  return evaluateColumn(column, partials, space, all).rows
}

interface KnownItem {
  readonly code: number
  /** Where the unit ends. */
  readonly end: number
  /** Whether it lies in the range, between the first event and the present. */
  readonly isKnown: boolean
  /** Whether it also lies wholly in the range, so that it can be compared with others. */
  readonly isWhole: boolean
}

/** The items of a range; what lies behind the last event and the present is not known yet. */
function knownItems(
  c: Compilation,
  unit: Granularity,
  buckets: TimeBuckets,
  period: Period,
): KnownItem[] {
  const { firstTime, lastTime } = c.schema
  const present = Math.max(c.now, (lastTime ?? 0) + 1)
  return Array.from({ length: buckets.size - 1 }, (_, row) => {
    const start = instantOfWall(buckets.wall(row + 1), c.view.timeZone)
    const end = endOf(start, unit, c.view)
    const isInRange = end > period.start && start < period.end
    const isKnown = isInRange && firstTime !== null && end > firstTime && start < present
    const isWhole = isKnown && start >= period.start && end <= period.end
    return { code: row + 1, end, isKnown, isWhole }
  })
}

function itemAt(c: Compilation, unit: Granularity, from: number, step: number): string {
  const start = addUnits(from, unit, step, c.view)
  return String(timeDomain(unit, c.view, start, endOf(start, unit, c.view)).item(1))
}
