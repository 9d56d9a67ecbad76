import { z } from 'zod'
import { attribution } from '../../../model/attribution.ts'
import { segmentRef } from '../../../model/conditions.ts'
import { dateRangeRef } from '../../../model/date-ranges.ts'
import { writtenFormula } from '../../../model/formula.ts'
import { numberFormat, polarity } from '../../../model/format.ts'
import { componentId, name } from '../../../model/ids.ts'
import { stringOperator } from '../../../model/operators.ts'
import {
  expectation,
  figure,
  forecastPoint,
  item,
  resultColumn,
  resultMeta,
} from '../../../model/result.ts'
import { trendLineKind } from '../../../model/trend-line.ts'
import { requestCommon } from '../parts/request.ts'
import { itemTouch } from '../../../model/criterion.ts'

/** The most rows that one request can ask for. */
export const MOST_ROWS = 50_000

/** One dimension, up to five side by side, fixed items, segments, date ranges or metrics. semantics §8.2 */
export const freeformRows = z.union([
  z.strictObject({ dimension: componentId }),
  z.strictObject({ dimensions: z.array(componentId).min(1).max(5) }),
  z.strictObject({ dimension: componentId, items: z.array(item).min(1) }),
  z.strictObject({ segments: z.array(segmentRef).min(1) }),
  z.strictObject({ dateRanges: z.array(dateRangeRef).min(1) }),
  z.strictObject({ metrics: z.array(componentId).min(1) }),
])

/** By how much one column differs from another on each row: to / from − 1. */
export const columnChange = z.strictObject({ from: z.string().min(1), to: z.string().min(1) })

const ONE_KIND = 'give a metric or a formula, or a change between two columns'

/**
 * A metric (or formula) under filters, or the change between two other columns. Its id is `c1`, `c2`…
 * by position when left out. Where rows are metrics it has filters only.
 */
export const freeformColumn = z
  .strictObject({
    id: z.string().min(1).optional(),
    name: name.optional(),
    metric: componentId.optional(),
    formula: writtenFormula.optional(),
    change: columnChange
      .optional()
      .meta({ description: 'between two other columns, by their ids' }),
    attribution: attribution.optional(),
    segments: z.array(segmentRef).default([]),
    dateRange: dateRangeRef.optional(),
    where: z.array(itemTouch).default([]).meta({ description: 'dimension items above the column' }),
    format: numberFormat.optional(),
    anomalies: z.boolean().default(false),
    confidence: z.number().gt(0).lt(1).optional().meta({
      description: 'of the band of anomalies: 0.95 when left out',
    }),
    forecast: z
      .number()
      .int()
      .positive()
      .max(10_000)
      .optional()
      .meta({ description: 'periods ahead' }),
    trendLine: trendLineKind.optional(),
  })
  .refine(({ metric, formula, change }) => givenOf([metric, formula, change]) <= 1, {
    message: ONE_KIND,
    path: ['metric'],
  })
  .refine((column) => column.change === undefined || !isFiltered(column), {
    message: 'a change has the filters of its two columns and none of its own',
    path: ['change'],
  })
  .refine(({ anomalies, confidence }) => anomalies || confidence === undefined, {
    message: 'the band is that of anomalies: ask for them, too',
    path: ['confidence'],
  })

const givenOf = (values: readonly unknown[]): number =>
  values.filter((value) => value !== undefined).length

interface OwnFilters {
  readonly attribution?: unknown
  readonly segments: readonly unknown[]
  readonly dateRange?: unknown
  readonly where: readonly unknown[]
  readonly anomalies: boolean
  readonly forecast?: unknown
  readonly trendLine?: unknown
}

const isFiltered = (column: OwnFilters): boolean =>
  givenOf([column.attribution, column.dateRange, column.forecast, column.trendLine]) > 0 ||
  column.segments.length + column.where.length > 0 ||
  column.anomalies

/** Hides rows; nothing is computed anew. */
export const freeformSearch = z
  .strictObject({
    op: stringOperator,
    value: z.string().optional(),
    values: z.array(z.string()).optional(),
    match: z
      .enum(['any', 'all'])
      .default('all')
      .meta({ description: 'of several values, for operators that take one' }),
    caseSensitive: z.boolean().default(false),
    dimension: componentId.optional().meta({ description: 'which of several dimensions' }),
  })
  .refine(
    (search) =>
      ['exists', 'not-exists'].includes(search.op) ||
      search.value !== undefined ||
      search.values !== undefined,
    { message: 'the search needs a value', path: ['value'] },
  )

const direction = z.enum(['asc', 'desc'])

export const freeformSort = z.union([
  z.strictObject({ column: z.string().min(1), direction: direction.default('desc') }),
  z.strictObject({ dimension: componentId, direction: direction.default('asc') }),
])

export const statistic = z.enum([
  'sum',
  'mean',
  'median',
  'min',
  'max',
  'count',
  'standard-deviation',
  'variance',
])

function uniqueColumns(columns: readonly FreeformColumn[], context: z.RefinementCtx): void {
  const seen = new Set<string>()
  for (const [index, column] of columns.entries()) {
    const id = columnId(column, index)
    if (seen.has(id)) {
      context.addIssue({ code: 'custom', path: [index, 'id'], message: `${id} is given twice` })
    }
    seen.add(id)
  }
}

interface Table {
  readonly rows: z.output<typeof freeformRows>
  readonly columns: readonly z.output<typeof freeformColumn>[]
  readonly search?: unknown
  readonly statistics: readonly unknown[]
}

/** zod check: columns count something, or filter the metrics that are the rows. */
function checkWhatRowsTake(table: Table, context: z.RefinementCtx): void {
  const { rows, columns, search, statistics } = table
  const fail = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path, message })
  const areMetrics = 'metrics' in rows
  const haveItems = 'dimension' in rows || 'dimensions' in rows
  if (search !== undefined && !haveItems)
    fail(['search'], 'only items of dimensions can be searched')
  if (areMetrics && statistics.length > 0)
    fail(['statistics'], 'rows of metrics have none in common')
  for (const [index, column] of columns.entries()) {
    if (!areMetrics && givenOf([column.metric, column.formula, column.change]) === 0) {
      fail(['columns', index, 'metric'], ONE_KIND)
    }
    const own = areMetrics ? ownOfColumn(column) : undefined
    if (own !== undefined) fail(['columns', index, own], 'the metrics are the rows')
  }
}

/** What a column has that belongs to the metrics, where these are the rows. */
function ownOfColumn(column: z.output<typeof freeformColumn>): string | undefined {
  const { metric, formula, attribution: model, anomalies, forecast, trendLine } = column
  const given = {
    metric,
    formula,
    attribution: model,
    anomalies: anomalies || undefined,
    forecast,
    trendLine,
  }
  return Object.entries(given).find(([, value]) => value !== undefined)?.[0]
}

export const freeformRequest = z
  .strictObject({
    kind: z.literal('freeform'),
    ...requestCommon,
    rows: freeformRows,
    columns: z.array(freeformColumn).min(1).superRefine(uniqueColumns),
    where: z
      .array(itemTouch)
      .default([])
      .meta({ description: 'breakdown: the parents of these rows, outermost first' }),
    search: z.union([freeformSearch, z.array(freeformSearch)]).optional(),
    sort: z.union([freeformSort, z.array(freeformSort)]).optional(),
    limit: z.number().int().positive().max(MOST_ROWS).default(50),
    offset: z.number().int().nonnegative().default(0),
    noValue: z.boolean().default(true),
    statistics: z.array(statistic).default([]),
  })
  .superRefine(checkWhatRowsTake)

export const freeformRow = z.object({
  item: item.optional(),
  items: z.array(item).optional().meta({ description: 'of several dimensions' }),
  label: z
    .string()
    .optional()
    .meta({ description: 'what no value is called, or how the item is displayed' }),
  labels: z
    .array(z.string().nullable())
    .optional()
    .meta({ description: 'of several dimensions, where one has a display form' }),
  values: z.array(figure),
  format: numberFormat.optional().meta({ description: 'of a metric; a column’s own comes first' }),
  upIs: polarity.optional().meta({ description: 'of a metric' }),
  expectations: z.array(expectation.nullable()).optional().meta({ description: 'one per column' }),
  trendLines: z.array(figure).optional().meta({ description: 'one per column' }),
})

export const freeformResult = z.object({
  columns: z.array(resultColumn),
  rows: z.array(freeformRow),
  rowCount: z.number(),
  totals: z.array(figure),
  filteredTotals: z.array(figure),
  statistics: z.partialRecord(statistic, z.array(figure)).optional(),
  forecasts: z.array(z.object({ column: z.string(), points: z.array(forecastPoint) })).optional(),
  meta: resultMeta,
})

export type FreeformRows = z.infer<typeof freeformRows>
export type ColumnChange = z.infer<typeof columnChange>
export type FreeformColumn = z.infer<typeof freeformColumn>
export type FreeformSearch = z.infer<typeof freeformSearch>
export type FreeformSort = z.infer<typeof freeformSort>
export type Statistic = z.infer<typeof statistic>
export type FreeformRequest = z.infer<typeof freeformRequest>
/** As it is written, defaults left out. */
export type FreeformRequestInput = z.input<typeof freeformRequest>
export type FreeformRow = z.infer<typeof freeformRow>
export type FreeformResult = z.infer<typeof freeformResult>

/** A column's id: its own, or `c1`, `c2`… by position (`index` from 0). */
export const columnId = (column: FreeformColumn, index: number): string =>
  column.id ?? `c${index + 1}`
