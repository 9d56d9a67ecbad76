import { resolvePeriod } from '../../compilation/period.ts'
import { compileMetric } from '../../components/metric.ts'
import { type PeopleBehind, selectPeople } from '../../explain/people-behind.ts'
import { listBounds, addContainerRuns, chooseStep } from './compile.ts'
import type { HistogramRequest } from './request.ts'
import { type Bucket, bucketAt, bucketName, eventsWithin } from '../parts/bucket-at.ts'
import { compileFigureIn } from '../parts/figure-in-container.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'
import { namesIn } from '../../segments/describe.ts'

export const peopleBehindHistogram: PeopleBehind<HistogramRequest> = async (c, request, place) => {
  const bounds = listBounds(request)
  const buckets = bounds.slice(1).map((end, b): Bucket => [bounds[b]!, end - chooseStep(request)])
  const bucket = bucketAt(place, buckets)
  const period = resolvePeriod(c, request.dateRange)
  const mask = await compileScopeMask(c, request.segments, period)
  const metric = await compileMetric(c, request.metric, period, ['metric'])
  const value = compileFigureIn(c, metric, mask, { runs: addContainerRuns(c, request) }, ['metric'])
  const end = bounds[bounds.indexOf(bucket[0]) + 1]!
  const inside = eventsWithin(c, value, bucket[0], end)
  const who = request.container === 'person' ? '' : `one ${request.container} with `
  const definition = `People with ${who}${namesIn(c).metric(request.metric)} of ${bucketName(bucket)}`
  return { definition, segments: [], people: selectPeople(c, c.plan.and(mask, inside)) }
}
