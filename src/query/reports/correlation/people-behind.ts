import type { CorrelationRequest } from './request.ts'
import { compileDimension } from '../../components/dimension.ts'
import { testItem } from '../../compilation/domain-table.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'
import { compileConvertedMask } from './compile.ts'
import {
  type PeopleBehind,
  findColumn,
  describeNotThere,
  selectPeople,
  findRow,
} from '../../explain/people-behind.ts'
import { namesIn } from '../../segments/describe.ts'

/** Who has an item, or has it and reached the goal. */
export const peopleBehindCorrelation: PeopleBehind<CorrelationRequest> = async (
  c,
  request,
  place,
) => {
  const hint = 'an item is a row: { "row": ["page", "Help"], "column": "conversions" }'
  const [id, item] = findRow(place, hint)
  const column = findColumn(place, ['count', 'conversions'])
  if (!request.dimensions.includes(String(id))) throw describeNotThere(hint, ['explain', 'row'])
  const period = resolvePeriod(c, request.dateRange)
  const mask = await compileScopeMask(c, request.segments, period)
  const { value } = await compileDimension(c, String(id), period)
  const counted =
    column === 'count'
      ? mask
      : await compileConvertedMask(c, { request, mask, period, path: ['goal'] })
  const people = selectPeople(c, c.plan.and(counted, testItem(c, value, item ?? null)))
  const reached = column === 'count' ? '' : ' in a journey that reaches the goal'
  return {
    definition: `People with ${item} as ${namesIn(c).dimension(String(id))}${reached}`,
    segments: [],
    people,
  }
}
