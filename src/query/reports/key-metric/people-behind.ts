import { resolvePeriod } from '../../compilation/period.ts'
import { findColumn, type PeopleBehind, findRow } from '../../explain/people-behind.ts'
import { peopleBehindSameCell } from '../freeform/as-cell.ts'
import { writeRange } from '../parts/time-comparison.ts'
import { findComparedPeriod } from './compile.ts'
import type { KeyMetricRequest } from './request.ts'

/** Who is behind an interval of a metric, now or in what it is compared with. */
export const peopleBehindKeyMetric: PeopleBehind<KeyMetricRequest> = async (c, request, place) => {
  const side = findColumn(place, ['primary', 'comparison'])
  const { metric, interval, compareSegment } = request
  const compared = findComparedPeriod(c, request, resolvePeriod(c, request.dateRange), [])
  const isOther = side === 'comparison'
  const segments = isOther && compareSegment !== undefined ? [compareSegment] : []
  const dateRange = isOther ? writeRange(compared) : request.dateRange
  const isTotal = !('row' in place) || place.row === undefined
  const row = isTotal ? [] : findRow(place, '')
  const over = { ...request, dateRange }
  const column = { metric, segments }
  return peopleBehindSameCell(c, over, { column, dimensions: isTotal ? [] : [interval], row })
}
