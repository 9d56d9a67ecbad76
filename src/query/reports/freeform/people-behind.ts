import type { MaskRef } from '../../../engine/index.ts'
import type { SegmentRef } from '../../../model/conditions.ts'
import type { FreeformRequest } from './request.ts'
import { type Compilation, type Period, addPeriod, addRuns } from '../../compilation/compilation.ts'
import { testItem } from '../../compilation/domain-table.ts'
import type { ColumnPlan } from '../../freeform/columns.ts'
import { compileColumnRows } from '../../freeform/column-rows.ts'
import { type CompiledOperand, compileOperand } from '../../freeform/operand.ts'
import { selectByParents } from '../../freeform/parents.ts'
import { listLeafSegments } from '../../freeform/leaf.ts'
import { giveMetric } from '../../freeform/metric-rows.ts'
import { extendScopeToRows } from '../../freeform/rows-period.ts'
import { planColumns, type TableScope } from '../../freeform/table-scope.ts'
import { listOperands } from '../../formula/index.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { compileSegment } from '../../segments/compile.ts'
import type { Item } from '../../../model/result.ts'
import { type PeopleBehind, describeNotThere, selectPeople } from '../../explain/people-behind.ts'
import { describeFormula } from '../../formula/index.ts'
import { nameSegment, namesIn } from '../../segments/describe.ts'
import type { Names } from '../../segments/rule.ts'

type Row = Item | Item[] | undefined

/** Who is behind a cell: persons with an event that a metric of the column counts on the row. */
export const peopleBehindFreeform: PeopleBehind<FreeformRequest> = async (c, request, place) => {
  if (!('column' in place))
    throw describeNotThere('a table has cells: { "row": "…", "column": "c1" }')
  if ('metrics' in request.rows) {
    const metric = request.rows.metrics.find((id) => id === place.row)
    if (metric === undefined)
      throw describeNotThere('name the row by the id of its metric', ['explain', 'row'])
    return peopleBehindFreeform(c, giveMetric(request, metric), { column: place.column })
  }
  const plans = planColumns(c, request, [])
  const plan = plans.find(({ id }) => id === place.column)
  if (!plan) throw describeNotThere(`there is no column ${place.column}`, ['explain', 'column'])
  const counted = plans.filter(({ id }) => isCounted(plan, id))
  const found = []
  for (const column of counted) found.push(await countedOn(c, request, column, place.row))
  const names = namesIn(c)
  const segments = new Set(
    found.flatMap((cell) => cell.segments).map((ref) => nameSegment(ref, names)),
  )
  const people = selectPeople(c, c.plan.or(...found.map(({ mask }) => mask)))
  const period = around(
    c,
    found.map((cell) => cell.period),
  )
  // A change is counted in two columns, each under its own.
  const under = found.length === 1 ? found[0]!.segments : []
  const definition = definitionOf(plan, place.row, names)
  return { definition, segments: [...segments], under, people, period }
}

/** A change is counted where its two columns are. */
function isCounted({ id, request: { change } }: ColumnPlan, column: string): boolean {
  return change === undefined ? column === id : column === change.from || column === change.to
}

/** From the first to the last instant of several periods. */
function around(c: Compilation, periods: readonly Period[]): Period {
  const [first] = periods
  if (periods.length === 1) return first!
  const [starts, ends] = [periods.map(({ start }) => start), periods.map(({ end }) => end)]
  return addPeriod(c, Math.min(...starts), Math.max(...ends))
}

/** The events that the metrics of a column count on a row. */
async function countedOn(c: Compilation, request: FreeformRequest, plan: ColumnPlan, at: Row) {
  const { rows } = request
  const ids = 'dimensions' in rows ? rows.dimensions : 'dimension' in rows ? [rows.dimension] : []
  const scope = await extendScopeToRows(c, request, planColumns(c, request, []), ids, [])
  const row = await compileRow(c, request, at, plan, scope)
  const parents = (await selectByParents(c, plan, row.scope)).events
  const masks: MaskRef[] = []
  for (const { node, segments } of listOperands(plan.formula)) {
    const operand = await compileOperand(c, {
      metric: 'metric' in node ? node.metric : 'events',
      segments: [
        ...scope.segments,
        ...plan.request.segments,
        ...listLeafSegments({ kind: 'leaf', node, segments }),
      ],
      where: plan.request.where,
      attribution: 'metric' in node ? (node.attribution ?? plan.request.attribution) : undefined,
      period: row.period,
      path: plan.path,
    })
    const touched = touchedBy(c, operand, c.plan.and(row.items, parents))
    masks.push(c.plan.and(operand.mask, operand.metric.measured.mask, touched, row.segment))
  }
  const segments = [...row.segments, ...plan.request.segments]
  return { mask: c.plan.or(...masks), segments, period: row.period }
}

/** Credit is of conversions with such an event in their container; others are on the event itself. */
function touchedBy(c: Compilation, { attribution }: CompiledOperand, mask: MaskRef): MaskRef {
  if (attribution === undefined || mask === null) return mask
  const runs = addRuns(c, attribution.container)
  return c.plan.add({ op: 'any-in', mask, runs })
}

function definitionOf({ name, request }: ColumnPlan, row: Row, names: Names): string {
  const what =
    request.formula === undefined
      ? request.metric && names.metric(request.metric)
      : describeFormula(request.formula, names)
  const named = what === name || what === undefined ? name : `${name} (${what})`
  return row === undefined ? `${named} in total` : `${named} of ${[row].flat().join(', ')}`
}

interface CompiledRow {
  /** The events that have the row's items, and those that its segment keeps. */
  readonly items: MaskRef
  readonly segment: MaskRef
  readonly period: Period
  readonly scope: TableScope
  readonly segments: readonly SegmentRef[]
}

async function compileRow(
  c: Compilation,
  { rows }: FreeformRequest,
  row: Row,
  plan: ColumnPlan,
  scope: TableScope,
): Promise<CompiledRow> {
  const period = scope.periodOf(plan)
  const whole = { items: null, segment: null, period, scope, segments: [] }
  if (row === undefined) return whole
  if ('segments' in rows) {
    const ref = rows.segments.find((segment) => segment === row)
    if (ref === undefined)
      throw describeNotThere('name the row by the id of its segment', ['explain', 'row'])
    const segment = await compileSegment(c, ref, period, ['explain', 'row'])
    return { ...whole, segment, segments: [ref] }
  }
  if ('dateRanges' in rows) {
    const ref = rows.dateRanges.find((range) => range === row)
    if (ref === undefined)
      throw describeNotThere('name the row by the id of its range', ['explain', 'row'])
    const own = resolvePeriod(c, ref)
    return { ...whole, period: own, scope: { ...scope, period: own, periodOf: () => own } }
  }
  const ids = 'dimensions' in rows ? rows.dimensions : 'dimension' in rows ? [rows.dimension] : []
  const items = [row].flat()
  if (items.length !== ids.length)
    throw describeNotThere(`a row has ${ids.length} items`, ['explain', 'row'])
  const { dimensions } = await compileColumnRows(c, plan, scope, ids)
  const masks = dimensions.map(({ value }, k) => testItem(c, value, items[k]!))
  return { ...whole, items: c.plan.and(...masks) }
}
