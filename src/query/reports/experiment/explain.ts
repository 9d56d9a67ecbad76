import type { Compilation } from '../../compilation/compilation.ts'
import { describeScope } from '../../explain/describe-scope.ts'
import { namesIn } from '../../segments/describe.ts'
import { findCalculatedMetric } from '../../freeform/columns.ts'
import type { ExplainReport } from '../report.ts'
import type { ExperimentRequest } from './request.ts'

export const explainExperiment: ExplainReport<ExperimentRequest> = (c, request) => [
  ...describeScope(c, request),
  ...experimentWords(c, request),
  ...describeCalculated(c, request),
]

function experimentWords(c: Compilation, request: ExperimentRequest): string[] {
  const units = { person: 'people', session: 'sessions', event: 'events' }[request.unit]
  return [
    `Counts ${units} by the ${namesIn(c).dimension(request.variant)} that their person was last shown; one that the data view persists lasts as long as that says.`,
    `A metric’s value is its sum over the events of a ${request.unit} from then on; variants are compared with ${request.control ?? 'no value'}.`,
    'Confidence is anytime-valid (asymptotic confidence sequences); with several variants the threshold is divided by their number (Bonferroni).',
  ]
}

/** What confidence is of calculated metrics, where there are any. */
function describeCalculated(c: Compilation, { metrics, unit }: ExperimentRequest): string[] {
  const isCalculated = (metric: string): boolean =>
    !c.view.metrics.has(metric) && findCalculatedMetric(c, metric) !== undefined
  if (!metrics.some(isCalculated)) return []
  return [
    `The mean of a calculated metric is its formula on the means per ${unit}, its sum the formula on the sums; how it varies between units follows from how its metrics vary together (delta method).`,
  ]
}
