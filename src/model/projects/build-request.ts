import type { SegmentRef } from '../conditions.ts'
import type { DateRangeRef } from '../date-ranges.ts'
import type { Panel, Project, Visualization } from '../definitions/project.ts'

/** The request of a visualization with what its panel and project give it; undefined where it asks nothing. */
export function buildRequest(
  project: Pick<Project, 'dataView'>,
  panel: Panel,
  { request }: Visualization,
  dateRange: DateRangeRef | undefined = undefined,
): Readonly<Record<string, unknown>> | undefined {
  if (request === undefined) return undefined
  const { segments } = request as { readonly segments?: unknown }
  const range = dateRange ?? panel.dateRange
  return {
    dataView: panel.dataView ?? project.dataView,
    ...request,
    ...(range !== undefined && { dateRange: range }),
    segments: [...listPanelSegments(panel), ...(Array.isArray(segments) ? segments : [])],
  }
}

/** What a panel filters by: its segments, and the chosen items of its drop-downs. */
export const listPanelSegments = ({
  segments,
  filters = [],
}: Pick<Panel, 'segments' | 'filters'>): readonly SegmentRef[] => [
  ...segments,
  ...filters.flatMap(segmentOf),
]

/** Events of the chosen items; nothing of a filter in which none is chosen. */
const segmentOf = ({
  dimension,
  items,
}: NonNullable<Panel['filters']>[number]): readonly SegmentRef[] =>
  items.length === 0
    ? []
    : [{ container: 'event', where: { dimension, op: 'equals-any', value: items } }]
