import { resolvePeriod } from '../../compilation/period.ts'
import { type PeopleBehind, selectPeople } from '../../explain/people-behind.ts'
import { listRanges, timesIn } from './compile.ts'
import type { FrequencyRequest } from './request.ts'
import { bucketAt, bucketName, eventsWithin } from '../parts/bucket-at.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'
import { compileTouch } from '../../segments/touch.ts'

/** Who is in a bucket, named by its borders as in the result. */
export const peopleBehindFrequency: PeopleBehind<FrequencyRequest> = async (c, request, place) => {
  const bucket = bucketAt(place, listRanges(request))
  const period = resolvePeriod(c, request.dateRange)
  const scope = await compileScopeMask(c, request.segments, period)
  const mask = c.plan.and(scope, await compileTouch(c, request.where, period, ['where']))
  const [from, last] = bucket
  const times = timesIn(c, request, mask)
  const inside = eventsWithin(c, times, from, last === null ? Infinity : last + 1)
  const counted = request.distinct ? `different ${request.distinct}s` : 'times'
  const who = request.container === 'person' ? 'People who' : 'People with a session that'
  const definition = `${who} did it ${bucketName(bucket)} ${counted}`
  return { definition, segments: [], people: selectPeople(c, c.plan.and(mask, inside)) }
}
