import type { ExperimentRequest } from './request.ts'
import { testItem } from '../../compilation/domain-table.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'
import { exposure, compilePlainDimension } from './compile.ts'
import {
  type PeopleBehind,
  describeNotThere,
  selectPeople,
  findRow,
} from '../../explain/people-behind.ts'

/** Who was shown a variant. */
export const peopleBehindExperiment: PeopleBehind<ExperimentRequest> = async (
  c,
  request,
  place,
) => {
  const [row] = findRow(place, 'a variant is a row: { "row": "B" }')
  const period = resolvePeriod(c, request.dateRange)
  const mask = await compileScopeMask(c, request.segments, period)
  const { value } = await compilePlainDimension(c, request.variant, period, ['variant'])
  if (!value.domain.codeOf(row ?? null))
    throw describeNotThere(`there is no ${row}`, ['explain', 'row'])
  const shown = c.plan.and(mask, await exposure(c, request, period, []))
  const people = selectPeople(c, c.plan.and(shown, testItem(c, value, row ?? null)))
  const definition = `People who were shown ${row} of ${request.item ?? request.experiment}`
  return { definition, segments: [], people }
}
