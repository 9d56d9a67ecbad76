import type { Path } from '../../model/path.ts'
import type { MaskRef, NodeRef } from '../../engine/index.ts'
import type { Attribution } from '../../model/attribution.ts'
import { type Duration, durationMs, unitAndCount } from '../../model/duration.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { addUnits, startOf } from '../../calendar/index.ts'
import {
  type Compilation,
  type KeptElements,
  type Period,
  periodOf,
  sessionsOf,
  personsOf,
} from '../compilation/compilation.ts'
import type { CompiledDimension } from '../components/dimension.ts'
import type { CompiledMetric } from '../components/metric.ts'
import { reportingWindow } from '../components/reporting-window.ts'
import { timeUnits } from '../compilation/time-units.ts'
import { isCalendarDuration, shiftedTimes } from '../compilation/shifted-times.ts'
import type { TextValue } from '../compilation/value.ts'

const DEFAULT_HALF_LIFE_MS = 7 * 86_400_000

export interface CreditRequest {
  readonly rows: readonly CompiledDimension[]
  readonly metric: CompiledMetric
  readonly attribution: Attribution
  readonly period: Period
  /** Where conversions count: segments, items above the column. The period is added to it. */
  readonly conversionMask: MaskRef
  /** Whose credit is shown: the parents of a breakdown, at the touchpoint. */
  readonly touchMask: MaskRef
  /** Of lists, the elements whose credit is shown: those that are the parents of a breakdown (§3.12). */
  readonly touchElements?: readonly KeptElements[]
  /** Where the attribution stands, for errors. */
  readonly path?: Path
}

/**
 * A metric's credit by row dimensions, as a report of the plan whose partial is shaped like a group
 * report's with one measure (§7). Conversions are the metric's events in the period and mask; every
 * touchpoint counts, whatever a segment keeps (§7.5). Errors: request/impossible for metrics that
 * count persons or sessions.
 */
export async function compileCredit(
  c: Compilation,
  request: CreditRequest,
): Promise<{ readonly report: number }> {
  const { attribution } = request
  const report = c.plan.aggregate({
    kind: 'credit',
    ...touchpointsOf(c, request),
    filter: request.touchMask,
    ...shownElements(request),
    model: attribution.model,
    settings: {
      halfLifeMs: attribution.halfLife ? durationMs(attribution.halfLife) : DEFAULT_HALF_LIFE_MS,
      weights: attribution.weights ?? [1, 1, 1],
    },
  })
  return { report }
}

function shownElements({ rows, touchElements = [] }: CreditRequest) {
  const isList = keysOf(rows).some((key) => key.isList)
  const refs = touchElements.map(({ ref }) => ref)
  return isList && refs.length > 0 ? { elements: refs } : {}
}

/** How many items of a sequence are kept. */
const PATH_LENGTH = 10

/** The items touched before each conversion, as sets or sequences, as a report of the plan. */
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
  const keys = keysOf(request.rows)
  const conversions = c.plan.and(period.mask, measured.mask, request.conversionMask)
  const container = containerOf(c, attribution, period)
  const isList = keys.some((key) => key.isList)
  const within = isList ? usefulEvents(c, conversions, container.runs) : null
  return {
    keys: keys.map((key) => key.ref),
    sizes: keys.map((key) => key.domain.size),
    lists: keys.map((key) => key.isList),
    touches: touchesOf(c, request.rows, within),
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
export function containerOf(
  c: Compilation,
  { container, lookback }: Pick<Attribution, 'container' | 'lookback'>,
  period: Period,
): { readonly runs: NodeRef; readonly lookbackMs: number | null; readonly earliest?: NodeRef } {
  const session = container === 'session' ? sessionsOf(c) : null
  if (lookback === undefined)
    return { runs: session ?? reportingWindow(c, period), lookbackMs: null }
  const runs = session ?? personsOf(c)
  if (!isCalendarDuration(lookback)) return { runs, lookbackMs: durationMs(lookback) }
  return { runs, lookbackMs: null, earliest: shiftedTimes(c, lookback, -1) }
}

/** Events of containers with a conversion: the only ones whose lists are worth unfolding. */
function usefulEvents(c: Compilation, conversions: MaskRef, runs: NodeRef): MaskRef {
  return conversions === null ? null : c.plan.add({ op: 'any-in', mask: conversions, runs })
}

/**
 * Events on which every row dimension has a value. Where some of them carry persisted values, one of
 * these must be set on the event itself.
 */
export function touchesOf(
  c: Compilation,
  rows: readonly CompiledDimension[],
  within: MaskRef,
): MaskRef {
  const has = (value: TextValue) => c.plan.add({ op: 'has', input: value.ref })
  const present = c.plan.and(within, ...keysOf(rows).map(has))
  const persisted = rows.filter((row) => row.value.ref !== row.instances.ref)
  if (rows.length === 1 || persisted.length === 0) return present
  return c.plan.and(present, c.plan.or(...persisted.map((row) => has(row.instances))))
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
  return periodOf(c, Math.min(start, from), end)
}

/** An instant at least a duration before another. */
function since(c: Compilation, ms: number, duration: Duration): number {
  if (!isCalendarDuration(duration)) return ms - durationMs(duration)
  const { unit, count } = unitAndCount(duration)
  return addUnits(ms, timeUnits[unit], -Math.ceil(count), c.view)
}
