import type { HistogramPartial, MaskRef, NodeRef } from '../../../engine/index.ts'
import type { FrequencyRequest, FrequencyResult } from './request.ts'
import { type Compilation, addRuns } from '../../compilation/compilation.ts'
import { testItem } from '../../compilation/domain-table.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { compileEventTimePart } from '../../standard/time-values.ts'
import { compileComparedScopes } from '../parts/compared-scopes.ts'
import type { Unmeasured } from '../../compilation/finish.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { compileTouch } from '../../segments/touch.ts'
import { describeScope } from '../../explain/describe-scope.ts'

type Bucket = Unmeasured<FrequencyResult>['buckets'][number]

/** How many people (or sessions) did it once, twice … (§8.12). */
export const compileFrequency: CompileReport<FrequencyRequest, FrequencyResult> = async (
  c,
  request,
  path,
) => {
  const period = resolvePeriod(c, request.dateRange, [...path, 'dateRange'])
  const ranges = listRanges(request)
  const scopes: { segment: string | null; mask: MaskRef; aggregation: number }[] = []
  for (const { segment, seen, mask: scope } of await compileComparedScopes(
    c,
    request,
    period,
    path,
  )) {
    const did = await compileTouch(seen, request.where, period, [...path, 'where'])
    const mask = c.plan.and(scope, did)
    scopes.push({ segment, mask, aggregation: addHistogram(c, request, mask, ranges) })
  }
  const [everybody, ...others] = scopes
  const { mask } = everybody!
  const parts = request.interval && compileEventTimePart(c, request.interval, period)
  const items = parts ? Array.from({ length: parts.domain.size - 1 }, (_, i) => i + 1) : []
  const intervals = items.map((code) => {
    const item = parts!.domain.item(code)
    const inside = c.plan.and(mask, testItem(c, parts!, item))
    return { interval: String(item), aggregation: addHistogram(c, request, inside, ranges) }
  })
  return (partials) => {
    const read = (aggregation: number) =>
      bucketsOf(partials[aggregation] as HistogramPartial, ranges)
    const totalOf = (aggregation: number) => (partials[aggregation] as HistogramPartial).total
    const trended = intervals.map(({ interval, aggregation }) => ({
      interval,
      buckets: read(aggregation),
    }))
    const compare = others.map(({ segment, aggregation }) => {
      return { segment: segment!, buckets: read(aggregation), total: totalOf(aggregation) }
    })
    return {
      buckets: read(everybody!.aggregation),
      total: totalOf(everybody!.aggregation),
      ...(trended.length > 0 && { intervals: trended }),
      ...(compare.length > 0 && { compare }),
    }
  }
}

export const explainFrequency: ExplainReport<FrequencyRequest> = (c, request) => [
  ...describeScope(c, request),
  request.distinct
    ? `Counts each ${request.container} by the number of different ${request.distinct}s in which it did it.`
    : `Counts each ${request.container} by how often it did it; shares are of those who did it at all.`,
]

type Range = readonly [from: number, to: number | null]

/** The last of buckets of a size has no end: more than `to` is in it. */
export function listRanges({ buckets }: FrequencyRequest): readonly Range[] {
  if (Array.isArray(buckets)) return buckets
  const { from = 1, to = 10, size = 1 } = buckets ?? {}
  const ranges: Range[] = []
  for (let low = from; low <= to; low += size) {
    ranges.push([low, low + size > to ? null : low + size - 1])
  }
  return ranges
}

/** One histogram with the borders of all ranges, which may leave gaps. */
function addHistogram(
  c: Compilation,
  request: FrequencyRequest,
  mask: MaskRef,
  ranges: readonly Range[],
): number {
  const runs = addRuns(c, request.container)
  const value = timesIn(c, request, mask)
  return c.plan.aggregate({ kind: 'histogram', value, runs, isIn: mask, bounds: boundsOf(ranges) })
}

/** How often each container did it, on all of its events. */
export function timesIn(c: Compilation, request: FrequencyRequest, mask: MaskRef): NodeRef {
  const runs = addRuns(c, request.container)
  if (request.distinct) {
    return c.plan.add({
      op: 'distinct-in',
      input: distinctParts(c, request.distinct),
      mask,
      runs,
    })
  }
  const events = mask ?? c.plan.everyEvent()
  return c.plan.add({ op: 'count-in', mask: events, runs })
}

function distinctParts(c: Compilation, unit: NonNullable<FrequencyRequest['distinct']>): NodeRef {
  return compileEventTimePart(c, unit, { start: -Infinity, end: Infinity }).ref
}

function boundsOf(ranges: readonly Range[]): number[] {
  const edges = ranges.flatMap(([from, to]) => [from, to === null ? Infinity : to + 1])
  return [...new Set(edges)].sort((a, b) => a - b)
}

function bucketsOf({ counts, total }: HistogramPartial, ranges: readonly Range[]): Bucket[] {
  const bounds = boundsOf(ranges)
  return ranges.map(([from, to]) => {
    const end = to === null ? Infinity : to + 1
    const count = counts.reduce((sum, n, b) => {
      const isInside = bounds[b]! >= from && bounds[b + 1]! <= end
      return isInside ? sum + n : sum
    }, 0)
    return { from, to, count, share: total === 0 ? null : count / total }
  })
}
