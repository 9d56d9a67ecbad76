import { testItem } from '../../compilation/domain-table.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { compileDimension } from '../../components/dimension.ts'
import { notThere, type PeopleBehind, peopleIn, rowAt } from '../../explain/people-behind.ts'
import type { EngagementRequest } from './request.ts'
import { criterionAt } from '../parts/criterion-at.ts'
import { criterionName, usesIn } from '../parts/criterion-uses.ts'
import { eventTimePart } from '../../standard/time-values.ts'
import { scopeMask } from '../../segments/scope-mask.ts'

/** Who uses a feature, or an item of those with the most events. */
export const peopleBehindEngagement: PeopleBehind<EngagementRequest> = async (
  c,
  request,
  place,
) => {
  const [row] = rowAt(place, 'a feature is a row: { "row": "Search" }')
  const period = resolvePeriod(c, request.dateRange)
  const mask = await scopeMask(c, request.segments, period)
  const isFeature = request.features.some((feature) => criterionName(feature) === row)
  if (!isFeature && request.top !== undefined) {
    const { value } = await compileDimension(c, request.top.dimension, period, ['top', 'dimension'])
    if (!value.domain.codeOf(row ?? null))
      throw notThere(`there is no item ${row}`, ['explain', 'row'])
    const people = peopleIn(c, c.plan.and(mask, testItem(c, value, row ?? null)))
    return { definition: `People with ${row} as ${request.top.dimension}`, segments: [], people }
  }
  const [feature, name] = criterionAt(request.features, row)
  const parts = eventTimePart(c, request.interval, period).ref
  const uses = await usesIn(c, feature, { mask, period, parts }, ['features'])
  return { definition: `People who use ${name}`, segments: [], people: peopleIn(c, uses) }
}
