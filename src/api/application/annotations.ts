import { endOf, nameIntervals, parseInstant, type TimeRange } from '../../calendar/index.ts'
import type { ShownAnnotation } from '../../model/answers/annotations.ts'
import type { Annotation, DataView } from '../../model/definitions/index.ts'
import type { Catalog } from './catalog.ts'

/** The annotations of a data view, the earliest first. */
export function listAnnotations(catalog: Catalog, view: DataView): readonly ShownAnnotation[] {
  return catalog
    .list('annotation')
    .filter(({ dataView }) => dataView === undefined || dataView === view.id)
    .map((annotation) => ({ annotation, span: findSpan(annotation, view) }))
    .toSorted((a, b) => a.span.start - b.span.start)
    .map(({ annotation, span }) => showAnnotation(annotation, span, view))
}

function showAnnotation(
  { id, name = id, description, color, components, segments, ...dates }: Annotation,
  { start, end }: TimeRange,
  view: DataView,
): ShownAnnotation {
  return {
    id,
    name,
    ...(description !== undefined && { description }),
    color,
    hasTime: !isDay(dates.start) || (dates.end !== undefined && !isDay(dates.end)),
    components,
    segments,
    first: nameIntervals(start, view),
    last: nameIntervals(Math.max(start, end - 1), view),
  }
}

/** `2026-01-31`, and no time of the day. */
const isDay = (text: string): boolean => text.length === 10

/** A date without an end is its whole day, a time without one has no length. */
function findSpan({ start: from, end: until }: Annotation, view: DataView): TimeRange {
  const start = parseInstant(from, view.timeZone) ?? 0
  if (until !== undefined) return { start, end: parseInstant(until, view.timeZone) ?? start }
  return { start, end: isDay(from) ? endOf(start, 'day', view) : start }
}
