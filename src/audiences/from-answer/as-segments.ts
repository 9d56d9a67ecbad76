import type { Condition, SegmentRef } from '../../model/conditions.ts'
import type { ExplainPlace } from '../../model/explain-place.ts'
import type { ReportRequest, RequestOf } from '../../query/reports/index.ts'

/** Metrics that every event counts in. */
const plainMetrics: readonly string[] = ['people', 'events', 'sessions']

/**
 * The people behind a number as segments, where they can be said so; null otherwise. What they say is compared with
 * the people themselves before it is used.
 */
export function sayAsSegments(request: ReportRequest): readonly SegmentRef[] | null {
  const { explain: place } = request
  if (typeof place === 'boolean') return null
  switch (request.kind) {
    case 'people':
      return request.segments
    case 'freeform':
      return sayCell(request, place)
    case 'venn':
      return sayArea(request, place)
    case 'fallout':
      return sayStep(request, place)
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

/** A step of a funnel of items in order, without any other rule. */
function sayStep(request: RequestOf<'fallout'>, place: ExplainPlace): readonly SegmentRef[] | null {
  const { steps, container, segments } = request
  if (!('step' in place) || !isPlainFunnel(request)) return null
  const reached = steps.slice(0, place.step)
  const checkpoints = reached.flatMap(({ any }): Condition[] => {
    const touches = any.flatMap((touch) =>
      'item' in touch && typeof touch.item === 'string' ? [is(touch.dimension, touch.item)] : [],
    )
    return touches.length === any.length ? [{ or: touches }] : []
  })
  if (checkpoints.length !== reached.length) return null
  const [first, ...others] = checkpoints
  const where: Condition = others.length === 0 ? first! : { sequence: checkpoints }
  return [...segments, { container, where }]
}

const isPlainFunnel = ({
  steps,
  between = [],
  window,
  exclude,
  order,
  entry,
  count,
  hold,
  baseline,
}: RequestOf<'fallout'>): boolean =>
  window === undefined &&
  !baseline &&
  exclude.length === 0 &&
  hold.length === 0 &&
  order === 'listed' &&
  entry === 'any' &&
  count === 'containers' &&
  between.every((each) => each === 'eventual') &&
  steps.every(
    ({ segments, within, optional }) => segments.length === 0 && within === undefined && !optional,
  )
