import type { MaskRef, NodeRef, PartialResult, PlanBuilder } from '../../engine/index.ts'
import type { JourneySchema } from '../../model/journey.ts'
import type { JourneySource } from './journey-source.ts'
import type { Definitions } from './definitions.ts'
import type { View } from './view.ts'

/** A stretch of time with its masks: UTC milliseconds, `[start, end)`. */
export interface Period {
  readonly start: number
  readonly end: number
  /** Events in the range. */
  readonly mask: MaskRef
  /** Events of the sessions that have an event in the range: what containers are tested on. */
  readonly window: MaskRef
}

/** The elements of a list that count: a list of 0 and 1. */
export interface SelectedElements {
  readonly list: string
  readonly ref: NodeRef
}

/** The events, and of some lists the elements, on which something counts. */
export interface Selection {
  readonly events: MaskRef
  readonly elements: readonly SelectedElements[]
}

export const everything: Selection = { events: null, elements: [] }

/** Without a segment of the data view. */
export const selectEverything = async (): Promise<Selection> => everything

/** One request's plan under construction. */
export interface Compilation {
  readonly plan: PlanBuilder
  readonly source: JourneySource
  readonly schema: JourneySchema
  readonly view: View
  readonly definitions: Definitions
  /** UTC milliseconds, for rolling date ranges. */
  readonly now: number
  /** Events that begin a session whatever the gap (§3.1); set before anything else is compiled. */
  sessionStarts: MaskRef
  /** Fields that are known but that no event has: those of summary data, seen from events. */
  readonly absentFields: ReadonlySet<string>
  /**
   * What the segments of the report select (§5.5): its dimensions have values on selected elements only, its
   * metrics count these. Segments themselves see everything.
   */
  readonly selection: Selection
  /** What the data view's own segment selects, among which metrics deduplicate (§3.10). */
  readonly selectByView: (period: Period) => Promise<Selection>
  /** Said with the result. */
  readonly warnings: Set<string>
  /** Said with the result once it is known, by what each is about; null: nothing. */
  readonly findings: Map<string, (partials: readonly PartialResult[]) => string | null>
}

/** The same plan before any segment. */
export const beforeSegments = (c: Compilation): Compilation => ({ ...c, selection: everything })

/** The data view's sessions as runs of events. */
export function addSessions(c: Compilation): NodeRef {
  const timeoutMs = c.view.sessionTimeoutMs
  const starts = c.sessionStarts
  return c.plan.add({ op: 'sessions', timeoutMs, ...(starts === null ? {} : { starts }) })
}

export function addPersons(c: Compilation): NodeRef {
  return c.plan.add({ op: 'persons' })
}

/** Runs of a container that is not a list. */
export function addRuns(c: Compilation, container: 'session' | 'person'): NodeRef {
  return container === 'session' ? addSessions(c) : addPersons(c)
}

/** The period of a range; masks that would hold every event are left out. */
export function addPeriod(c: Compilation, start: number, end: number): Period {
  const { firstTime, lastTime } = c.schema
  const isEverything =
    firstTime !== null && lastTime !== null && start <= firstTime && end > lastTime
  if (isEverything) return { start, end, mask: null, window: null }
  const mask = c.plan.add({ op: 'time-in', start, end })
  return { start, end, mask, window: c.plan.add({ op: 'any-in', mask, runs: addSessions(c) }) }
}
