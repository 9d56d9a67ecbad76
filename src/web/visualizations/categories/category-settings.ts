import type { ComponentList } from '../../../model/answers/data-views.ts'
import type { FreeformRequestInput } from '../../../query/reports/freeform/request.ts'
import {
  firstDimension,
  firstMetric,
  readChoice,
  textOr,
  textsOr,
  wholeOr,
} from '../read-settings.ts'
import { type PanelContext, readPanelScope, type Stored } from '../visualization.ts'

/** Items of a dimension by metrics; each kind uses what it draws. */
export interface CategorySettings {
  readonly dimension: string
  readonly metrics: readonly string[]
  readonly limit: number
  /** A second dimension whose items are the parts of each bar. */
  readonly stackBy: string | null
  readonly isPercent: boolean
  readonly goalSource: 'number' | 'comparison'
  readonly goal: number
}

interface Defaults {
  readonly metrics?: readonly string[]
  readonly limit: number
  readonly most: number
}

export const readCategorySettings = (
  stored: Stored,
  components: ComponentList,
  { metrics, limit, most }: Defaults,
): CategorySettings => ({
  dimension: textOr(stored['dimension'], firstDimension(components)),
  metrics: textsOr(stored['metrics'], metrics ?? [firstMetric(components)]).slice(0, 5),
  limit: Math.min(most, Math.max(1, wholeOr(stored['limit'], limit))),
  stackBy: typeof stored['stackBy'] === 'string' ? stored['stackBy'] : null,
  isPercent: stored['isPercent'] === true,
  goalSource: readChoice(stored['goalSource'], ['number', 'comparison'], 'comparison'),
  goal: typeof stored['goal'] === 'number' ? stored['goal'] : 100,
})

export const comparedColumn = (metric: string): string => `${metric}:compared`

/** The metric that a column shows, of the range itself or of the compared one. */
export const metricOfColumn = (metrics: readonly string[], column: string): string | undefined =>
  metrics.find((metric) => metric === column || comparedColumn(metric) === column)

/** A metric, and beside it that of the range that the panel compares with. */
const withCompared = (metric: string, { comparison }: PanelContext) => [
  { id: metric, metric },
  ...(comparison === null ? [] : [{ id: comparedColumn(metric), metric, dateRange: comparison }]),
]

/** A table of the items with the most, with the compared range beside each metric where it is asked for. */
export function buildCategoryRequest(
  { dimension, metrics, limit }: CategorySettings,
  context: PanelContext,
  isCompared: boolean,
): FreeformRequestInput | null {
  const [first] = metrics
  if (first === undefined) return null
  return {
    kind: 'freeform',
    ...readPanelScope(context),
    rows: { dimension },
    columns: metrics.flatMap((metric) =>
      isCompared ? withCompared(metric, context) : [{ id: metric, metric }],
    ),
    sort: { column: first, direction: 'desc' },
    limit,
  }
}

/** Pairs of items of two dimensions; enough of them for the largest of both. */
export function buildStackRequest(
  settings: CategorySettings,
  context: PanelContext,
): FreeformRequestInput | null {
  const { dimension, stackBy, metrics } = settings
  const [metric] = metrics
  if (metric === undefined) return null
  if (stackBy === null || stackBy === dimension)
    return buildCategoryRequest({ ...settings, metrics: [metric] }, context, true)
  return {
    kind: 'freeform',
    ...readPanelScope(context),
    rows: { dimensions: [dimension, stackBy] },
    columns: withCompared(metric, context),
    sort: { column: metric, direction: 'desc' },
    limit: 2000,
  }
}
