import type { ExplainPlace } from '../../../model/explain-place.ts'
import type { Compilation } from '../../compilation/compilation.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import type { Item } from '../../../model/result.ts'
import { type ExplainedNumber, findRow } from '../../explain/people-behind.ts'
import { peopleBehindSameCell } from '../freeform/as-cell.ts'
import { chooseGranularity, type MediaRequest } from './media-series.ts'

const hint = 'a point is a row: { "row": "2026-01-01T10:05" }, with a breakdown its item first'

/** The row of a place; none of the whole range. */
export function mediaRowAt(place: ExplainPlace): readonly Item[] {
  return 'column' in place && place.row === undefined ? [] : findRow(place, hint)
}

/** Who has seconds of any of the metrics at a point, or in the whole range. */
export async function peopleBehindSeconds(
  c: Compilation,
  request: MediaRequest,
  metrics: readonly string[],
  place: ExplainPlace,
): Promise<ExplainedNumber> {
  const row = mediaRowAt(place)
  const period = resolvePeriod(c, request.dateRange)
  const interval = chooseGranularity(request.granularity, period)
  const { breakdown } = request
  const dimensions = [...(breakdown === undefined ? [] : [breakdown]), interval]
  const args = metrics.map((metric) => ({ metric }))
  const formula = args.length === 1 ? args[0]! : { op: '+' as const, args }
  return peopleBehindSameCell(c, request, {
    column: { formula },
    dimensions: dimensions.slice(0, row.length),
    row,
  })
}
