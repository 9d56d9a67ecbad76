import type { SegmentRef } from '../../model/conditions.ts'
import type { DateRangeRef } from '../../model/date-ranges.ts'
import type { FreeformRequest } from '../reports/freeform/request.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { resolvePeriod } from '../compilation/period.ts'
import { describeSegmentRef } from '../segments/describe.ts'
import { summaryOfMetric } from '../compilation/summary-members.ts'

/** Range, zone, sessions and segments of a request, in words. */
export function describeScope(
  c: Compilation,
  request: {
    readonly dateRange?: DateRangeRef | undefined
    readonly segments: readonly SegmentRef[]
  },
): string[] {
  const { start, end } = resolvePeriod(c, request.dateRange)
  const iso = (ms: number) => new Date(ms).toISOString()
  const minutes = c.view.sessionTimeoutMs / 60_000
  const starts = c.view.startMetrics
  const begin = starts.length > 0 ? `, or where ${starts.join(' or ')} occurs` : ''
  const segments = request.segments.map((ref) => describeSegmentRef(c, ref))
  return [
    `Events from ${iso(start)} until before ${iso(end)} (days are those of ${c.view.timeZone}).`,
    `A new session begins after more than ${minutes} minutes without an event${begin}.`,
    ...(c.view.segment === undefined ? [] : ['Only events in the data view’s segment.']),
    ...(segments.length === 0 ? [] : [`Only events in ${segments.join(' and ')}.`]),
  ]
}

/** Rows and columns of a table, in words. */
export function describeColumns(c: Compilation, request: FreeformRequest): string[] {
  const { rows } = request
  const parents = request.where.map(
    ({ dimension, item }) => `${dimension} is ${item ?? 'no value'}`,
  )
  const by =
    'segments' in rows
      ? 'One row per segment.'
      : 'dateRanges' in rows
        ? 'One row per date range.'
        : `One row per item of ${'dimensions' in rows ? rows.dimensions.join(' × ') : rows.dimension}.`
  const columns = request.columns.map((column, index) => {
    const { change } = column
    const between =
      change && `the change from ${change.from} to ${change.to}, as a share of ${change.from}`
    const what = between ?? column.metric ?? 'a formula'
    const summary = summaryOfMetric(c, column.metric ?? '')
    const from = summary ? `, from the rows of ${summary.dataset}` : ''
    const model = column.attribution ?? c.view.metrics.get(column.metric ?? '')?.attribution
    const credit = model ? `, credited by ${model.model} within the ${model.container}` : ''
    const only = column.segments.length > 0 ? `, on ${column.segments.length} more segment(s)` : ''
    const judged = column.anomalies
      ? ', judged by what came before and, on holidays or in longer units, by the year before'
      : ''
    return `Column ${column.id ?? `c${index + 1}`}: ${what}${from}${credit}${only}${judged}.`
  })
  return [by, ...(parents.length > 0 ? [`Within ${parents.join(' and ')}.`] : []), ...columns]
}
