import { type FlowAggregation, type FlowPartial, sumByEnd } from '../../../engine/index.ts'
import type { Path } from '../../../model/path.ts'
import { codeOfSubject } from '../../compilation/unmatched.ts'
import type { NextPreviousRequest, NextPreviousResult } from './request.ts'
import { type Compilation, addRuns } from '../../compilation/compilation.ts'
import { compileDimension } from '../../components/dimension.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'
import { compareItems } from '../../compilation/item-order.ts'
import type { Domain, TextValue } from '../../compilation/value.ts'
import type { Item } from '../../../model/result.ts'
import type { Unmeasured } from '../../compilation/finish.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { describeScope } from '../../explain/describe-scope.ts'

type Row = Unmeasured<NextPreviousResult>['rows'][number]

/** What comes right after or before an item: one column of a flow (§8.3). */
export const compileNextPrevious: CompileReport<NextPreviousRequest, NextPreviousResult> = async (
  c,
  request,
  path,
) => {
  const { instances, rules } = await compileNeighbours(c, request, path)
  const isNext = request.direction === 'next'
  const aggregation = c.plan.aggregate({ ...rules, kind: 'flow' })
  return (partials) => {
    const { anchors, before, after } = partials[aggregation] as FlowPartial
    const counts = sumByEnd((isNext ? after : before)[0]!, instances.domain.size)
    const out = isNext ? 'exited' : 'entered'
    const rows = [...counts].flatMap((count, code) =>
      count === 0 ? [] : [rowOf(instances.domain, code, count, anchors, out)],
    )
    rows.sort((x, y) => y.count - x.count || compareItems(x.item, y.item))
    return { total: anchors, rows: rows.slice(0, request.limit) }
  }
}

export const explainNextPrevious: ExplainReport<NextPreviousRequest> = (c, request) => [
  ...describeScope(c, request),
  `Lists what comes right ${request.direction === 'next' ? 'after' : 'before'} ${nameOf(request.item)}; a dimension with several values on an event is each of them there, and keeps repeats.`,
]

/** A flow of one column beside the item. */
export async function compileNeighbours(
  c: Compilation,
  request: NextPreviousRequest,
  path: Path,
): Promise<{ readonly instances: TextValue; readonly rules: Omit<FlowAggregation, 'kind'> }> {
  const period = resolvePeriod(c, request.dateRange, [...path, 'dateRange'])
  const mask = await compileScopeMask(c, request.segments, period, [...path, 'segments'])
  const { instances } = await compileDimension(c, request.dimension, period, [...path, 'dimension'])
  const at = [...path, 'item']
  const code = codeOfSubject(c, request.dimension, instances.domain, request.item, at)
  const isNext = request.direction === 'next'
  const rules = {
    runs: addRuns(c, request.container),
    mask,
    anchor: { code },
    occurrence: 'every',
    before: isNext ? [] : [instances.ref],
    after: isNext ? [instances.ref] : [],
    pathing: instances.ref,
    repeats: request.repeats,
    excluded: [],
    focus: [],
  } as const
  return { instances, rules }
}

const nameOf = (item: Item): string => String(item ?? '')

function rowOf(
  domain: Domain,
  code: number,
  count: number,
  total: number,
  out: 'exited' | 'entered',
): Row {
  const share = total === 0 ? null : count / total
  if (code === 0) return { item: null, special: out, count, share }
  return { item: domain.item(code), count, share }
}
