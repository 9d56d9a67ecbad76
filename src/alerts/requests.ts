import type { Clock, TimeRange } from '../calendar/index.ts'
import type { Condition, SegmentRef } from '../model/conditions.ts'
import { toItemCondition } from '../model/item-condition.ts'
import type { AlertComparison } from '../model/alert-words.ts'
import type { Alert } from '../model/definitions/alert.ts'
import { type FreeformRequest, freeformRequest } from '../query/reports/freeform/request.ts'
import { findCompared } from './periods.ts'

/** What is asked of a period: the tables of it alone, and of what it is compared with. */
export interface PeriodRequests {
  readonly own: FreeformRequest
  readonly compared: ReadonlyMap<AlertComparison, FreeformRequest>
}

/** The tables that say all of an alert about one period: a row of it, and a column for each metric. */
export function buildPeriodRequests(alert: Alert, period: TimeRange, clock: Clock): PeriodRequests {
  const compared = new Map<AlertComparison, FreeformRequest>()
  for (const { when } of alert.metrics) {
    if (when.kind !== 'change' || compared.has(when.comparedWith)) continue
    const before = findCompared(period, alert.granularity, when.comparedWith, clock)
    compared.set(when.comparedWith, buildRequest(alert, before))
  }
  return { own: buildRequest(alert, period), compared }
}

/** With a band, or a line where none is asked for, there is a row whatever has happened: nothing counts, too. */
const buildRequest = (alert: Alert, { start, end }: TimeRange): FreeformRequest =>
  freeformRequest.parse({
    kind: 'freeform',
    dataView: alert.dataView,
    dateRange: { start: new Date(start).toISOString(), end: new Date(end).toISOString() },
    segments: listSegments(alert),
    rows: { dimension: alert.granularity },
    columns: alert.metrics.map(({ metric, when }) => ({
      metric,
      ...(when.kind === 'anomaly'
        ? { anomalies: true, confidence: when.confidence / 100 }
        : { trendLine: 'linear' }),
    })),
    limit: 1000,
  })

/** The table of some period: to be compiled, not to be run. */
export const buildSampleRequest = (alert: Alert): FreeformRequest =>
  buildRequest(alert, { start: Date.UTC(2020, 0, 1), end: Date.UTC(2020, 0, 2) })

type Filtered = Pick<Alert, 'segments' | 'items' | 'match'>

/** What is looked at, as segments that events pass one and all. */
export function listSegments({ segments, items, match }: Filtered): readonly SegmentRef[] {
  const touched = items.map(({ dimension, items: any }): Condition => {
    const [first, ...others] = any.map((each) => toItemCondition(dimension, each))
    return others.length === 0 ? first! : { or: [first!, ...others] }
  })
  if (match === 'all') {
    return [...segments, ...touched.map((where) => ({ container: 'event', where }))]
  }
  const any = [...segments.map(asCondition), ...touched]
  return any.length === 0 ? [] : [{ container: 'event', where: { or: any } }]
}

function asCondition(segment: SegmentRef): Condition {
  if (typeof segment === 'string') return { segment }
  const { container, exclude, where } = segment
  return { container, where, ...(exclude !== undefined && { exclude }) }
}
