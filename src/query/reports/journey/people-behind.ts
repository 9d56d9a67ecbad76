import { resolvePeriod } from '../../compilation/period.ts'
import type { PeopleBehind } from '../../explain/people-behind.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'
import { peopleBehindPerson } from '../parts/person-behind.ts'
import type { JourneyRequest } from './request.ts'

/** The person whose journey it is. */
export const peopleBehindJourney: PeopleBehind<JourneyRequest> = async (c, request) => {
  const mask = await compileScopeMask(c, request.segments, resolvePeriod(c, request.dateRange))
  return peopleBehindPerson(c, request.person, mask)
}
