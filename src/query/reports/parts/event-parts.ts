import { toWallTime } from '../../../calendar/index.ts'
import type { NodeRef, PersonEvent } from '../../../engine/index.ts'
import type { JourneyEvent } from '../../../model/journey-event.ts'
import { ownColumns } from '../../../model/own-columns.ts'
import type { Path } from '../../../model/path.ts'
import type { Compilation, Period } from '../../compilation/compilation.ts'
import { findSummary } from '../../compilation/summary-members.ts'
import { type CompiledDimension, compileDimension } from '../../components/dimension.ts'
import { type CompiledMetric, compileMetric } from '../../components/metric.ts'

/** What is read of each event of a person. */
export interface EventParts {
  readonly dimensions: readonly CompiledDimension[]
  readonly metrics: readonly CompiledMetric[]
  /** What the aggregation of a person's events takes first: `describe` reads them. */
  readonly refs: readonly NodeRef[]
  describe(event: PersonEvent): DescribedEvent
}

type DescribedEvent = Omit<JourneyEvent, 'place' | 'secondsToNext'>

interface Wanted {
  readonly dimensions?: readonly string[] | undefined
  readonly metrics?: readonly string[] | undefined
}

/** Components of events: those that are named, or all that the data view has. */
export async function compileEventParts(
  c: Compilation,
  wanted: Wanted,
  period: Period,
  path: Path,
): Promise<EventParts> {
  const dimensions: CompiledDimension[] = []
  for (const [i, id] of (wanted.dimensions ?? ofEvents(c, c.view.dimensions)).entries()) {
    dimensions.push(await compileDimension(c, id, period, [...path, 'dimensions', i]))
  }
  const metrics: CompiledMetric[] = []
  for (const [i, id] of (wanted.metrics ?? ofEvents(c, c.view.metrics)).entries()) {
    metrics.push(await compileMetric(c, id, period, [...path, 'metrics', i]))
  }
  const persisting = dimensions.filter(isPersisting)
  return {
    dimensions,
    metrics,
    refs: [
      c.plan.add({ op: 'column', column: ownColumns.dataset }),
      ...dimensions.map(({ value }) => value.ref),
      ...metrics.map((metric) => amountOf(c, metric)),
      ...persisting.map(({ instances }) => instances.ref),
    ],
    describe: (event) => describe(c, event, { dimensions, metrics, persisting }),
  }
}

/** Whether values can be of another event. */
export const isPersisting = ({ value, instances }: CompiledDimension): boolean =>
  value.ref !== instances.ref

/** The components that events have, which those of summary data are not. */
function ofEvents(c: Compilation, components: Components): string[] {
  return [...components].flatMap(([id, one]) => (findSummary(c, one) ? [] : [id]))
}

type Components = Compilation['view']['dimensions'] | Compilation['view']['metrics']

/** A metric on one event: its amount, or whether it occurs. */
function amountOf(c: Compilation, { measured }: CompiledMetric): NodeRef {
  if (measured.kind === 'sum') {
    return c.plan.add({ op: 'masked-numbers', input: measured.amount, mask: measured.mask })
  }
  return measured.mask ?? c.plan.everyEvent()
}

interface Described extends Pick<EventParts, 'dimensions' | 'metrics'> {
  readonly persisting: readonly CompiledDimension[]
}

function describe(
  c: Compilation,
  event: PersonEvent,
  { dimensions, metrics, persisting }: Described,
): DescribedEvent {
  const [[dataset = 0] = [], ...values] = event.values
  const items = dimensions.map(({ id, value }, k) => {
    const found = values[k]!.map((code) => value.domain.item(code))
    return [id, value.isList ? found : (found[0] ?? null)] as const
  })
  const rest = values.slice(dimensions.length)
  const amounts = metrics.flatMap(({ id }, k) => {
    const [amount = Number.NaN] = rest[k]!
    return Number.isNaN(amount) || amount === 0 ? [] : [[id, amount] as const]
  })
  const carried = persisting.flatMap((dimension, k) => {
    const has = values[dimensions.indexOf(dimension)]!
    const set = rest[metrics.length + k]!
    return isAny(has) && !isAny(set) ? [dimension.id] : []
  })
  return {
    time: new Date(event.time).toISOString(),
    localTime: printLocalTime(c, event.time),
    dataset: c.schema.datasets[dataset - 1] ?? '',
    session: event.session,
    eventDepth: event.depth,
    inSegments: event.isIn,
    dimensions: Object.fromEntries(items),
    metrics: Object.fromEntries(amounts),
    ...(carried.length > 0 && { carried }),
  }
}

const isAny = (codes: readonly number[]): boolean => codes.some((code) => code !== 0)

/** In the data view's time zone, without naming it. */
export const printLocalTime = (c: Compilation, time: number): string =>
  new Date(toWallTime(time, c.view.timeZone)).toISOString().slice(0, -1)

/** Of each event which it is of those at its time, from 1. */
export function placesAtTime(events: readonly PersonEvent[]): readonly number[] {
  const places: number[] = []
  for (const [index, { time }] of events.entries()) {
    places.push(events[index - 1]?.time === time ? places[index - 1]! + 1 : 1)
  }
  return places
}

export const secondsBetween = (event: PersonEvent, next: PersonEvent | undefined): number | null =>
  next === undefined ? null : (next.time - event.time) / 1000
