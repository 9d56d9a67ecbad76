import type { Path } from '../../../model/path.ts'
import { errorsAt } from '../../../model/errors.ts'
import { type FreeformRequest, freeformRequest } from '../freeform/request.ts'
import type { QuickInsightsRequest, QuickInsightsResult } from './request.ts'
import { isTimeDimension } from '../../../calendar/index.ts'
import type { Compilation } from '../../compilation/compilation.ts'
import { compileFreeform, explainFreeform } from '../freeform/compile.ts'
import type { CompileReport, ExplainReport } from '../report.ts'
import { namesIn } from '../../segments/describe.ts'

/** A freeform table with the chart that suits it (§8.3). */
export const compileQuickInsights: CompileReport<
  QuickInsightsRequest,
  QuickInsightsResult
> = async (c, request, path) => {
  const finish = await compileTable(c, request, path)
  const chart = isOverTime(c, request) ? 'line' : 'bar'
  return async (partials) => ({ ...(await finish(partials)), chart })
}

export const explainQuickInsights: ExplainReport<QuickInsightsRequest> = (c, request) => [
  ...explainFreeform(c, buildTableRequest(c, request)),
  isOverTime(c, request)
    ? `Shown as lines, in the order of ${namesIn(c).dimension(request.dimension)}.`
    : `Shown as bars, by ${namesIn(c).metric(request.metrics[0]!)}.`,
]

/** Errors point into the request that was made, not into the table's. */
function compileTable(c: Compilation, request: QuickInsightsRequest, path: Path) {
  return errorsAt(
    (error) => ownPath(error.path),
    () => compileFreeform(c, buildTableRequest(c, request), path),
  )
}

function ownPath(path: Path): Path {
  const [list, key, index] = path
  if (list === 'rows' && (key === 'dimension' || index === 0)) return ['dimension']
  if (list === 'rows' && typeof index === 'number') return ['breakdowns', index - 1]
  if (list === 'columns' && key !== undefined && index === 'metric') {
    return ['metrics', key, ...path.slice(3)]
  }
  return path
}

/** The same as a request for a table; rows of time are in their order. */
export function buildTableRequest(c: Compilation, request: QuickInsightsRequest): FreeformRequest {
  const { dataView, dateRange, segments, dimension, breakdowns, metrics, limit } = request
  return freeformRequest.parse({
    kind: 'freeform',
    dataView,
    dateRange,
    segments,
    rows: breakdowns.length === 0 ? { dimension } : { dimensions: [dimension, ...breakdowns] },
    columns: metrics.map((metric) => ({ metric })),
    ...(isOverTime(c, request) ? { sort: { dimension, direction: 'asc' } } : {}),
    limit,
  })
}

const isOverTime = (c: Compilation, { dimension }: QuickInsightsRequest): boolean =>
  isTimeDimension(dimension) && !c.view.dimensions.has(dimension)
