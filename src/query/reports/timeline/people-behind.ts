import { resolvePeriod } from '../../compilation/period.ts'
import { type PeopleBehind, findRow } from '../../explain/people-behind.ts'
import { peopleBehindPerson } from '../parts/person-behind.ts'
import { shownEvents } from './compile.ts'
import type { TimelineRequest } from './request.ts'

/** The person whose events a timeline lists. */
export const peopleBehindTimeline: PeopleBehind<TimelineRequest> = async (c, request, place) => {
  const [person] = findRow(place, 'a timeline has people: { "row": "ann@x.io" }')
  const mask = await shownEvents(c, request, resolvePeriod(c, request.dateRange), [])
  return peopleBehindPerson(c, person ?? null, mask)
}
