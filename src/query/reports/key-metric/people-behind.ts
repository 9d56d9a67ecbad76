import { resolvePeriod } from '../../compilation/period.ts'
import { findColumn, type PeopleBehind, findRow } from '../../explain/people-behind.ts'
import { peopleBehindSameCell } from '../freeform/as-cell.ts'
import { findComparedPeriod } from './compile.ts'
import type { KeyMetricRequest } from './request.ts'

/** Who is behind an interval of a metric, now or in what it is compared with. */
export const peopleBehindKeyMetric: PeopleBehind<KeyMetricRequest> = async (c, request, place) => {
  const side = findColumn(place, ['primary', 'comparison'])
  const { metric, interval, compareSegment } = request
  const { start, end } = findComparedPeriod(c, request, resolvePeriod(c, request.dateRange), [])
  const iso = (ms: number) => new Date(ms).toISOString()
  const isOther = side === 'comparison'
  const segments = isOther && compareSegment !== undefined ? [compareSegment] : []
  const dateRange = isOther ? { start: iso(start), end: iso(end) } : request.dateRange
  const isTotal = !('row' in place) || place.row === undefined
  const row = isTotal ? [] : findRow(place, '')
  const over = { ...request, dateRange }
  const column = { metric, segments }
  return peopleBehindSameCell(c, over, { column, dimensions: isTotal ? [] : [interval], row })
}
