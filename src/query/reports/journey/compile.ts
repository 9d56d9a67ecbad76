import type { Path } from '../../../model/path.ts'
import type { NodeRef, PersonEvent, PersonEventsPartial } from '../../../engine/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import type { JourneyEvent, JourneyRequest, JourneyResult } from './request.ts'
import { toWallTime } from '../../../calendar/index.ts'
import {
  type Compilation,
  type Selection,
  type Period,
  addSessions,
} from '../../compilation/compilation.ts'
import { type CompiledDimension, compileDimension } from '../../components/dimension.ts'
import { type CompiledMetric, compileMetric } from '../../components/metric.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { ownColumns } from '../../../model/own-columns.ts'
import { selectBySegments } from '../../segments/scope-mask.ts'
import { findSummary } from '../../compilation/summary-members.ts'
import { describeScope } from '../../explain/describe-scope.ts'

/** One person's events with the session, persisted values and segment membership that reports see. */
export const compileJourney: CompileReport<JourneyRequest, JourneyResult> = async (
  c,
  request,
  path,
) => {
  const period = resolvePeriod(c, request.dateRange, [...path, 'dateRange'])
  const person = (await c.source.dictionary(ownColumns.person)).find(request.person)
  if (person === 0)
    throw new ThroughlineError('person/unknown', { id: request.person }, [...path, 'person'])
  const parts = await compileParts(c, request, period, path)
  const selection = await selectBySegments(c, request.segments, period, [...path, 'segments'])
  const mask = c.plan.and(period.mask, selection.events)
  const dataset = c.plan.add({ op: 'column', column: ownColumns.dataset })
  const lists = selection.elements.map(({ ref }) => ref)
  const components = [...parts.dimensions.map((d) => d.value.ref), ...parts.metricRefs]
  const values = [dataset, ...components, ...lists]
  const sessions = addSessions(c)
  const aggregation = c.plan.aggregate({ kind: 'person-events', person, sessions, mask, values })
  return (partials) => {
    const { events } = partials[aggregation] as PersonEventsPartial
    const inRange = events.filter(({ time }) => time >= period.start && time < period.end)
    const decorated = inRange.map((event) => ({
      ...decorate(c, event, events, parts),
      ...listSelectedElements(selection, event.values.slice(1 + components.length)),
    }))
    return {
      person: request.person,
      events: decorated.slice(request.offset, request.offset + request.limit),
      eventCount: inRange.length,
      sessionCount: new Set(inRange.map(({ session }) => session)).size,
    }
  }
}

export const explainJourney: ExplainReport<JourneyRequest> = (c, request) => [
  ...describeScope(c, request),
  'Lists one person’s events in order.',
]

interface Parts {
  readonly dimensions: readonly CompiledDimension[]
  readonly metrics: readonly CompiledMetric[]
  readonly metricRefs: readonly NodeRef[]
}

/** The components that events have, which those of summary data are not. */
function ofEvents(c: Compilation, components: Components): string[] {
  return [...components].flatMap(([id, one]) => (findSummary(c, one) ? [] : [id]))
}

type Components = Compilation['view']['dimensions'] | Compilation['view']['metrics']

async function compileParts(
  c: Compilation,
  request: JourneyRequest,
  period: Period,
  path: Path,
): Promise<Parts> {
  const dimensions: CompiledDimension[] = []
  for (const [i, id] of (request.dimensions ?? ofEvents(c, c.view.dimensions)).entries()) {
    dimensions.push(await compileDimension(c, id, period, [...path, 'dimensions', i]))
  }
  const metrics: CompiledMetric[] = []
  for (const [i, id] of (request.metrics ?? ofEvents(c, c.view.metrics)).entries()) {
    metrics.push(await compileMetric(c, id, period, [...path, 'metrics', i]))
  }
  return { dimensions, metrics, metricRefs: metrics.map((metric) => amountOf(c, metric)) }
}

/** A metric on one event: its amount, or whether it occurs. */
function amountOf(c: Compilation, { measured }: CompiledMetric): NodeRef {
  if (measured.kind === 'sum') {
    return c.plan.add({ op: 'masked-numbers', input: measured.amount, mask: measured.mask })
  }
  return measured.mask ?? c.plan.everyEvent()
}

/** Which elements of its lists are selected on an event, where segments say so (§5.5). */
function listSelectedElements(
  { elements }: Selection,
  values: readonly (readonly number[])[],
): Pick<JourneyEvent, 'keptElements'> {
  if (elements.length === 0) return {}
  const places = elements.map(({ list }, k) => {
    const own = values[k]!
    return [list, [...own.keys()].filter((place) => own[place] === 1)] as const
  })
  return { keptElements: Object.fromEntries(places) }
}

function decorate(
  c: Compilation,
  event: PersonEvent,
  all: readonly PersonEvent[],
  { dimensions, metrics }: Parts,
): JourneyEvent {
  const next = all[all.indexOf(event) + 1]
  const [[dataset = 0] = [], ...values] = event.values
  const items = dimensions.map(({ id, value }, k) => {
    const found = values[k]!.map((code) => value.domain.item(code))
    return [id, value.isList ? found : (found[0] ?? null)] as const
  })
  const amounts = metrics.flatMap(({ id }, k) => {
    const [amount = Number.NaN] = values[dimensions.length + k]!
    return Number.isNaN(amount) || amount === 0 ? [] : [[id, amount] as const]
  })
  return {
    time: new Date(event.time).toISOString(),
    localTime: new Date(toWallTime(event.time, c.view.timeZone)).toISOString().slice(0, -1),
    dataset: c.schema.datasets[dataset - 1] ?? '',
    session: event.session,
    eventDepth: event.depth,
    secondsToNext: next ? (next.time - event.time) / 1000 : null,
    inSegments: event.isIn,
    dimensions: Object.fromEntries(items),
    metrics: Object.fromEntries(amounts),
  }
}
