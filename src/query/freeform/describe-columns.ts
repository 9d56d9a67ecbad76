import type { FreeformRequest } from '../reports/freeform/request.ts'
import type { Compilation } from '../compilation/compilation.ts'
import { describeAttribution } from '../attribution/describe.ts'
import { describeFormula } from '../formula/index.ts'
import { nameSegment, namesIn } from '../segments/describe.ts'
import { findSummaryByMetric } from '../compilation/summary-members.ts'

/** Rows and columns of a table, in words. */
export function describeColumns(c: Compilation, request: FreeformRequest): string[] {
  const { rows } = request
  const names = namesIn(c)
  const parents = request.where.map(
    ({ dimension, item }) => `${names.dimension(dimension)} is ${item ?? 'no value'}`,
  )
  const by =
    'segments' in rows
      ? 'One row per segment.'
      : 'metrics' in rows
        ? `One row per metric: ${rows.metrics.map(names.metric).join(', ')}.`
        : 'dateRanges' in rows
          ? 'One row per date range.'
          : `One row per item of ${('dimensions' in rows ? rows.dimensions : [rows.dimension]).map(names.dimension).join(' × ')}.`
  const nameColumn = (id: string): string =>
    `column ${request.columns.findIndex((column, index) => (column.id ?? `c${index + 1}`) === id) + 1}`
  const columns = request.columns.map((column, index) => {
    const { change } = column
    const between =
      change &&
      `the change from ${nameColumn(change.from)} to ${nameColumn(change.to)}, as a share of the first`
    const what =
      between ??
      (column.metric && names.metric(column.metric)) ??
      (column.formula === undefined
        ? 'the metric of the row'
        : describeFormula(column.formula, names))
    const summary = findSummaryByMetric(c, column.metric ?? '')
    const from = summary ? `, from the rows of ${summary.dataset}` : ''
    const model = column.attribution ?? c.view.metrics.get(column.metric ?? '')?.attribution
    const credit = model ? `, credited by ${describeAttribution(model)}` : ''
    const only =
      column.segments.length > 0
        ? `, in ${column.segments.map((ref) => nameSegment(ref, names)).join(' and ')}`
        : ''
    const band = column.confidence === undefined ? '' : ` in a band of ${column.confidence * 100} %`
    const judged = column.anomalies
      ? `, judged${band} by what came before and, on holidays or in longer units, by the year before`
      : ''
    const line = column.trendLine === undefined ? '' : ', with a trend line'
    return `Column ${index + 1}: ${what}${from}${credit}${only}${judged}${line}.`
  })
  return [by, ...(parents.length > 0 ? [`Within ${parents.join(' and ')}.`] : []), ...columns]
}
