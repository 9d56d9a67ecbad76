import type { FreeformRequest } from '../reports/freeform/request.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { writeFormula } from '../formula/index.ts'
import { findSummaryByMetric } from '../compilation/summary-members.ts'

/** Rows and columns of a table, in words. */
export function describeColumns(c: Compilation, request: FreeformRequest): string[] {
  const { rows } = request
  const parents = request.where.map(
    ({ dimension, item }) => `${dimension} is ${item ?? 'no value'}`,
  )
  const by =
    'segments' in rows
      ? 'One row per segment.'
      : 'metrics' in rows
        ? `One row per metric: ${rows.metrics.join(', ')}.`
        : 'dateRanges' in rows
          ? 'One row per date range.'
          : `One row per item of ${'dimensions' in rows ? rows.dimensions.join(' × ') : rows.dimension}.`
  const columns = request.columns.map((column, index) => {
    const { change } = column
    const between =
      change && `the change from ${change.from} to ${change.to}, as a share of ${change.from}`
    const what =
      between ??
      column.metric ??
      (column.formula === undefined ? 'the metric of the row' : writeFormula(column.formula))
    const summary = findSummaryByMetric(c, column.metric ?? '')
    const from = summary ? `, from the rows of ${summary.dataset}` : ''
    const model = column.attribution ?? c.view.metrics.get(column.metric ?? '')?.attribution
    const credit = model ? `, credited by ${model.model} within the ${model.container}` : ''
    const only = column.segments.length > 0 ? `, on ${column.segments.length} more segment(s)` : ''
    const band = column.confidence === undefined ? '' : ` in a band of ${column.confidence * 100} %`
    const judged = column.anomalies
      ? `, judged${band} by what came before and, on holidays or in longer units, by the year before`
      : ''
    const line = column.trendLine === undefined ? '' : ', with a trend line'
    return `Column ${column.id ?? `c${index + 1}`}: ${what}${from}${credit}${only}${judged}${line}.`
  })
  return [by, ...(parents.length > 0 ? [`Within ${parents.join(' and ')}.`] : []), ...columns]
}
