import type { NodeRef, PartialResult, PersonEventsPartial } from '../../../engine/index.ts'
import { ThroughlineError } from '../../../model/errors.ts'
import { ownColumns } from '../../../model/own-columns.ts'
import type { Path } from '../../../model/path.ts'
import {
  addSessions,
  type Compilation,
  type Period,
  type Selection,
} from '../../compilation/compilation.ts'
import { resolvePeriod } from '../../compilation/period.ts'
import { describeScope } from '../../explain/describe-scope.ts'
import { compileSegmentMasks } from '../../segments/compile.ts'
import { selectBySegments } from '../../segments/scope-mask.ts'
import {
  compileEventParts,
  type EventParts,
  placesAtTime,
  secondsBetween,
} from '../parts/event-parts.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { findEvents } from './find-events.ts'
import { overviewOf } from './overview.ts'
import type { JourneyEvent, JourneyRequest, JourneyResult } from './request.ts'

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
  const parts = await compileEventParts(c, request, period, path)
  const selection = await selectBySegments(c, request.segments, period, [...path, 'segments'])
  const marks = await compileMarks(c, request.marks, period, path)
  const readEvents = addPersonEvents(c, person, parts, period, selection, marks)
  return (partials) => {
    const all = readEvents(partials)
    const found = findEvents(all, request)
    return {
      person: request.person,
      events: found.slice(request.offset, request.offset + request.limit),
      eventCount: all.length,
      foundCount: found.length,
      sessionCount: new Set(all.map(({ session }) => session)).size,
      ...(request.overview && { overview: overviewOf(all, new Set(found), marks.length) }),
    }
  }
}

/**
 * One person's events of a period in order; `inSegments` where they are in the selection. `marks`: masks, of which
 * each event says in which it is.
 */
export function addPersonEvents(
  c: Compilation,
  person: number,
  parts: EventParts,
  period: Pick<Period, 'start' | 'end' | 'mask'>,
  selection: Selection,
  marks: readonly NodeRef[] = [],
): (partials: readonly PartialResult[]) => readonly JourneyEvent[] {
  const mask = c.plan.and(period.mask, selection.events)
  const lists = selection.elements.map(({ ref }) => ref)
  const values = [...parts.refs, ...marks, ...lists]
  const sessions = addSessions(c)
  const aggregation = c.plan.aggregate({ kind: 'person-events', person, sessions, mask, values })
  return (partials) => {
    const { events } = partials[aggregation] as PersonEventsPartial
    const places = placesAtTime(events)
    return events.flatMap((event, index): JourneyEvent[] => {
      if (event.time < period.start || event.time >= period.end) return []
      const rest = event.values.slice(parts.refs.length)
      const marked = [...marks.keys()].filter((k) => rest[k]?.[0] === 1)
      const described = {
        ...parts.describe(event),
        place: places[index]!,
        secondsToNext: secondsBetween(event, events[index + 1]),
        ...(marks.length > 0 && { marks: marked }),
        ...listSelectedElements(selection, rest.slice(marks.length)),
      }
      return [described]
    })
  }
}

/** Per segment a mask of its events. */
async function compileMarks(
  c: Compilation,
  segments: JourneyRequest['marks'],
  period: Period,
  path: Path,
): Promise<NodeRef[]> {
  const marks: NodeRef[] = []
  for (const [index, segment] of segments.entries()) {
    const at = [...path, 'marks', index]
    const { events } = await compileSegmentMasks(c, segment, period, at)
    marks.push(events ?? c.plan.everyEvent())
  }
  return marks
}

export const explainJourney: ExplainReport<JourneyRequest> = (c, request) => [
  ...describeScope(c, request),
  'Lists one person’s events in order.',
]

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
