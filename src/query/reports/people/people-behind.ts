import type { PeopleRequest } from './request.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { type PeopleBehind, selectPeople } from '../../explain/people-behind.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'

/** The number of people in a list of them. */
export const peopleBehindPeople: PeopleBehind<PeopleRequest> = async (c, request) => {
  const mask = await compileScopeMask(c, request.segments, resolvePeriod(c, request.dateRange))
  const definition = 'People with an event in the range and the segments'
  return { definition, segments: [], people: selectPeople(c, mask) }
}
