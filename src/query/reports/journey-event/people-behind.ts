import { resolvePeriod } from '../../compilation/period.ts'
import type { PeopleBehind } from '../../explain/people-behind.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'
import { peopleBehindPerson } from '../parts/person-behind.ts'
import type { JourneyEventRequest } from './request.ts'

/** The person whose event it is. */
export const peopleBehindJourneyEvent: PeopleBehind<JourneyEventRequest> = async (c, request) => {
  const mask = await compileScopeMask(c, request.segments, resolvePeriod(c, request.dateRange))
  return peopleBehindPerson(c, request.person, mask)
}
