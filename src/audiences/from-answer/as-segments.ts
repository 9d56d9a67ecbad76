import type { Condition, SegmentRef } from '../../model/conditions.ts'
import type { ExplainPlace } from '../../model/explain-place.ts'
import type { ReportRequest, RequestOf } from '../../query/reports/index.ts'
import type { ReportContext } from '../../query/run-reports.ts'
import { conditionsAround } from '../../query/segments/conditions-around.ts'
import { sayCanvasPlace } from './canvas-place.ts'
import { sayCohortCell } from './cohort-cell.ts'
import { sayStep } from './fallout-step.ts'
import { sayFlowNode } from './flow-node.ts'
import { sayBucket } from './histogram-bucket.ts'

/** Metrics that every event counts in. */
const plainMetrics: readonly string[] = ['people', 'events', 'sessions']

/**
 * The people behind a number as segments, where they can be said so; null otherwise. What they say is compared with
 * the people themselves before it is used. `isMoving`: without the range of the report, of an audience that has a
 * window of its own.
 */
export async function sayAsSegments(
  context: ReportContext,
  request: ReportRequest,
  isMoving = false,
): Promise<readonly SegmentRef[] | null> {
  const { explain: place } = request
  if (typeof place === 'boolean') return null
  const within = (segment: SegmentRef | null) =>
    segment === null ? null : [...request.segments, segment]
  const dateRange = isMoving ? undefined : request.dateRange
  const around = conditionsAround({ segments: request.segments, dateRange })
  switch (request.kind) {
    case 'people':
      return request.segments
    case 'freeform':
      return sayCell(request, place)
    case 'venn':
      return sayArea(request, place)
    case 'fallout':
      return within(sayStep(request, place, around))
    case 'flow':
      return within(sayFlowNode(request, place, around))
    case 'canvas':
      return within(sayCanvasPlace(request, place, around))
    case 'cohort':
      return within(await sayCohortCell(context, request, place, around))
    case 'histogram':
      return within(sayBucket(request, place, around))
    default:
      return null
  }
}

/** The whole of a table, or a row of items or segments. */
function sayCell(
  { rows, columns, where, segments }: RequestOf<'freeform'>,
  place: ExplainPlace,
): readonly SegmentRef[] | null {
  if (!('column' in place)) return null
  const column = columns.find(({ id }, index) => (id ?? `c${index + 1}`) === place.column)
  if (column === undefined || !isPlain(column)) return null
  const own = [...segments, ...(column.segments ?? [])]
  const parents = where.map(({ dimension, item }) => [dimension, item] as const)
  if (place.row === undefined) return parents.length === 0 ? own : null
  if ('segments' in rows) {
    const segment = rows.segments.find((each) => each === place.row)
    return segment === undefined || parents.length > 0 ? null : [...own, segment]
  }
  const dimensions =
    'dimensions' in rows ? rows.dimensions : 'dimension' in rows ? [rows.dimension] : []
  const items = [place.row].flat()
  if (dimensions.length === 0 || dimensions.length !== items.length) return null
  const pairs = [...parents, ...dimensions.map((each, index) => [each, items[index]!] as const)]
  if (pairs.some(([, item]) => typeof item !== 'string')) return null
  const conditions = pairs.map(([dimension, value]) => is(dimension, String(value)))
  return [...own, { container: 'event', where: { and: conditions } }]
}

/** Whether a column counts events as they are, in the range of the table. */
const isPlain = (column: RequestOf<'freeform'>['columns'][number]): boolean =>
  Object.entries(column).every(
    ([name, value]) =>
      ['id', 'name', 'segments', 'format'].includes(name) ||
      value === undefined ||
      value === false ||
      (Array.isArray(value) && value.length === 0) ||
      (name === 'metric' && plainMetrics.includes(String(value))),
  )

const is = (dimension: string, value: string): Condition => ({ dimension, op: 'equals', value })

function sayArea(
  { metric, sets, segments }: RequestOf<'venn'>,
  place: ExplainPlace,
): readonly SegmentRef[] | null {
  if (!plainMetrics.includes(metric) || !('row' in place)) return null
  const found = [place.row].flat().map((index) => sets[Number(index)])
  return [...segments, ...found.flatMap((each) => each ?? [])]
}
