import type { Compilation } from '../compilation/compilation.ts'
import { compileDimension } from '../components/dimension.ts'
import { testItem } from '../compilation/domain-table.ts'
import { resolvePeriod } from '../compilation/period.ts'
import { scopeMask } from '../segments/scope-mask.ts'
import { shownEvents } from '../reports/timeline/compile.ts'
import type { Item } from '../compilation/value.ts'
import { type Behind, notThere, peopleIn, rowAt } from './behind.ts'

/** The person whose events a timeline lists. */
export const behindTimeline: Behind<'timeline'> = async (c, request, place) => {
  const [person] = rowAt(place, 'a timeline has people: { "row": "ann@x.io" }')
  const mask = await shownEvents(c, request, resolvePeriod(c, request.dateRange), [])
  return ofPerson(c, person ?? null, mask)
}

/** The person whose journey it is. */
export const behindJourney: Behind<'journey'> = async (c, request) => {
  const mask = await scopeMask(c, request.segments, resolvePeriod(c, request.dateRange))
  return ofPerson(c, request.person, mask)
}

async function ofPerson(c: Compilation, person: Item, mask: number | null) {
  const { value } = await compileDimension(c, 'person-id', resolvePeriod(c, undefined))
  if (!value.domain.codeOf(person))
    throw notThere(`there is no person ${person}`, ['explain', 'row'])
  const people = peopleIn(c, c.plan.and(mask, testItem(c, value, person)))
  return { definition: `Events of ${person}`, segments: [], people }
}
