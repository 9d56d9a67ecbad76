import type { MaskRef, NodeRef } from '../../engine/index.ts'
import type { ExplainPlace } from '../../model/requests/common.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { compileMetric } from '../components/metric.ts'
import { resolvePeriod } from '../compilation/period.ts'
import { scopeMask } from '../segments/scope-mask.ts'
import { rangesOf, timesIn } from '../reports/frequency/compile.ts'
import { boundsOf, containerRuns, figureIn, stepOf } from '../reports/histogram/compile.ts'
import { compileTouch } from '../segments/touch.ts'
import { type Behind, notThere, peopleIn, rowAt } from './behind.ts'

type Bucket = readonly [from: number, to: number | null]

/** Who is in a bucket, named by its borders as in the result. */
export const behindFrequency: Behind<'frequency'> = async (c, request, place) => {
  const bucket = bucketAt(place, rangesOf(request))
  const period = resolvePeriod(c, request.dateRange)
  const scope = await scopeMask(c, request.segments, period)
  const mask = c.plan.and(scope, await compileTouch(c, request.where, period, ['where']))
  const [from, last] = bucket
  const times = timesIn(c, request, mask)
  const inside = within(c, times, from, last === null ? Infinity : last + 1)
  const counted = request.distinct ? `different ${request.distinct}s` : 'times'
  const who = request.container === 'person' ? 'People who' : 'People with a session that'
  const definition = `${who} did it ${named(bucket)} ${counted}`
  return { definition, segments: [], people: peopleIn(c, c.plan.and(mask, inside)) }
}

export const behindHistogram: Behind<'histogram'> = async (c, request, place) => {
  const bounds = boundsOf(request)
  const buckets = bounds.slice(1).map((end, b): Bucket => [bounds[b]!, end - stepOf(request)])
  const bucket = bucketAt(place, buckets)
  const period = resolvePeriod(c, request.dateRange)
  const mask = await scopeMask(c, request.segments, period)
  const metric = await compileMetric(c, request.metric, period, ['metric'])
  const value = figureIn(c, metric, mask, containerRuns(c, request), [])
  const inside = within(c, value, bucket[0], bucket[0] + request.size)
  const who = request.container === 'person' ? '' : `one ${request.container} with `
  const definition = `People with ${who}${request.metric} of ${named(bucket)}`
  return { definition, segments: [], people: peopleIn(c, c.plan.and(mask, inside)) }
}

function bucketAt(place: ExplainPlace, buckets: readonly Bucket[]): Bucket {
  const [from, to] = rowAt(place, 'a bucket is a row: { "row": [1, 5] }, or its first value')
  const found = buckets.find(
    (bucket) => bucket[0] === from && (to === undefined || bucket[1] === to),
  )
  if (found) return found
  throw notThere(`there is no bucket from ${from}${to ? ` to ${to}` : ''}`, ['explain', 'row'])
}

/** Events on which a number is in [from, end). */
function within(c: Compilation, input: NodeRef, from: number, end: number): MaskRef {
  const low = c.plan.add({ op: 'compare', input, comparison: 'gte', value: from })
  if (end === Infinity) return low
  return c.plan.and(low, c.plan.add({ op: 'compare', input, comparison: 'lt', value: end }))
}

function named([from, to]: Bucket): string {
  if (to === null) return `${from} or more`
  return from === to ? `${from}` : `${from} to ${to}`
}
