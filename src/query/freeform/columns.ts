import type { Path } from '../../model/path.ts'
import type { CalculatedMetric } from '../../model/definitions/calculated-metric.ts'
import { ThroughlineError } from '../../model/errors.ts'
import { tellInText } from '../../formula/told-in-text.ts'
import type { WrittenFormula } from '../../model/formula.ts'
import type { NumberFormat, Polarity } from '../../model/format.ts'
import { columnId, type FreeformColumn } from '../reports/freeform/request.ts'
import { readModel } from '../attribution/model.ts'
import type { Compilation } from '../compilation/compilation.ts'
import {
  type Expression,
  expandFormula,
  type FormulaLookup,
  readFormula,
} from '../formula/index.ts'
import { compileStandardMetric } from '../standard/list-metrics.ts'
import { listDefaultCalculatedMetrics } from '../standard/calculated-metrics.ts'

/** A column whose metric is written out as a formula over metrics of the data view. */
export interface ColumnPlan {
  readonly id: string
  readonly name: string
  readonly format: NumberFormat | undefined
  /** What a rise of the metric is, however the column is displayed. */
  readonly upIs: Polarity | undefined
  readonly formula: Expression
  readonly request: FreeformColumn
  readonly path: Path
}

/** Reads a column: a metric, a calculated metric by its id (written at `metricPath`), or a formula. */
export function planColumn(
  c: Compilation,
  request: FreeformColumn,
  index: number,
  path: Path,
  metricPath: Path = [...path, 'metric'],
): ColumnPlan {
  const id = columnId(request, index)
  if (request.attribution) readModel(request.attribution, [...path, 'attribution'])
  const isMetric = (metric: string) =>
    c.view.metrics.has(metric) || compileStandardMetric(c, metric) !== undefined
  const lookup = (metric: string) => {
    const calculated = isMetric(metric) ? undefined : findCalculatedMetric(c, metric)
    return calculated && readFormula(calculated.formula)
  }
  const formula =
    request.formula === undefined
      ? expandFormula({ metric: request.metric! }, lookup, metricPath)
      : expandWritten(request.formula, lookup, [...path, 'formula'])
  const { name, format } = namedBy(c, request, id)
  return {
    id,
    name: request.name ?? name,
    format: request.format ?? format,
    upIs: request.format?.upIs ?? format?.upIs,
    formula,
    request,
    path,
  }
}

function expandWritten(written: WrittenFormula, lookup: FormulaLookup, path: Path): Expression {
  const formula = readFormula(written, path, 'request/invalid')
  try {
    return expandFormula(formula, lookup, path)
  } catch (error) {
    throw error instanceof ThroughlineError ? tellInText(error, written, path) : error
  }
}

/** A calculated metric that was defined, or one of the ready ones that the data view allows (§6.3). */
export function findCalculatedMetric(c: Compilation, id: string): CalculatedMetric | undefined {
  const defined = c.definitions.calculatedMetric(id)
  if (defined) return defined
  return listDefaultCalculatedMetrics([...c.view.metrics.values()]).find((ready) => ready.id === id)
}

function namedBy(
  c: Compilation,
  request: FreeformColumn,
  id: string,
): { name: string; format: NumberFormat | undefined } {
  const metric = request.metric
  if (metric === undefined) return { name: id, format: undefined }
  const component = c.view.metrics.get(metric)
  if (component) return { name: component.name ?? metric, format: component.format }
  const standard = compileStandardMetric(c, metric)
  if (standard) return { name: standard.label, format: standard.format }
  const calculated = findCalculatedMetric(c, metric)
  return { name: calculated?.name ?? metric, format: calculated?.format }
}
