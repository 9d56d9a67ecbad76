import { testItem } from '../../compilation/domain-table.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { compileDimension } from '../../components/dimension.ts'
import {
  describeNotThere,
  type PeopleBehind,
  selectPeople,
  findRow,
} from '../../explain/people-behind.ts'
import type { EngagementRequest } from './request.ts'
import { findCriterion } from '../parts/criterion-at.ts'
import { findCriterionName, usesIn } from '../parts/criterion-uses.ts'
import { compileEventTimePart } from '../../standard/time-values.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'
import { describeCriterion, namesIn } from '../../segments/describe.ts'

/** Who uses a feature, or an item of those with the most events. */
export const peopleBehindEngagement: PeopleBehind<EngagementRequest> = async (
  c,
  request,
  place,
) => {
  const [row] = findRow(place, 'a feature is a row: { "row": "Search" }')
  const period = resolvePeriod(c, request.dateRange)
  const mask = await compileScopeMask(c, request.segments, period)
  const isFeature = request.features.some((feature) => findCriterionName(feature) === row)
  if (!isFeature && request.top !== undefined) {
    const { value } = await compileDimension(c, request.top.dimension, period, ['top', 'dimension'])
    if (!value.domain.codeOf(row ?? null))
      throw describeNotThere(`there is no item ${row}`, ['explain', 'row'])
    const people = selectPeople(c, c.plan.and(mask, testItem(c, value, row ?? null)))
    return {
      definition: `People with ${row} as ${namesIn(c).dimension(request.top.dimension)}`,
      segments: [],
      people,
    }
  }
  const [feature] = findCriterion(request.features, row)
  const parts = compileEventTimePart(c, request.interval, period).ref
  const uses = await usesIn(c, feature, { mask, period, parts }, ['features'])
  return {
    definition: `People who use ${describeCriterion(feature, namesIn(c))}`,
    segments: [],
    people: selectPeople(c, uses),
  }
}
