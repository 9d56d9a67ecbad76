import { addUnits, startOf } from '../../calendar/index.ts'
import type { MaskRef, NodeRef } from '../../engine/index.ts'
import type { Attribution } from '../../model/attribution.ts'
import { type Duration, readUnitAndCount, toMilliseconds } from '../../model/duration.ts'
import { ThroughlineError } from '../../model/errors.ts'
import type { Path } from '../../model/path.ts'
import type { Item } from '../../model/result.ts'
import {
  addPeriod,
  addPersons,
  addSessions,
  type Compilation,
  type Period,
  type Selection,
} from '../compilation/compilation.ts'
import { buildItemTable } from '../compilation/domain-table.ts'
import { isCalendarDuration, shiftTimes } from '../compilation/shifted-times.ts'
import { timeUnits } from '../compilation/time-units.ts'
import type { TextValue } from '../compilation/value.ts'
import type { CompiledDimension } from '../components/dimension.ts'
import type { CompiledMetric } from '../components/metric.ts'
import { findReportingWindow } from '../components/reporting-window.ts'
import { intersectSelections, selectByTest } from '../components/selections.ts'
import { readModel } from './model.ts'

const DEFAULT_HALF_LIFE_MS = 7 * 86_400_000

export interface CreditRequest {
  readonly rows: readonly CompiledDimension[]
  readonly metric: CompiledMetric
  readonly attribution: Attribution
  readonly period: Period
  /** Where conversions count: segments, items above the column. The period is added to it. */
  readonly conversionMask: MaskRef
  /** The touchpoints that have a row. */
  readonly rowMask?: MaskRef
  /** A breakdown: the credit of the outermost parent's touchpoints, divided among the others and the rows. */
  readonly parents?: readonly BreakdownParent[]
  /** Whether each touchpoint is a group of its own: its event's number among its person's is a last key. */
  readonly isByTouch?: boolean
  /** Where the attribution stands, for errors. */
  readonly path?: Path
}

/** An item whose credit is broken down. */
export interface BreakdownParent {
  readonly dimension: CompiledDimension
  readonly item: Item
}

/**
 * A metric's credit by row dimensions, as an aggregation of the plan whose partial result is shaped like
 * a group's with one measure (§7). Conversions are the metric's events in the period and mask; every
 * touchpoint counts, whatever a segment keeps (§7.5). In a breakdown rows add up to the parent's row.
 * Errors: request/impossible for metrics that count persons or sessions.
 */
export function compileCredit(c: Compilation, request: CreditRequest): number {
  const { attribution, parents = [], rowMask = null } = request
  const above = parentKeys(c, parents)
  const shown = selectByParents(c, parents)
  return c.plan.aggregate({
    kind: 'credit',
    ...touchpointsOf(c, request),
    filter: c.plan.and(shown.events, rowMask),
    elements: shown.elements.map(({ ref }) => ref),
    none: parents.every(({ item }) => item === null),
    parents: above,
    model: readModel(attribution, request.path ?? ['attribution']),
    settings: {
      halfLifeMs: attribution.halfLife
        ? toMilliseconds(attribution.halfLife)
        : DEFAULT_HALF_LIFE_MS,
      weights: attribution.weights ?? [1, 1, 1],
    },
  })
}

/** The outermost parent is read as it is set, like a row dimension on its own; the others on its touchpoints. */
const valueOf = ({ dimension }: BreakdownParent, index: number): TextValue =>
  index === 0 ? dimension.instances : dimension.value

function parentKeys(c: Compilation, parents: readonly BreakdownParent[]) {
  return parents.map((parent, index) => {
    const { ref, domain, isList } = valueOf(parent, index)
    const { events, elements } = selectByParents(c, parents.slice(0, index))
    const refs = elements.map((each) => each.ref)
    return { key: ref, size: domain.size, isList, filter: events, elements: refs }
  })
}

/** The touchpoints of parents, and of lists the elements. None has no value of the outermost. */
function selectByParents(c: Compilation, parents: readonly BreakdownParent[]): Selection {
  if (parents[0]?.item === null) return { events: c.plan.nothing(), elements: [] }
  return intersectSelections(
    c,
    parents.map((parent, index) => {
      const value = valueOf(parent, index)
      return selectByTest(c, value, buildItemTable(c, value.domain, parent.item))
    }),
  )
}

/** How many items of a sequence are kept. */
const PATH_LENGTH = 10

/** The items touched before each conversion, as sets or sequences, as an aggregation of the plan. */
export function compileTouchPaths(
  c: Compilation,
  request: CreditRequest,
  shape: 'set' | 'sequence',
): number {
  const length = PATH_LENGTH
  return c.plan.aggregate({ kind: 'touch-paths', ...touchpointsOf(c, request), shape, length })
}

/** Conversions, and what their touchpoints are. */
function touchpointsOf(c: Compilation, request: CreditRequest) {
  const { metric, attribution, period, path = ['attribution'] } = request
  const { measured } = metric
  if (measured.kind === 'distinct') {
    const reason = `${metric.name} counts distinct containers, which have no touchpoints`
    throw new ThroughlineError('request/impossible', { reason }, path)
  }
  const { rows, parents = [] } = request
  const setting = parents.length > 0 ? [parents[0]!.dimension] : rows
  const keys = parents.length > 0 ? rows.map(({ value }) => value) : keysOf(rows)
  const conversions = c.plan.and(period.mask, measured.mask, request.conversionMask)
  const container = compileLookback(c, attribution, period)
  const isList = [...keys, ...keysOf(setting)].some((key) => key.isList)
  const within = isList ? usefulEvents(c, conversions, container.runs) : null
  const numbers = request.isByTouch === true ? [c.plan.add({ op: 'event-number' })] : []
  return {
    keys: [...keys.map((key) => key.ref), ...numbers],
    sizes: [...keys.map((key) => key.domain.size), ...numbers.map(() => c.schema.events + 1)],
    lists: [...keys.map((key) => key.isList), ...numbers.map(() => false)],
    touches: touchesOf(c, setting, within),
    conversions,
    amount: measured.kind === 'sum' ? measured.amount : null,
    ...container,
  }
}

/** A single dimension is read as it is set; several keep their allocations (§3.9). */
function keysOf(rows: readonly CompiledDimension[]): readonly TextValue[] {
  return rows.map((row) => (rows.length === 1 ? row.instances : row.value))
}

/** Containers and the lookback window (§7.2); months and longer are the calendar's. */
export function compileLookback(
  c: Compilation,
  { container, lookback }: Pick<Attribution, 'container' | 'lookback'>,
  period: Period,
): { readonly runs: NodeRef; readonly lookbackMs: number | null; readonly earliest?: NodeRef } {
  const session = container === 'session' ? addSessions(c) : null
  if (lookback === undefined)
    return { runs: session ?? findReportingWindow(c, period), lookbackMs: null }
  const runs = session ?? addPersons(c)
  if (!isCalendarDuration(lookback)) return { runs, lookbackMs: toMilliseconds(lookback) }
  return { runs, lookbackMs: null, earliest: shiftTimes(c, lookback, -1) }
}

/** Events of containers with a conversion: the only ones whose lists are worth unfolding. */
function usefulEvents(c: Compilation, conversions: MaskRef, runs: NodeRef): MaskRef {
  return conversions === null ? null : c.plan.add({ op: 'any-in', mask: conversions, runs })
}

/**
 * Events on which any of the dimensions has a value; those that every event has, such as its day, only
 * make touchpoints by themselves.
 */
function touchesOf(
  c: Compilation,
  dimensions: readonly CompiledDimension[],
  within: MaskRef,
): MaskRef {
  const own = dimensions.filter(({ id }) => c.view.dimensions.has(id))
  const has = (value: TextValue) => c.plan.add({ op: 'has', input: value.ref })
  const values = keysOf(dimensions)
  const setting = values.filter((_, k) => own.length === 0 || own.includes(dimensions[k]!))
  return c.plan.and(within, c.plan.or(...setting.map(has)))
}

/**
 * The period that touchpoints can lie in: row dimensions that cut time into buckets are compiled with
 * it, so that days before the range have rows too.
 */
export function touchPeriod(c: Compilation, period: Period, attribution: Attribution): Period {
  const { start, end } = period
  const { lookback, container } = attribution
  if (!Number.isFinite(start) || container === 'session') return period
  const from = lookback === undefined ? startOf(start, 'month', c.view) : since(c, start, lookback)
  return addPeriod(c, Math.min(start, from), end)
}

/** An instant at least a duration before another. */
function since(c: Compilation, ms: number, duration: Duration): number {
  if (!isCalendarDuration(duration)) return ms - toMilliseconds(duration)
  const { unit, count } = readUnitAndCount(duration)
  return addUnits(ms, timeUnits[unit], -Math.ceil(count), c.view)
}
