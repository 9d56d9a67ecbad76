import { getOwn } from '../../../model/own.ts'
import type { ShownAnnotation } from '../../../model/answers/annotations.ts'
import { annotationColors } from '../../../model/annotation-colors.ts'
import type { Item } from '../../../model/result.ts'
import type { Flag } from '../../charts/flag-layout.ts'
import { categoryColor } from '../../charts/palette.ts'
import { timeName } from '../../charts/time-ticks.ts'
import type { PanelContext } from '../visualization.ts'

/** A chart over time, as far as annotations are about it. */
interface Course {
  /** The time dimension of its intervals. */
  readonly unit: string
  /** The item at each position. */
  readonly intervals: readonly Item[]
  /** Ids of the metrics and dimensions that it asks for. */
  readonly components: readonly string[]
  /** Ids of the segments that it compares. */
  readonly segments?: readonly string[]
}

/** The annotations that belong beside a chart, at their positions. */
export function annotationFlags(context: PanelContext, course: Course): readonly Flag[] {
  const { annotations = [], onAnnotation } = context
  const segments = [...context.segments, ...(course.segments ?? [])]
  const isAbout = (ids: readonly string[], shown: readonly unknown[]): boolean =>
    ids.length === 0 || ids.some((id) => shown.includes(id))
  return annotations.flatMap((annotation) => {
    const { id, name, color, components } = annotation
    const span = findSpan(annotation, course)
    if (span === null) return []
    if (!isAbout(components, course.components) || !isAbout(annotation.segments, segments))
      return []
    return {
      id,
      ...span,
      name,
      details: detailsOf(annotation),
      color: categoryColor(annotationColors.indexOf(color)),
      ...(onAnnotation && { onAct: (element: Element) => onAnnotation(id, { element }) }),
    }
  })
}

/** Items of a time dimension are texts whose order is that of time. */
function findSpan({ first, last }: ShownAnnotation, { unit, intervals }: Course) {
  const [from, to] = [getOwn(first, unit), getOwn(last, unit)]
  if (from === undefined || to === undefined) return null
  const isIn = (item: Item) => from <= String(item) && String(item) <= to
  const inside = intervals.flatMap((item, index) => (isIn(item) ? [index] : []))
  const [at, until] = [inside[0], inside.at(-1)]
  if (at === undefined || until === undefined) return null
  return until - at === inside.length - 1 ? { at, until } : { at }
}

const detailsOf = ({ description, ...annotation }: ShownAnnotation): readonly string[] => [
  sayWhen(annotation),
  ...(description === undefined || description === '' ? [] : [description]),
]

function sayWhen({ first, last, hasTime }: Omit<ShownAnnotation, 'description'>): string {
  const unit = hasTime ? 'minute' : 'day'
  const ends = [getOwn(first, unit), getOwn(last, unit)].map((item = '') => timeName(item, unit))
  return [...new Set(ends)].join(' – ')
}
