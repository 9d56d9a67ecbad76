import type { TrendsRequest } from './request.ts'
import { compileDimension } from '../../components/dimension.ts'
import { testItem } from '../../compilation/domain-table.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { findCriterionName, usesIn } from '../parts/criterion-uses.ts'
import { compileEventTimePart } from '../../standard/time-values.ts'
import { peopleBehindSameCell } from '../freeform/as-cell.ts'
import {
  type PeopleBehind,
  findColumn,
  selectPeople,
  findRow,
} from '../../explain/people-behind.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'
import { describeCriterion, namesIn } from '../../segments/describe.ts'

/** Who is behind a point of an event or a metric, with the breakdown's item in front of the interval. */
export const peopleBehindTrends: PeopleBehind<TrendsRequest> = async (c, request, place) => {
  const { events, metrics, breakdown, interval } = request
  const name = findColumn(place, [...events.map(findCriterionName), ...metrics])
  const row = findRow(place, 'trends have rows and columns: { "row": "2026-01-05", "column": "…" }')
  const dimensions = breakdown === undefined ? [interval] : [breakdown, interval]
  const event = events.find((one) => findCriterionName(one) === name)
  if (!event) return peopleBehindSameCell(c, request, { column: { metric: name }, dimensions, row })
  const period = resolvePeriod(c, request.dateRange)
  const parts = compileEventTimePart(c, interval, period).ref
  const mask = await compileScopeMask(c, request.segments, period)
  const uses = await usesIn(c, event, { mask, period, parts }, ['events'])
  const masks = [uses]
  for (const [k, id] of dimensions.entries()) {
    const { value } = await compileDimension(c, id, period)
    masks.push(testItem(c, value, row[k] ?? null))
  }
  const definition = `People who did ${describeCriterion(event, namesIn(c))} in ${row.join(', ')}`
  return { definition, segments: [], people: selectPeople(c, c.plan.and(...masks)) }
}
