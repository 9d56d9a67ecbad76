import type { FlowAggregation, FlowPartial, NodeRef } from '../../../engine/index.ts'
import type { Path } from '../../../model/path.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import { codeOfSubject, listCodes, warnOfAbsentItem } from '../../compilation/unmatched.ts'
import type { FlowAnchorTarget, FlowNode, FlowRequest, FlowResult } from './request.ts'
import { compareItems } from '../../compilation/item-order.ts'
import { type Compilation, type Period, addRuns } from '../../compilation/compilation.ts'
import { type CompiledDimension, compileDimension } from '../../components/dimension.ts'
import { compileMetric, occursOn } from '../../components/metric.ts'
import { testItem } from '../../compilation/domain-table.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { compileScopeMask } from '../../segments/scope-mask.ts'
import type { Item } from '../../../model/result.ts'
import { type FlowColumn, type FlowSide, buildFlowPicture } from './picture.ts'
import type { Unmeasured } from '../../compilation/finish.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { describeScope } from '../../explain/describe-scope.ts'
import { getOwn } from '../../../model/own.ts'
import { namesIn } from '../../segments/describe.ts'

/** How people move from, through or to something: instances of a dimension in order (§8.6). */
export const compileFlow: CompileReport<FlowRequest, FlowResult> = async (c, request, path) => {
  const { rules, anchor, columnDimensions, pathing } = await compileFlowRules(c, request, path)
  const aggregation = c.plan.aggregate(rules)
  return (partials) => {
    const partial = partials[aggregation] as FlowPartial
    const special = 'isEntry' in anchor.place ? { special: 'entered' as const } : {}
    const node: FlowNode = {
      id: `0:${anchor.name}`,
      item: anchor.item,
      ...special,
      paths: partial.anchors,
    }
    const start = { node, dimension: pathing.id }
    const sideOf = (columns: readonly CompiledDimension[], way: 1 | -1): FlowSide => ({
      columns: columns.map((dimension, k): FlowColumn => ({ dimension, number: way * (k + 1) })),
      links: way === 1 ? partial.after : partial.before,
    })
    const both = [sideOf(columnDimensions.before, -1), sideOf(columnDimensions.after, 1)] as const
    return {
      ...buildFlowPicture(start, both, request.itemsPerColumn),
      containers: partial.containers,
      share: partial.allContainers === 0 ? null : partial.containers / partial.allContainers,
      ...(request.container === 'session' ? { afterExit: afterExit(partial, pathing) } : {}),
    }
  }
}

export const explainFlow: ExplainReport<FlowRequest> = (c, request) => [
  ...describeScope(c, request),
  flowWords(c, request),
]

/** What those did next, in a later session, whose path ended; `never` for those who did not come back. */
function afterExit(
  partial: FlowPartial,
  { instances }: CompiledDimension,
): Unmeasured<FlowResult>['afterExit'] {
  const { b, counts } = partial.afterExit
  return [...b]
    .map((code, i) => {
      const item = instances.domain.item(code)
      return { item, ...(code === 0 ? { special: 'never' as const } : {}), paths: counts[i]! }
    })
    .sort((x, y) => y.paths - x.paths || compareItems(x.item, y.item))
}

/** The dimension of each column, nearest to the anchor first. */
interface ColumnDimensions {
  readonly before: readonly CompiledDimension[]
  readonly after: readonly CompiledDimension[]
}

/** Errors: request/impossible for a column that is not there. */
function focusOf(
  c: Compilation,
  request: FlowRequest,
  pathing: CompiledDimension,
  columnDimensions: ColumnDimensions,
  path: Path,
): FlowAggregation['focus'] {
  return request.focus.map(({ column, item }, index) => {
    const side = column > 0 ? columnDimensions.after : columnDimensions.before
    const dimension = column === 0 ? pathing : side[Math.abs(column) - 1]
    if (!dimension) {
      const reason = `there is no column ${column}`
      throw new ThroughlineError('request/impossible', { reason }, [
        ...path,
        'focus',
        index,
        'column',
      ])
    }
    const { domain } = dimension.instances
    warnOfAbsentItem(c, dimension.id, domain, item)
    return { column, code: domain.codeOf(item) ?? domain.size }
  })
}

/** The engine's aggregation with the dimensions of its columns, nearest to the anchor first. */
export async function compileFlowRules(c: Compilation, request: FlowRequest, path: Path) {
  const period = resolvePeriod(c, request.dateRange, [...path, 'dateRange'])
  const mask = await compileScopeMask(c, request.segments, period, [...path, 'segments'])
  const pathing = await compileDimension(c, request.dimension, period, [...path, 'dimension'])
  const anchor = await compileAnchor(c, request, pathing, period, path)
  const columnDimensions = await compileColumnDimensions(c, request, pathing, period, path)
  const excluded = listCodes(c, request.dimension, pathing.instances.domain, request.excludeItems)
  const rules: FlowAggregation = {
    kind: 'flow',
    runs: addRuns(c, request.container),
    mask,
    anchor: anchor.place,
    occurrence: request.occurrence,
    before: columnDimensions.before.map(refOf),
    after: columnDimensions.after.map(refOf),
    pathing: pathing.instances.ref,
    repeats: request.repeats,
    excluded,
    focus: focusOf(c, request, pathing, columnDimensions, path),
  }
  return { rules, anchor, columnDimensions, pathing }
}

const refOf = (dimension: CompiledDimension): NodeRef => dimension.instances.ref

interface Anchor {
  readonly place: FlowAggregation['anchor']
  readonly item: Item
  readonly name: string
}

async function compileAnchor(
  c: Compilation,
  request: FlowRequest,
  pathing: CompiledDimension,
  period: Period,
  path: Path,
): Promise<Anchor> {
  const found = Object.entries(request.anchor ?? {})[0] as [string, FlowAnchorTarget] | undefined
  // Without an anchor a path begins where its container does.
  if (!found) return { place: { isEntry: true }, item: null, name: 'entered' }
  const [kind, target] = found
  const at = [...path, 'anchor', kind]
  if ('metric' in target) {
    const metric = await compileMetric(c, target.metric, period, [...at, 'metric'])
    return { place: { mask: occursOn(metric) }, item: metric.name, name: target.metric }
  }
  const name = String(target.item)
  if (target.dimension !== undefined && target.dimension !== request.dimension) {
    const other = await compileDimension(c, target.dimension, period, [...at, 'dimension'])
    warnOfAbsentItem(c, target.dimension, other.instances.domain, target.item)
    return { place: { mask: testItem(c, other.instances, target.item) }, item: target.item, name }
  }
  const { domain } = pathing.instances
  const code = codeOfSubject(c, request.dimension, domain, target.item, [...at, 'item'])
  return { place: { code }, item: target.item, name }
}

async function compileColumnDimensions(
  c: Compilation,
  request: FlowRequest,
  pathing: CompiledDimension,
  period: Period,
  path: Path,
): Promise<ColumnDimensions> {
  const anchor = request.anchor ?? { 'starts-with': null }
  const columnsOf = async (way: 1 | -1): Promise<CompiledDimension[]> => {
    const columns: CompiledDimension[] = []
    for (let k = 1; k <= request.columns; k++) {
      const number = String(way * k)
      const id = getOwn(request.columnDimensions, number)
      const at = [...path, 'columnDimensions', number]
      columns.push(id === undefined ? pathing : await compileDimension(c, id, period, at))
    }
    return columns
  }
  const columnDimensions = {
    before: 'starts-with' in anchor ? [] : await columnsOf(-1),
    after: 'ends-with' in anchor ? [] : await columnsOf(1),
  }
  for (const number of Object.keys(request.columnDimensions)) {
    const side = Number(number) > 0 ? columnDimensions.after : columnDimensions.before
    if (side[Math.abs(Number(number)) - 1]) continue
    const reason = `there is no column ${number}`
    throw new ThroughlineError('request/impossible', { reason }, [
      ...path,
      'columnDimensions',
      number,
    ])
  }
  return columnDimensions
}

function flowWords(c: Compilation, request: FlowRequest): string {
  const repeats = request.repeats ? 'every event with a value' : 'a run of equal values'
  return `Follows ${namesIn(c).dimension(request.dimension)} within the ${request.container}; ${repeats} is one node of a path.`
}
