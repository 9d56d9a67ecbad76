import type { ConversionTrendsRequest } from './request.ts'
import { testItem } from '../../compilation/domain-table.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'
import { compileSteps, planFunnel } from './compile.ts'
import { compileEventTimePart } from '../../standard/time-values.ts'
import {
  type PeopleBehind,
  findColumn,
  describeNotThere,
  findRow,
} from '../../explain/people-behind.ts'

/** Who started or completed the funnel in an interval. */
export const peopleBehindConversionTrends: PeopleBehind<ConversionTrendsRequest> = async (
  c,
  request,
  place,
) => {
  const hint = 'a point is a row: { "row": "2026-01-05", "column": "completed" }'
  const [row] = findRow(place, hint)
  const column = findColumn(place, ['completed', 'started'])
  const period = resolvePeriod(c, request.dateRange)
  const parts = compileEventTimePart(c, request.interval, period)
  if (!parts.domain.codeOf(row ?? null))
    throw describeNotThere(`there is no row ${row}`, ['explain', 'row'])
  const scope = await compileScopeMask(c, request.segments, period)
  const people = c.plan.aggregate({
    ...planFunnel(c, request, parts, await compileSteps(c, request, period, [])),
    kind: 'fallout-people',
    breakdown: null,
    mask: c.plan.and(scope, testItem(c, parts, row ?? null)),
    step: column === 'started' ? 0 : request.steps.length - 1,
  })
  return { definition: `People who ${column} the funnel within ${row}`, segments: [], people }
}
