import { resolvePeriod } from '../../compilation/period.ts'
import { scopeMask } from '../../segments/scope-mask.ts'
import { type Behind, peopleIn } from '../../explain/behind.ts'

/** The number of people in a list of them. */
export const behindPeople: Behind<'people'> = async (c, request) => {
  const mask = await scopeMask(c, request.segments, resolvePeriod(c, request.dateRange))
  const definition = 'People with an event in the range and the segments'
  return { definition, segments: [], people: peopleIn(c, mask) }
}
