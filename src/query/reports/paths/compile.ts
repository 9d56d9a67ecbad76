import type { PathsAggregation, PathsPartial } from '../../../engine/index.ts'
import type { Path } from '../../../model/path.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import { listCodes } from '../../compilation/unmatched.ts'
import type { PathRow, PathsRequest, PathsResult } from './request.ts'
import { type Compilation, type Period, addRuns } from '../../compilation/compilation.ts'
import { compileDimension } from '../../components/dimension.ts'
import { compileMetric } from '../../components/metric.ts'
import { compileCriterion } from '../../segments/criterion.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'
import { findMedian } from '../../../statistics/select.ts'
import type { Domain, TextValue } from '../../compilation/value.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { describeScope } from '../../explain/describe-scope.ts'
import { namesIn } from '../../segments/describe.ts'

/** The paths into a conversion, and those that are left without one (§11.2). */
export const compilePaths: CompileReport<PathsRequest, PathsResult> = async (c, request, path) => {
  const { instances, rules } = await compilePathRules(c, request, path)
  const aggregation = c.plan.aggregate({ ...rules, kind: 'paths' })
  return (partials) => {
    const partial = partials[aggregation] as PathsPartial
    const sum = (values: Float64Array) => values.reduce((all, value) => all + value, 0)
    return {
      ...shownPaths(request, rowsOf(request, partial, instances.domain)),
      total: sum(partial.containers),
      conversions: sum(partial.conversions),
      pathCount: partial.containers.length,
      rules: pathRules(c, request),
    }
  }
}

export const explainPaths: ExplainReport<PathsRequest> = (c, request) => [
  ...describeScope(c, request),
  ...pathRules(c, request),
]

/** Every container's path, as the engine is told to find it. */
export async function compilePathRules(
  c: Compilation,
  request: PathsRequest,
  path: Path,
): Promise<{ readonly instances: TextValue; readonly rules: Omit<PathsAggregation, 'kind'> }> {
  const period = resolvePeriod(c, request.dateRange, [...path, 'dateRange'])
  const mask = await compileScopeMask(c, request.segments, period, [...path, 'segments'])
  const { instances } = await compileDimension(c, request.dimension, period, [...path, 'dimension'])
  if (instances.isList) {
    const reason = `${request.dimension} can have several values on an event`
    throw new ThroughlineError('request/impossible', { reason }, [...path, 'dimension'])
  }
  const { from, to } = request
  const rules = {
    key: instances.ref,
    runs: addRuns(c, request.container),
    mask,
    from: from ? await compileCriterion(c, from, mask, period, [...path, 'from']) : null,
    to: await compileCriterion(c, to, mask, period, [...path, 'to']),
    steps: request.steps,
    repeats: request.repeats,
    dropsLoops: request.loops === 'drop',
    excluded: listCodes(c, request.dimension, instances.domain, request.excludeItems),
    value: await compileValue(c, request, period, path),
  }
  return { instances, rules }
}

async function compileValue(c: Compilation, request: PathsRequest, period: Period, path: Path) {
  if (request.value === undefined) return null
  const { measured } = await compileMetric(c, request.value, period, [...path, 'value'])
  if (measured.kind !== 'distinct') {
    return { mask: measured.mask, amount: measured.kind === 'sum' ? measured.amount : null }
  }
  const reason = `${request.value} counts containers, it has no value on an event`
  throw new ThroughlineError('request/impossible', { reason }, [...path, 'value'])
}

function rowsOf(request: PathsRequest, partial: PathsPartial, domain: Domain): PathRow[] {
  const { offsets, codes, containers, people, conversions, amounts, durationOffsets, durations } =
    partial
  return Array.from(containers, (count, p): PathRow => {
    const own = durations.slice(durationOffsets[p], durationOffsets[p + 1])
    return {
      items: Array.from(codes.subarray(offsets[p], offsets[p + 1]), (code) => domain.item(code)),
      count,
      people: people[p]!,
      conversions: conversions[p]!,
      rate: conversions[p]! / count,
      ...(request.value === undefined ? {} : { value: amounts[p]! }),
      medianSeconds: own.length === 0 ? null : findMedian(own) / 1000,
    }
  })
}

type Order = (a: PathRow, b: PathRow) => number

const byItems: Order = (a, b) => (JSON.stringify(a.items) < JSON.stringify(b.items) ? -1 : 1)
const left = ({ count, conversions }: PathRow): number => count - conversions

const orders: Readonly<Record<PathsRequest['order'], Order>> = {
  most: (a, b) => b.conversions - a.conversions || b.rate! - a.rate! || byItems(a, b),
  'least-converting': (a, b) => a.rate! - b.rate! || b.count - a.count || byItems(a, b),
}

function shownPaths({ minimum, order, limit }: PathsRequest, rows: readonly PathRow[]) {
  const enough = rows.filter(({ count }) => count >= minimum)
  const lost = enough.filter((row) => left(row) > 0)
  return {
    paths: enough.sort(orders[order]).slice(0, limit),
    abandoned: lost.sort((a, b) => left(b) - left(a) || byItems(a, b)).slice(0, limit),
  }
}

function pathRules(c: Compilation, request: PathsRequest): string[] {
  const names = namesIn(c)
  const { dimension, container, steps, repeats, loops, excludeItems, value, from, to } = request
  const times = ({ atLeast }: { atLeast: number }) => (atLeast === 1 ? '' : ` (time ${atLeast})`)
  return [
    `Every ${container} has one path: its last ${steps} items of ${names.dimension(dimension)} before the event that converts${times(to)}, or before its end where none does.`,
    ...(from ? [`Paths begin with the event that fulfils “from”${times(from)}.`] : []),
    repeats ? 'Equal items in a row stay apart.' : 'Equal items in a row are one step.',
    ...(loops === 'drop' ? ['Going back to an earlier item forgets what came since.'] : []),
    ...(excludeItems.length > 0 ? [`Passed over: ${excludeItems.join(', ')}.`] : []),
    ...(value === undefined
      ? []
      : [`The value is ${names.metric(value)} on the converting event.`]),
    'The rate is converted by all with the path; seconds are from its first item to the conversion.',
  ]
}
