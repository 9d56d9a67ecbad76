import type { ExperimentRequest } from './request.ts'
import { testItem } from '../../compilation/domain-table.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { scopeMask } from '../../segments/scope-mask.ts'
import { exposure, plainDimension } from './compile.ts'
import { type PeopleBehind, notThere, peopleIn, rowAt } from '../../explain/people-behind.ts'

/** Who was shown a variant. */
export const peopleBehindExperiment: PeopleBehind<ExperimentRequest> = async (
  c,
  request,
  place,
) => {
  const [row] = rowAt(place, 'a variant is a row: { "row": "B" }')
  const period = resolvePeriod(c, request.dateRange)
  const mask = await scopeMask(c, request.segments, period)
  const { value } = await plainDimension(c, request.variant, period, ['variant'])
  if (!value.domain.codeOf(row ?? null)) throw notThere(`there is no ${row}`, ['explain', 'row'])
  const shown = c.plan.and(mask, await exposure(c, request, period, []))
  const people = peopleIn(c, c.plan.and(shown, testItem(c, value, row ?? null)))
  const definition = `People who were shown ${row} of ${request.item ?? request.experiment}`
  return { definition, segments: [], people }
}
